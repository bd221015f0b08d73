import type { IndicatorChanges } from '@fundwatch/domain/evaluate';
import type { DemoIndicator } from './findings.js';
import type { DemoPeriod } from './months.js';

/** When somebody does something: ISO 8601 with +08:00, and the user name of a demonstration account. */
export interface Hand {
  at: string;
  by: string;
}

/** A finding by its place; the subject is the one that was planted there. */
export interface FindingPlace {
  indicator: DemoIndicator;
  agency: string;
  line: string;
  period: DemoPeriod;
}

/** A changed version of an indicator: proposed, tested over past months, and decided by another person. */
export interface DemoVersion {
  indicator: DemoIndicator;
  changes: IndicatorChanges;
  /** Left out where an answer asks for it. */
  reason?: string;
  /** The alert whose answer (P9) asks for it: the product reads changes and reason from its words. */
  answeredAt?: FindingPlace;
  proposed: Hand;
  backTest?: Hand & {
    periods: readonly DemoPeriod[];
    /** What it says of these months against the version that ran. */
    present: number;
    kept: number;
    gone: number;
    new: number;
  };
  /** Left out: it waits for its decision. */
  approved?: Hand;
  /** The first month that runs it instead of the version before; left out: none. */
  inForceFrom?: DemoPeriod;
}

/** A known case that is kept quiet. */
export interface DemoWhitelistEntry {
  of: FindingPlace;
  validFrom: string;
  validTo: string;
  reason: string;
  documentNo: string;
  proposed: Hand;
  approved?: Hand;
  /** The alert that stands when it is proposed. */
  hasAlert?: true;
}

/** What a version on trial finds in a month. */
export interface ExpectedTrialHit extends FindingPlace {
  /** The planted finding or near miss whose subject it is, where another indicator's. */
  as: DemoIndicator;
  presence: 'new' | 'kept';
}

export const versions: readonly DemoVersion[] = [
  // On trial beside the version in force from August on.
  {
    indicator: 'CB09',
    changes: { parameters: { jump: '1.5' }, status: 'trial' },
    reason: '专项检查发现退休前抬高基数多在 1.5 倍至 2 倍之间，拟放宽为 1.5 倍，先试运行，看新增数量和核查结果再定。',
    proposed: { at: '2026-09-08T10:20:00+08:00', by: 'zhangmin' },
    approved: { at: '2026-09-09T15:10:00+08:00', by: 'wangjianguo' },
  },
  // Asked for by an agency's answer, tested over three months, in force from September on.
  {
    indicator: 'NK02',
    changes: { parameters: { approvals: '24' } },
    answeredAt: { indicator: 'NK02', agency: '120116', line: '000', period: '202608' },
    proposed: { at: '2026-09-23T09:40:00+08:00', by: 'zhangmin' },
    backTest: {
      at: '2026-09-23T10:05:00+08:00',
      by: 'zhangmin',
      periods: ['202606', '202607', '202608'],
      present: 3,
      kept: 1,
      gone: 2,
      new: 0,
    },
    approved: { at: '2026-09-24T14:30:00+08:00', by: 'wangjianguo' },
    inForceFrom: '202609',
  },
  // Waits for its decision, with its back-test done.
  {
    indicator: 'CW01',
    changes: { parameters: { tolerance: '1.00' } },
    reason: '差额一元以内均为四舍五入尾差，9 月宝坻区 0.02 元预警已不再下发；拟将容差由 0.01 元调整为 1 元。',
    proposed: { at: '2026-10-19T10:10:00+08:00', by: 'chenwei' },
    backTest: {
      at: '2026-10-19T10:30:00+08:00',
      by: 'chenwei',
      periods: ['202606', '202607', '202608', '202609'],
      present: 4,
      kept: 3,
      gone: 1,
      new: 0,
    },
  },
];

export const whitelistEntries: readonly DemoWhitelistEntry[] = [
  // Its last month is October: it comes back to the officers.
  {
    of: { indicator: 'CB13', agency: '120103', line: '410', period: '202608' },
    validFrom: '202608',
    validTo: '202610',
    reason: '该单位注销后清算组仍留用职工处理未了事务，依清算方案继续缴费至 2026 年 10 月，已核对清算公告和用工名册。',
    documentNo: '津示范清〔2026〕7号',
    proposed: { at: '2026-09-10T09:15:00+08:00', by: 'zhangmin' },
    approved: { at: '2026-09-11T11:00:00+08:00', by: 'wangjianguo' },
  },
  {
    of: { indicator: 'CB06', agency: '120103', line: '110', period: '202609' },
    validFrom: '202609',
    validTo: '202703',
    reason: '该单位进入破产重整，法院裁定社会保险费自 2027 年 4 月起分期清偿，重整期间欠费已登记申报债权。',
    documentNo: '（2026）津示范破 3 号',
    proposed: { at: '2026-09-29T10:30:00+08:00', by: 'chenwei' },
    approved: { at: '2026-09-30T09:45:00+08:00', by: 'wangjianguo' },
  },
  // Waits for its decision.
  {
    of: { indicator: 'DY22', agency: '120112', line: '110', period: '202606' },
    validFrom: '202610',
    validTo: '202703',
    reason: '百岁老人长期卧床，无法办理人脸认证，改由社区协理员每月入户看望并留存照片，首次入户记录已附卷。',
    documentNo: '津南社保函〔2026〕18号',
    proposed: { at: '2026-10-19T14:20:00+08:00', by: 'zhangmin' },
    hasAlert: true,
  },
];

/** Seen by the officers only: no alert is raised of them. */
export const expectedTrialHits: readonly ExpectedTrialHit[] = [
  { indicator: 'CB09', agency: '120119', line: '110', period: '202608', as: 'CB09', presence: 'kept' },
  // Exactly twice the base of the month before: near enough for the version on trial.
  { indicator: 'CB09', agency: '120118', line: '110', period: '202608', as: 'CB09', presence: 'new' },
  // Thirty months paid back at once: too few for CB07.
  { indicator: 'CB51', agency: '120115', line: '170', period: '202608', as: 'CB07', presence: 'new' },
];
