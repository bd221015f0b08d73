import type { BranchCommand, BranchKind } from '@fundwatch/domain/alert';
import type { FindingPlace, Hand } from './tuning-story.js';

/** One step of what runs beside an alert, in the fields of the screens. */
export interface BranchAct extends Hand {
  do: Exclude<BranchCommand, 'auto_receive'>;
  reason?: string;
  until?: string;
  addressee?: string;
  place?: string;
  basis?: string;
  /** Of a plan of recovery: over what the agency's answer confirmed. */
  overAnswer?: true;
  /** Evidence to upload before the step: plain text. */
  file?: { fileName: string; text: string };
}

/** What runs beside one alert; a branch whose last step leaves it open waits when the demonstration stands. */
export interface BranchStory {
  of: FindingPlace;
  kind: BranchKind;
  /** Of a consultation. */
  department?: string;
  acts: readonly [BranchAct, ...BranchAct[]];
}

const at = (day: string, time: string) => `${day}T${time}:00+08:00`;
const place = (
  indicator: FindingPlace['indicator'],
  agency: string,
  line: string,
  period: FindingPlace['period'],
): FindingPlace => ({ indicator, agency, line, period });

const consultations: readonly BranchStory[] = [
  {
    of: place('DY04', '120111', '170', '202607'),
    kind: 'consultation',
    department: '120900',
    acts: [
      {
        do: 'open',
        at: at('2026-09-29', '09:20'),
        by: 'zhangmin',
        reason:
          '该人员职工养老待遇与居民养老待遇重复领取，两地经办机构对应停发哪一项、居民待遇个人账户如何处理意见不一，请研究提出处理意见。',
      },
      { do: 'receive', at: at('2026-09-30', '14:10'), by: 'yanglao' },
      {
        do: 'conclude',
        at: at('2026-10-14', '16:30'),
        by: 'yanglao',
        reason:
          '两项养老待遇不得同时领取，应自职工养老待遇首发当月起停发居民养老待遇，重复领取的基础养老金退回基金，个人账户余额按规定退还本人。',
        basis: '城乡养老保险制度衔接的规定（示范引用，以正式文件为准）',
        file: { fileName: '处理意见书.txt', text: '养老保险处处理意见：停发居民养老待遇，重复部分退回基金。' },
      },
    ],
  },
  {
    of: place('DY04', '120101', '110', '202606'),
    kind: 'consultation',
    department: '120900',
    acts: [
      {
        do: 'open',
        at: at('2026-10-13', '10:15'),
        by: 'zhangmin',
        reason:
          '该人员两地均有视同缴费年限，重复领取期间的过渡性养老金能否随居民待遇一并追回，经办机构依据不一，请研究。',
      },
      { do: 'receive', at: at('2026-10-14', '09:40'), by: 'yanglao' },
    ],
  },
  // Nobody signed for it yet.
  {
    of: place('DY23', '120116', '210', '202608'),
    kind: 'consultation',
    department: '120901',
    acts: [
      {
        do: 'open',
        at: at('2026-10-19', '10:50'),
        by: 'chenwei',
        reason: '失业待遇由接口自动发放，审核人字段为空。自动发放能否视为已经审核，需明确业务口径，请研究。',
      },
    ],
  },
];

// An answer P11 asks for one by itself.
const extensions: readonly BranchStory[] = [
  {
    of: place('DY04', '120103', '120', '202608'),
    kind: 'extension',
    acts: [
      {
        do: 'open',
        at: at('2026-10-13', '15:30'),
        by: 'h120103',
        until: '2026-11-06',
        reason: '需调取该人员原机关单位的参保档案，档案馆书面答复需三周。',
      },
      { do: 'approve', at: at('2026-10-15', '11:00'), by: 'chenwei', reason: '情况属实，同意延期一次。' },
    ],
  },
  {
    of: place('DY01', '120103', '170', '202608'),
    kind: 'extension',
    acts: [
      {
        do: 'open',
        at: at('2026-10-19', '09:30'),
        by: 'h120103',
        until: '2026-11-05',
        reason: '死亡日期与民政部门登记不一致，已去函核对，尚未回复。',
      },
    ],
  },
];

const onTheSpot: readonly BranchStory[] = [
  {
    of: place('DY15', '120116', '110', '202607'),
    kind: 'field_check',
    acts: [
      {
        do: 'open',
        at: at('2026-09-14', '10:00'),
        by: 'zhangmin',
        place: '滨海新区社保中心及开户银行网点',
        reason: '两名无亲属关系人员共用账户，经办机构答复称账户由中介开立，须实地核查开户资料和发放审批。',
      },
      { do: 'approve', at: at('2026-09-16', '15:20'), by: 'zhaozhiyuan', reason: '同意，查明后一并提出内控整改意见。' },
      {
        do: 'conclude',
        at: at('2026-09-24', '16:40'),
        by: 'zhangmin',
        reason:
          '核查属实：账户由劳务中介代开并保管银行卡，经办人员未核对户名即办理。银行卡已收回，两人待遇已改发本人社会保障卡。',
        file: { fileName: '实地核查记录.txt', text: '现场调取开户资料 2 份、发放审批单 2 份，与经办人员谈话 1 人次。' },
      },
    ],
  },
  {
    of: place('CW07', '120116', '110', '202608'),
    kind: 'field_check',
    acts: [
      {
        do: 'open',
        at: at('2026-10-19', '15:10'),
        by: 'zhangmin',
        place: '滨海新区社保中心财务科',
        reason: '支出户以补发待遇名义向个人转款，业务数据中没有对应的发放记录，须现场核对审批单和回单。',
      },
    ],
  },
  {
    of: place('DY04', '120102', '170', '202606'),
    kind: 'supervise_order',
    acts: [
      {
        do: 'open',
        at: at('2026-09-01', '09:50'),
        by: 'chenwei',
        addressee: '河东区人力资源和社会保障局',
        until: '2026-10-30',
        reason: '预警信息 7 月 17 日下发，期限届满未反馈，催办后仍未核查，重复领取仍在继续。请组织实地核查并书面报告。',
      },
      { do: 'approve', at: at('2026-09-03', '10:30'), by: 'zhaozhiyuan' },
      { do: 'issue', at: at('2026-09-04', '09:10'), by: 'chenwei' },
    ],
  },
  {
    of: place('DQ06', '120116', '110', '202606'),
    kind: 'supervise_order',
    acts: [
      {
        do: 'open',
        at: at('2026-10-16', '10:40'),
        by: 'zhangmin',
        addressee: '滨海新区人力资源和社会保障局',
        until: '2026-11-13',
        reason: '预警信息 7 月 20 日签收，至今未反馈，身份证号码错误逐月重报。请督促核查更正并书面报告。',
      },
    ],
  },
];

const recoveryPlans: readonly BranchStory[] = [
  {
    of: place('DY01', '120116', '110', '202608'),
    kind: 'recovery_plan',
    acts: [
      {
        do: 'open',
        at: at('2026-10-14', '10:20'),
        by: 'b120116',
        until: '2027-03-31',
        overAnswer: true,
        reason: '已与家属约定分六期退回，每月月底前汇入收入户，最后一期不晚于 2027 年 3 月。',
      },
      { do: 'approve', at: at('2026-10-15', '16:10'), by: 'wangjianguo', reason: '同意，逐期登记入账凭证。' },
    ],
  },
  {
    of: place('DY04', '120103', '110', '202608'),
    kind: 'recovery_plan',
    acts: [
      {
        do: 'open',
        at: at('2026-10-19', '11:20'),
        by: 'b120103',
        until: '2026-12-31',
        overAnswer: true,
        reason: '自 11 月起从后续职工养老待遇中分两个月抵扣，本人已书面同意。',
      },
    ],
  },
];

/** Consultations, extensions, field checks, supervise orders and plans of recovery of the demonstration. */
export const branchStories: readonly BranchStory[] = [...consultations, ...extensions, ...onTheSpot, ...recoveryPlans];
