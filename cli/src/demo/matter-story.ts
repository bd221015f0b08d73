import type { AlertSource, Severity } from '@fundwatch/domain/alert';
import type { InspectionKind } from '@fundwatch/domain/inspection';
import type { Suspicion } from '@fundwatch/domain/major-matter';
import type { DemoPeriod } from './months.js';
import type { FindingPlace, Hand } from './tuning-story.js';

/** An alert that an officer raises from a lead; another officer has still to screen it. */
export interface HandAlertStory {
  registered: Hand;
  agency: string;
  line: string;
  subjectKind: 'person_no' | 'employer_no';
  subject: string;
  severity: Severity;
  title: string;
  found: string;
  firstPeriod: DemoPeriod;
  source: { kind: AlertSource; number: string; on: string };
  file: { fileName: string; text: string };
}

/** A case, and the major matter that is proposed for it. */
export interface CaseStory {
  title: string;
  summary: string;
  reason: string;
  alerts: readonly FindingPlace[];
  opened: Hand;
  loss: Hand & { yuan: string; reason: string };
  investigation: Hand & { on: string; body: string; reason: string };
  /** Waits for the leader's signature. */
  majorMatter: Hand & { suspicion: Suspicion; report: string };
}

/** A later step of an inspection. */
export type InspectionAct = Hand &
  (
    | { do: 'declare' }
    | { do: 'make_notice'; place: string; materials: string }
    | { do: 'approve' | 'notify' | 'begin' | 'receive' }
    | { do: 'record_work'; matter: string; found: string }
    | { do: 'end' }
    | { do: 'draft'; reason: string }
  );

export interface InspectionStory {
  kind: InspectionKind;
  title: string;
  agency: string;
  scope: string;
  startOn: string;
  endOn: string;
  /** User names; the first one leads. */
  team: readonly string[];
  alerts: readonly FindingPlace[];
  planned: Hand;
  acts: readonly InspectionAct[];
}

const incomeAccount: readonly FindingPlace[] = [
  { indicator: 'CW07', agency: '120112', line: '110', period: '202606' },
  { indicator: 'CW08', agency: '120112', line: '110', period: '202606' },
];

export const handAlert: HandAlertStory = {
  registered: { at: '2026-10-19T14:40:00+08:00', by: 'zhangmin' },
  agency: '120106',
  line: '110',
  subjectKind: 'employer_no',
  subject: 'E000002',
  severity: 'high',
  title: '举报虚构劳动关系挂靠参保',
  found:
    '举报人称该单位收取费用，为多名并未在该单位工作的人员办理参保，其中二人当年到达退休年龄。请核对劳动合同、工资发放记录和用工名册。',
  firstPeriod: '202606',
  source: { kind: 'complaint', number: '津社举〔2026〕0087', on: '2026-10-16' },
  file: { fileName: '举报记录.txt', text: '来电举报记录：反映红桥区某单位收费挂靠参保。举报人要求保密。' },
};

export const caseStory: CaseStory = {
  title: '津南区收入户资金转入个人账户',
  summary:
    '2026 年 6 月 24 日，津南区企业职工养老保险收入户向一名个人转款 8600.00 元，摘要为往来款，没有审批单。对私转账和收入户违规支出两条预警指向同一笔资金、同一账户，并案处理。',
  reason: '同一账户、同一笔资金，须一并查清审批和去向。',
  alerts: incomeAccount,
  opened: { at: '2026-08-27T14:20:00+08:00', by: 'zhangmin' },
  loss: {
    at: '2026-08-28T11:00:00+08:00',
    by: 'zhangmin',
    yuan: '8600.00',
    reason: '两条预警为同一笔资金，可能损失只计一次；利息另列追回台账。',
  },
  investigation: {
    at: '2026-10-15T09:30:00+08:00',
    by: 'zhangmin',
    on: '2026-10-14',
    body: '津南区纪委监委',
    reason: '收到立案通知书，原出纳人员涉嫌挪用社会保险基金被立案审查调查。',
  },
  majorMatter: {
    at: '2026-10-16T15:40:00+08:00',
    by: 'zhangmin',
    suspicion: 'embezzlement',
    report:
      '津南区社保中心原出纳人员于 6 月 24 日违规由收入户向个人转款 8600.00 元。款项及利息已于 9 月 18 日全部追回，责任人停职，10 月 14 日由区纪委监委立案审查调查。金额不足 1 万元，因已立案，拟按普通要情报告。',
  },
};

export const inspectionStories: readonly InspectionStory[] = [
  // The draft is with the agency, which may object until 23 October.
  {
    kind: 'special',
    title: '津南区收入户管理专项检查',
    agency: '120112',
    scope: '2026 年 1 月至 8 月企业职工养老保险收入户开立、划转、对账和印鉴管理。',
    startOn: '2026-09-21',
    endOn: '2026-09-23',
    team: ['chenwei', 'zhangmin'],
    alerts: incomeAccount,
    planned: { at: '2026-09-07T09:40:00+08:00', by: 'chenwei' },
    acts: [
      { do: 'declare', at: '2026-09-07T10:00:00+08:00', by: 'chenwei' },
      { do: 'declare', at: '2026-09-07T10:30:00+08:00', by: 'zhangmin' },
      { do: 'approve', at: '2026-09-08T15:00:00+08:00', by: 'zhaozhiyuan' },
      {
        do: 'make_notice',
        at: '2026-09-08T16:10:00+08:00',
        by: 'chenwei',
        place: '津南区社保中心',
        materials: '收入户开户资料、银行对账单、网银操作日志。\n制单和复核密钥的领用登记。',
      },
      { do: 'notify', at: '2026-09-09T09:20:00+08:00', by: 'chenwei' },
      { do: 'begin', at: '2026-09-21T09:00:00+08:00', by: 'chenwei' },
      {
        do: 'record_work',
        at: '2026-09-21T16:30:00+08:00',
        by: 'zhangmin',
        matter: '收入户对私转款审批',
        found: '6 月 24 日转款没有审批单，网银制单和复核使用同一人的密钥。',
      },
      {
        do: 'record_work',
        at: '2026-09-22T16:10:00+08:00',
        by: 'chenwei',
        matter: '银行密钥和印鉴保管',
        found: '复核密钥由出纳代管，保管登记簿自 3 月起没有交接记录。',
      },
      { do: 'end', at: '2026-09-23T17:00:00+08:00', by: 'chenwei' },
      {
        do: 'draft',
        at: '2026-10-13T10:20:00+08:00',
        by: 'chenwei',
        reason:
          '一、收入户向个人转款未经审批，资金已追回。二、制单、复核密钥未分开保管。三、银行对账由出纳一人办理。要求一个月内落实双人双钥、会计岗对账并报送整改情况。',
      },
      { do: 'receive', at: '2026-10-14T11:00:00+08:00', by: 'chenwei' },
    ],
  },
  // Notified seven working days before; it begins two days after the demonstration stands.
  {
    kind: 'on_site',
    title: '滨海新区待遇发放账户现场监督',
    agency: '120116',
    scope: '2026 年 6 月至 9 月待遇发放账户的核对、变更和代领手续，重点为多人共用账户和已故人员账户。',
    startOn: '2026-10-22',
    endOn: '2026-10-28',
    team: ['zhangmin', 'chenwei'],
    alerts: [
      { indicator: 'DY15', agency: '120116', line: '110', period: '202607' },
      { indicator: 'DY01', agency: '120116', line: '110', period: '202608' },
    ],
    planned: { at: '2026-10-09T10:10:00+08:00', by: 'zhangmin' },
    acts: [
      { do: 'declare', at: '2026-10-09T10:20:00+08:00', by: 'zhangmin' },
      { do: 'declare', at: '2026-10-09T14:00:00+08:00', by: 'chenwei' },
      { do: 'approve', at: '2026-10-10T09:50:00+08:00', by: 'zhaozhiyuan' },
      {
        do: 'make_notice',
        at: '2026-10-10T14:30:00+08:00',
        by: 'zhangmin',
        place: '滨海新区社保中心',
        materials: '账户变更申请、代领委托书、发放审批单、岗位权限表。',
      },
      { do: 'notify', at: '2026-10-12T09:15:00+08:00', by: 'zhangmin' },
    ],
  },
];
