/** 严重程度, lowest first: low 低 ○, medium 中 ●, high 高 ▲, critical 特 ◆. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** The states of an alert on its main line (handbook §3.2); what runs beside it is a branch. */
export const alertStates = [
  'raised',
  'screened',
  'dispatched',
  'received',
  'answered',
  'returned',
  'rectifying',
  'rectified',
  'in_second_review',
  'closed',
  'dismissed',
  'withdrawn',
] as const;
export type AlertState = (typeof alertStates)[number];
/** Not open: closed, dismissed, withdrawn (reconcile.md "Words"). */
export const endedStates = ['closed', 'dismissed', 'withdrawn'] as const satisfies readonly AlertState[];

/** An answer stands that nobody has returned; hits that join now came after it. */
export const standingAnswerStates = [
  'answered',
  'rectifying',
  'rectified',
  'in_second_review',
] as const satisfies readonly AlertState[];
/** The agency has a date to keep. */
export const agencyDueStates = ['received', 'returned', 'rectifying'] as const satisfies readonly AlertState[];

/** 核查问题类型 of handbook §1.1. */
export const problemTypes = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11'] as const;
export type ProblemType = (typeof problemTypes)[number];

/** What people and the system do to an alert; the rows of the transitions table. */
export const alertCommands = [
  'screen',
  'dismiss',
  'dispatch',
  'receive',
  'auto_receive',
  'answer',
  'return',
  'cover_new_hits',
  'order_rectification',
  'report_rectification',
  'return_rectification',
  'submit_for_second_review',
  'object_to_closing',
  'close',
  'withdraw',
  'reopen',
  'reopen_by_hand',
] as const;
export type AlertCommand = (typeof alertCommands)[number];

/**
 * What runs beside an alert without holding up its clocks: 协商研究 (津13), 延期, 实地核查 and 督办 (津14), 追回计划.
 * Several of a kind may follow each other; one of a kind is open at a time.
 */
export const branchKinds = ['consultation', 'extension', 'field_check', 'supervise_order', 'recovery_plan'] as const;
export type BranchKind = (typeof branchKinds)[number];

export const branchStates = [
  'proposed',
  'sent',
  'received',
  'approved',
  'issued',
  'concluded',
  'refused',
  'cancelled',
] as const;
export type BranchState = (typeof branchStates)[number];

export const branchCommands = [
  'open',
  'receive',
  'auto_receive',
  'approve',
  'refuse',
  'issue',
  'conclude',
  'cancel',
] as const;
export type BranchCommand = (typeof branchCommands)[number];
export type BranchEventType = `${BranchKind}.${BranchCommand}`;
export const branchEventTypes = branchKinds.flatMap((kind) =>
  branchCommands.map((command) => `${kind}.${command}` as const),
) as [BranchEventType, ...BranchEventType[]];

/**
 * What stands beside several alerts: 案件 (津15), 现场监督 or 专项检查 (津15), 要情 (津16). Each is a record of its own that
 * alerts are joined to; none stops a clock of theirs.
 */
export const matterKinds = ['case', 'inspection', 'major_matter'] as const;
export type MatterKind = (typeof matterKinds)[number];

export const caseStates = ['open', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];
export const caseCommands = [
  'open',
  'change',
  'join',
  'leave',
  'state_loss',
  'state_investigation',
  'close',
  'reopen',
] as const;
export type CaseCommand = (typeof caseCommands)[number];

export const inspectionStates = [
  'planned',
  'approved',
  'notified',
  'under_way',
  'ended',
  'drafted',
  'objected',
  'confirmed',
  'rectifying',
  'finished',
  'cancelled',
] as const;
export type InspectionState = (typeof inspectionStates)[number];
export const inspectionCommands = [
  'plan',
  'revise',
  'approve',
  'refuse',
  'notify',
  'begin',
  'record_work',
  'end',
  'draft',
  'receive',
  'object',
  'amend',
  'confirm',
  'require_rectification',
  'finish',
  'cancel',
] as const;
export type InspectionCommand = (typeof inspectionCommands)[number];

export const majorMatterStates = ['proposed', 'signed', 'refused', 'reported', 'cancelled'] as const;
export type MajorMatterState = (typeof majorMatterStates)[number];
export const majorMatterCommands = ['propose', 'sign', 'refuse', 'report', 'cancel'] as const;
export type MajorMatterCommand = (typeof majorMatterCommands)[number];

/** Everything that is written in an alert's timeline: the commands, what evaluation and sweeps do, and its branches. */
export const alertEventTypes = [
  ...alertCommands,
  'raise',
  'extend',
  'adjust',
  'remind',
  'breach',
  'escalate_agency_head',
  'escalate_supervision_head',
  'second_return',
  'calendar_filled',
  'deadline_moved',
  'cleaning_done',
  'cleaning_reopen',
  'cleaning_remind',
  'cleaning_breach',
  'assign',
  'hand_over',
  'case.join',
  'case.leave',
  'recovery.add',
  'recovery.void',
  ...branchEventTypes,
] as const;
export type AlertEventType = (typeof alertEventTypes)[number];
