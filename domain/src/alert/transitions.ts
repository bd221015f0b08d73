import { agencyRoles, supervisionRoles, type Role } from '../identity/index.js';
import type {
  AlertCommand,
  AlertState,
  BranchCommand,
  BranchKind,
  BranchState,
  CaseCommand,
  CaseState,
  InspectionCommand,
  InspectionState,
  MajorMatterCommand,
  MajorMatterState,
  MatterKind,
} from './types.js';

/** The clocks of an alert's main line. They name the date that a person or the sweep must keep. */
export type Clock = 'auto_receipt' | 'answer' | 'return' | 'rectification';
/** The clocks of its branches: signing for a consultation, the opinion, the date that a supervise order sets. */
export type BranchClock = 'consultation_receipt' | 'opinion' | 'order';

/** The clocks of an on-site inspection; `notice` is counted back from its first day. */
export type InspectionClock = 'notice' | 'draft' | 'objection' | 'inspection_rectification';

/** An article, with the time for which it was in force; `to` null while it is. */
export interface LegalBasis {
  article: string;
  /** In short; the wording is in the article. */
  gist: string;
  from: string | null;
  to: string | null;
}

export const legalBases = {
  tianjin6: tianjin('津6(三)', '识别、分类、审核、查处疑点问题'),
  tianjin8: tianjin('津8(二)', '接收并核查预警信息及疑点问题，处置预警信息，按时反馈核查情况'),
  tianjin9: tianjin('津9(三)', '分析数据信息，依据事实和证据形成监督结论和建议'),
  tianjin11: tianjin('津11', '定期将预警信息经安全的数据传输渠道发送至社保经办机构'),
  tianjin12: tianjin('津12', '核查并确定预警信息问题类型，将核查结果于接收预警信息一月内反馈'),
  tianjin13: tianjin('津13', '相关险种业务部门自收到协商研究处理疑点信息之日起30日内，提出处理意见和建议，书面反馈'),
  tianjin14: tianjin('津14', '经市人力资源社会保障行政部门负责人批准，可直接组织实地核查，或发出督办通知书'),
  tianjin21: tianjin('津21(二)', '对预警信息长期不处理或处理不及时，对发现的疑点问题不认真组织核查的，责令改正'),
  tianjin15: tianjin('津15', '涉及社保基金安全的重大事项，启动现场监督程序，必要时组织实施专项检查'),
  tianjin16: tianjin('津16', '达到社保基金要情级别的重大问题，按照《社会保险基金要情报告制度》执行'),
  henan7: henan('豫7', '与被监督检查对象或监督检查事项有利害关系的，应当回避'),
  henan49plan: henan(
    '豫49(一)',
    '制订方案，报本单位领导批准，成立检查组；提前7个工作日发出检查通知书，经批准可直接持书检查',
  ),
  henan49work: henan('豫49(二)', '编制检查工作记录，做到一事一录'),
  henan49draft: henan(
    '豫49(三)',
    '结束后10个工作日内（特殊情况30个工作日以内）形成征求意见稿；收到之日起7个工作日内提出异议，未提出的视为无异议',
  ),
  henan49: henan('豫49(四)', '无异议后，被检查单位应在1个月内完成整改'),
  agency46: {
    article: '经46',
    gist: '多发的社会保险待遇应当退回',
    from: '2023-12-01',
    to: null,
  },
  civil202: {
    article: '民法典202',
    gist: '按月计算期间的，到期月的对应日为最后一日；没有对应日的，月末日为最后一日',
    from: '2021-01-01',
    to: null,
  },
  civil203: {
    article: '民法典203',
    gist: '最后一日是法定休假日的，以休假日结束的次日为最后一日；截止时间为二十四时',
    from: '2021-01-01',
    to: null,
  },
} as const satisfies Record<string, LegalBasis>;
export type LegalBasisId = keyof typeof legalBases;

/** 天津市社会保险基金网络监督实施办法, art. 23: from 2015-08-01, repealed 2020-07-31. Cited as lapsed local basis. */
function tianjin(article: string, gist: string): LegalBasis {
  return { article, gist, from: '2015-08-01', to: '2020-07-31' };
}

/** An article of Henan's rules on internal control; the text does not say since when they hold. */
function henan(article: string, gist: string): LegalBasis {
  return { article, gist, from: null, to: null };
}

interface Step {
  /** Roles of which one is needed, or the product itself. */
  by: readonly Role[] | 'system';
  reasonRequired: boolean;
  /** The paper that the step leaves, in the field's own word. */
  document: string | null;
  basis: readonly LegalBasisId[];
  /** Where the date comes from that no article in force gives. */
  setting: string | null;
}

/** A step of the alert's main line. */
export interface Transition extends Step {
  of: 'alert';
  from: readonly AlertState[];
  command: AlertCommand;
  /** Null: the state stays. */
  to: AlertState | null;
  starts: Clock | null;
  stops: readonly Clock[];
}

/** A step of a branch, which leaves the main line where it is unless its effect says otherwise. */
export interface BranchTransition extends Step {
  of: BranchKind;
  /** The main line's states in which the step is possible. */
  alertIn: readonly AlertState[];
  /** Empty: the step opens the branch. */
  from: readonly BranchState[];
  command: BranchCommand;
  to: BranchState;
  starts: BranchClock | null;
  stops: readonly BranchClock[];
  /** Not by the person who opened the branch. */
  byAnother: boolean;
}

interface MatterStep extends Step {
  starts: InspectionClock | null;
  stops: readonly InspectionClock[];
  /** Not by the person who opened the record. */
  byAnother: boolean;
}

interface MatterStepOf<Kind extends MatterKind, State extends string, Command extends string> extends MatterStep {
  of: Kind;
  /** Empty: the step opens the record. */
  from: readonly State[];
  command: Command;
  /** Null: the state stays. */
  to: State | null;
}

export type CaseTransition = MatterStepOf<'case', CaseState, CaseCommand>;
export type InspectionTransition = MatterStepOf<'inspection', InspectionState, InspectionCommand>;
export type MajorMatterTransition = MatterStepOf<'major_matter', MajorMatterState, MajorMatterCommand>;
/** A step of a record that stands beside several alerts. */
export type MatterTransition = CaseTransition | InspectionTransition | MajorMatterTransition;

const plain = { reasonRequired: false, starts: null, stops: [], document: null, basis: [], setting: null };
const row = (
  command: AlertCommand,
  from: readonly AlertState[],
  to: AlertState | null,
  by: Transition['by'],
  more: Partial<Transition> = {},
): Transition => ({ ...plain, of: 'alert', command, from, to, by, ...more });

/** The main line once the agency knows of the alert and before it ends. */
const sentStates = [
  'dispatched',
  'received',
  'answered',
  'returned',
  'rectifying',
  'rectified',
  'in_second_review',
] as const satisfies readonly AlertState[];
const openStates = ['raised', 'screened', ...sentStates] as const satisfies readonly AlertState[];
const withAgencyStates = [
  'received',
  'answered',
  'returned',
  'rectifying',
  'rectified',
] as const satisfies readonly AlertState[];
const leader = ['bureau_leader'] as const satisfies readonly Role[];
const department = ['line_department'] as const satisfies readonly Role[];
const head = ['supervision_head'] as const satisfies readonly Role[];

const branch = (
  of: BranchKind,
  command: BranchCommand,
  from: readonly BranchState[],
  to: BranchState,
  by: Step['by'],
  more: Partial<BranchTransition> = {},
): BranchTransition => ({ ...plain, of, command, from, to, by, alertIn: openStates, byAnother: false, ...more });

const mainLine: readonly Transition[] = [
  row('screen', ['raised'], 'screened', supervisionRoles, { document: '预警清单', basis: ['tianjin6', 'tianjin9'] }),
  row('dismiss', ['raised', 'screened'], 'dismissed', supervisionRoles, { reasonRequired: true, basis: ['tianjin6'] }),
  row('dispatch', ['screened'], 'dispatched', supervisionRoles, {
    starts: 'auto_receipt',
    document: '预警信息',
    basis: ['tianjin11'],
    setting: 'autoReceiptWorkingDays',
  }),
  row('receive', ['dispatched'], 'received', agencyRoles, {
    starts: 'answer',
    stops: ['auto_receipt'],
    document: '签收回执',
    basis: ['tianjin8', 'tianjin12', 'civil202', 'civil203'],
  }),
  row('auto_receive', ['dispatched'], 'received', 'system', {
    starts: 'answer',
    stops: ['auto_receipt'],
    document: '签收回执(自动)',
    basis: ['tianjin12', 'civil202', 'civil203'],
    setting: 'autoReceiptWorkingDays',
  }),
  row('answer', ['received', 'returned'], 'answered', agencyRoles, {
    stops: ['answer', 'return'],
    document: '核查反馈单',
    basis: ['tianjin12'],
  }),
  row('return', ['answered'], 'returned', supervisionRoles, {
    reasonRequired: true,
    starts: 'return',
    document: '审核意见',
    // The second one warns the head of supervision.
    basis: ['tianjin6', 'tianjin21'],
    setting: 'returnWorkingDays',
  }),
  row('cover_new_hits', ['answered', 'rectified', 'in_second_review'], null, supervisionRoles, {
    reasonRequired: true,
    document: '审核意见',
    basis: ['tianjin6'],
  }),
  row('order_rectification', ['answered'], 'rectifying', supervisionRoles, {
    reasonRequired: true,
    starts: 'rectification',
    document: '整改通知',
    basis: ['tianjin6', 'henan49', 'civil202', 'civil203'],
  }),
  row('report_rectification', ['rectifying'], 'rectified', agencyRoles, {
    reasonRequired: true,
    stops: ['rectification'],
    document: '整改报告',
    basis: ['henan49'],
  }),
  row('return_rectification', ['rectified'], 'rectifying', supervisionRoles, {
    reasonRequired: true,
    starts: 'rectification',
    document: '审核意见',
    basis: ['tianjin6'],
    setting: 'returnWorkingDays',
  }),
  row('submit_for_second_review', ['answered'], 'in_second_review', supervisionRoles, {
    document: '抽查复核单',
    basis: ['tianjin6'],
    setting: 'secondReviewPercent',
  }),
  row('object_to_closing', ['in_second_review'], 'answered', supervisionRoles, {
    reasonRequired: true,
    document: '抽查复核单',
    basis: ['tianjin6'],
  }),
  row('close', ['answered', 'rectified', 'in_second_review'], 'closed', supervisionRoles, {
    document: '销号单',
    basis: ['tianjin6'],
  }),
  row('withdraw', openStates, 'withdrawn', 'system', { stops: ['auto_receipt', 'answer', 'return', 'rectification'] }),
  row('reopen', ['closed', 'dismissed', 'withdrawn'], 'raised', 'system', {}),
  row('reopen_by_hand', ['closed', 'dismissed'], 'screened', supervisionRoles, {
    reasonRequired: true,
    document: '重新打开说明',
    basis: ['tianjin6'],
  }),
];

const branches: readonly BranchTransition[] = [
  branch('consultation', 'open', [], 'sent', supervisionRoles, {
    alertIn: withAgencyStates,
    reasonRequired: true,
    starts: 'consultation_receipt',
    document: '协商函',
    basis: ['tianjin13'],
    setting: 'autoReceiptWorkingDays',
  }),
  branch('consultation', 'receive', ['sent'], 'received', department, {
    starts: 'opinion',
    stops: ['consultation_receipt'],
    document: '签收回执',
    basis: ['tianjin13', 'civil203'],
  }),
  branch('consultation', 'auto_receive', ['sent'], 'received', 'system', {
    starts: 'opinion',
    stops: ['consultation_receipt'],
    document: '签收回执（自动）',
    basis: ['tianjin13', 'civil203'],
    setting: 'autoReceiptWorkingDays',
  }),
  branch('consultation', 'conclude', ['received'], 'concluded', department, {
    byAnother: true,
    reasonRequired: true,
    stops: ['opinion'],
    document: '处理意见',
    basis: ['tianjin13'],
  }),
  branch('consultation', 'cancel', ['sent', 'received'], 'cancelled', supervisionRoles, {
    reasonRequired: true,
    stops: ['consultation_receipt', 'opinion'],
  }),
  branch('extension', 'open', [], 'proposed', agencyRoles, {
    alertIn: ['received', 'returned', 'answered'],
    reasonRequired: true,
    document: '延期申请',
    setting: 'extensionMostDays',
  }),
  branch('extension', 'approve', ['proposed'], 'approved', supervisionRoles, {
    alertIn: ['received', 'returned', 'answered'],
    byAnother: true,
    document: '延期批复',
    setting: 'extensionMostDays',
  }),
  branch('extension', 'refuse', ['proposed'], 'refused', supervisionRoles, {
    byAnother: true,
    reasonRequired: true,
    document: '延期批复',
  }),
  branch('extension', 'cancel', ['proposed'], 'cancelled', agencyRoles, { reasonRequired: true }),
  branch('field_check', 'open', [], 'proposed', supervisionRoles, {
    alertIn: ['screened', ...sentStates],
    reasonRequired: true,
    document: '实地核查审批单',
    basis: ['tianjin14'],
  }),
  branch('field_check', 'approve', ['proposed'], 'approved', leader, {
    byAnother: true,
    document: '实地核查审批单',
    basis: ['tianjin14'],
  }),
  branch('field_check', 'refuse', ['proposed'], 'refused', leader, {
    byAnother: true,
    reasonRequired: true,
    document: '实地核查审批单',
    basis: ['tianjin14'],
  }),
  branch('field_check', 'conclude', ['approved'], 'concluded', supervisionRoles, {
    reasonRequired: true,
    document: '实地核查报告',
    basis: ['tianjin14'],
  }),
  branch('field_check', 'cancel', ['proposed', 'approved'], 'cancelled', supervisionRoles, { reasonRequired: true }),
  branch('supervise_order', 'open', [], 'proposed', supervisionRoles, {
    alertIn: ['screened', ...sentStates],
    reasonRequired: true,
    document: '督办通知书（拟稿）',
    basis: ['tianjin14'],
  }),
  branch('supervise_order', 'approve', ['proposed'], 'approved', leader, {
    byAnother: true,
    document: '督办审批单',
    basis: ['tianjin14'],
  }),
  branch('supervise_order', 'refuse', ['proposed'], 'refused', leader, {
    byAnother: true,
    reasonRequired: true,
    document: '督办审批单',
    basis: ['tianjin14'],
  }),
  branch('supervise_order', 'issue', ['approved'], 'issued', supervisionRoles, {
    starts: 'order',
    document: '社会保险基金网络监督督办通知书',
    basis: ['tianjin14'],
  }),
  branch('supervise_order', 'conclude', ['issued'], 'concluded', supervisionRoles, {
    reasonRequired: true,
    stops: ['order'],
    document: '督办结果报告',
    basis: ['tianjin14'],
  }),
  branch('supervise_order', 'cancel', ['proposed', 'approved', 'issued'], 'cancelled', supervisionRoles, {
    reasonRequired: true,
    stops: ['order'],
  }),
  branch('recovery_plan', 'open', [], 'proposed', agencyRoles, {
    alertIn: withAgencyStates,
    reasonRequired: true,
    document: '追回计划',
    basis: ['agency46'],
  }),
  branch('recovery_plan', 'approve', ['proposed'], 'approved', head, {
    byAnother: true,
    document: '追回计划批复',
    basis: ['agency46'],
  }),
  branch('recovery_plan', 'refuse', ['proposed'], 'refused', head, {
    byAnother: true,
    reasonRequired: true,
    document: '追回计划批复',
    basis: ['agency46'],
  }),
  branch('recovery_plan', 'cancel', ['proposed'], 'cancelled', agencyRoles, { reasonRequired: true }),
];

const matterPlain = { ...plain, byAnother: false };
const caseStep = (
  command: CaseCommand,
  from: readonly CaseState[],
  to: CaseState | null,
  more: Partial<CaseTransition> = {},
): CaseTransition => ({
  ...matterPlain,
  of: 'case',
  command,
  from,
  to,
  by: supervisionRoles,
  basis: ['tianjin15'],
  ...more,
});

const cases: readonly CaseTransition[] = [
  caseStep('open', [], 'open', { reasonRequired: true, document: '案件登记表' }),
  caseStep('change', ['open'], null),
  caseStep('join', ['open'], null, { reasonRequired: true }),
  caseStep('leave', ['open'], null, { reasonRequired: true }),
  caseStep('state_loss', ['open'], null, { reasonRequired: true, basis: ['tianjin16'] }),
  caseStep('state_investigation', ['open'], null, { reasonRequired: true, basis: ['tianjin16'] }),
  caseStep('close', ['open'], 'closed', { reasonRequired: true, document: '结案报告' }),
  caseStep('reopen', ['closed'], 'open', { reasonRequired: true }),
];

const inspectionStep = (
  command: InspectionCommand,
  from: readonly InspectionState[],
  to: InspectionState | null,
  more: Partial<InspectionTransition> = {},
): InspectionTransition => ({ ...matterPlain, of: 'inspection', command, from, to, by: supervisionRoles, ...more });
/** The agency itself, or the office for what came on paper. */
const heardAgency = [...supervisionRoles, ...agencyRoles] as const satisfies readonly Role[];
const unitLeaders = ['supervision_head', 'bureau_leader'] as const satisfies readonly Role[];

const inspections: readonly InspectionTransition[] = [
  inspectionStep('plan', [], 'planned', {
    document: '检查方案',
    basis: ['tianjin15', 'henan49plan', 'henan7'],
  }),
  inspectionStep('revise', ['planned'], null, { basis: ['henan49plan'] }),
  inspectionStep('approve', ['planned'], 'approved', {
    by: unitLeaders,
    byAnother: true,
    starts: 'notice',
    document: '检查方案（批准）',
    basis: ['henan49plan', 'henan7'],
    setting: 'noticeWorkingDays',
  }),
  inspectionStep('refuse', ['planned'], 'cancelled', {
    by: unitLeaders,
    byAnother: true,
    reasonRequired: true,
    basis: ['henan49plan'],
  }),
  inspectionStep('notify', ['approved'], 'notified', {
    stops: ['notice'],
    document: '检查通知书',
    basis: ['henan49plan'],
    setting: 'noticeWorkingDays',
  }),
  inspectionStep('begin', ['approved', 'notified'], 'under_way', { stops: ['notice'], basis: ['henan49plan'] }),
  inspectionStep('record_work', ['under_way', 'ended', 'objected'], null, {
    document: '检查工作记录',
    basis: ['henan49work'],
  }),
  inspectionStep('end', ['under_way'], 'ended', {
    starts: 'draft',
    basis: ['henan49draft'],
    setting: 'draftWorkingDays',
  }),
  inspectionStep('draft', ['ended'], 'drafted', {
    reasonRequired: true,
    stops: ['draft'],
    document: '检查及整改意见反馈通知书（征求意见稿）',
    basis: ['henan49draft'],
  }),
  inspectionStep('receive', ['drafted'], null, {
    by: heardAgency,
    starts: 'objection',
    document: '签收回执',
    basis: ['henan49draft'],
    setting: 'objectionWorkingDays',
  }),
  inspectionStep('object', ['drafted'], 'objected', {
    by: heardAgency,
    reasonRequired: true,
    stops: ['objection'],
    document: '书面异议',
    basis: ['henan49draft'],
  }),
  inspectionStep('amend', ['objected'], 'drafted', {
    reasonRequired: true,
    document: '检查及整改意见反馈通知书（修改稿）',
    basis: ['henan49draft'],
  }),
  inspectionStep('confirm', ['drafted'], 'confirmed', {
    by: heardAgency,
    stops: ['objection'],
    starts: 'inspection_rectification',
    document: '检查及整改意见反馈通知书',
    basis: ['henan49draft', 'henan49', 'civil202', 'civil203'],
    setting: 'rectificationStarts',
  }),
  inspectionStep('require_rectification', ['confirmed'], 'rectifying', { document: '整改通知', basis: ['henan49'] }),
  inspectionStep('finish', ['confirmed', 'rectifying'], 'finished', {
    reasonRequired: true,
    stops: ['inspection_rectification'],
    document: '整改情况回馈',
    basis: ['henan49'],
  }),
  inspectionStep('cancel', ['planned', 'approved', 'notified', 'under_way'], 'cancelled', {
    reasonRequired: true,
    stops: ['notice'],
  }),
];

const majorMatterStep = (
  command: MajorMatterCommand,
  from: readonly MajorMatterState[],
  to: MajorMatterState,
  more: Partial<MajorMatterTransition> = {},
): MajorMatterTransition => ({
  ...matterPlain,
  of: 'major_matter',
  command,
  from,
  to,
  by: supervisionRoles,
  basis: ['tianjin16'],
  ...more,
});

const majorMatters: readonly MajorMatterTransition[] = [
  majorMatterStep('propose', [], 'proposed', {
    reasonRequired: true,
    document: '要情报告（拟稿）',
    setting: 'majorMatterFromYuan',
  }),
  majorMatterStep('sign', ['proposed'], 'signed', { by: leader, byAnother: true, document: '要情报告' }),
  majorMatterStep('refuse', ['proposed'], 'refused', { by: leader, byAnother: true, reasonRequired: true }),
  majorMatterStep('report', ['signed'], 'reported', { reasonRequired: true, document: '要情报告（报出）' }),
  majorMatterStep('cancel', ['proposed', 'signed'], 'cancelled', { reasonRequired: true }),
];

/** The lifecycle, once: what decides, the web's buttons and docs/flow.md all read this table. */
export const transitions: readonly (Transition | BranchTransition | MatterTransition)[] = [
  ...mainLine,
  ...branches,
  ...cases,
  ...inspections,
  ...majorMatters,
];

/** The rows of the main line. */
export const alertTransitions: readonly Transition[] = transitions.filter((one) => one.of === 'alert');
/** The rows of the branches. */
export const branchTransitions: readonly BranchTransition[] = transitions.filter(
  (one): one is BranchTransition => 'alertIn' in one,
);
export const caseTransitions: readonly CaseTransition[] = transitions.filter((one) => one.of === 'case');
export const inspectionTransitions: readonly InspectionTransition[] = transitions.filter(
  (one) => one.of === 'inspection',
);
export const majorMatterTransitions: readonly MajorMatterTransition[] = transitions.filter(
  (one) => one.of === 'major_matter',
);

/** The row of the table, or null where the command is not possible in this state. */
export function transitionFor(state: AlertState, command: AlertCommand): Transition | null {
  return alertTransitions.find((one) => one.command === command && one.from.includes(state)) ?? null;
}

/** The row of a branch; `state` null where it is not open yet. Null where the command is not possible. */
export function branchTransitionFor(
  kind: BranchKind,
  state: BranchState | null,
  command: BranchCommand,
): BranchTransition | null {
  return (
    branchTransitions.find(
      (one) =>
        one.of === kind &&
        one.command === command &&
        (state === null ? one.from.length === 0 : one.from.includes(state)),
    ) ?? null
  );
}

/** States in which a branch is over; an approved plan of recovery is over, too. */
export function isBranchOpen(kind: BranchKind, state: BranchState): boolean {
  return branchTransitions.some((one) => one.of === kind && one.from.includes(state));
}

/**
 * Whether these roles may do it. Who answers does not review: an account with a role on one side may do nothing on the
 * other, even if it was given both.
 */
export function mayDo({ by }: Pick<Step, 'by'>, roles: readonly Role[]): boolean {
  if (by === 'system') return false;
  const own = by.filter((role) => roles.includes(role));
  const asAgency = own.some((role) => (agencyRoles as readonly Role[]).includes(role));
  const otherSide: readonly Role[] = asAgency ? supervisionRoles : agencyRoles;
  return own.length > 0 && !roles.some((role) => otherSide.includes(role));
}
