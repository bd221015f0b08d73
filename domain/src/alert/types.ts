/** 严重程度, lowest first: low 低 ○, medium 中 ●, high 高 ▲, critical 特 ◆. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** The states of an alert on the straight path (handbook §3.2). */
export const alertStates = [
  'raised',
  'screened',
  'dispatched',
  'received',
  'answered',
  'returned',
  'closed',
  'dismissed',
  'withdrawn',
] as const;
export type AlertState = (typeof alertStates)[number];
/** Not open: closed, dismissed, withdrawn (reconcile.md "Words"). */
export const endedStates = ['closed', 'dismissed', 'withdrawn'] as const satisfies readonly AlertState[];

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
  'close',
  'withdraw',
  'reopen',
] as const;
export type AlertCommand = (typeof alertCommands)[number];

/** Everything that is written in an alert's timeline: the commands, and what evaluation and sweeps do. */
export const alertEventTypes = [
  ...alertCommands,
  'raise',
  'extend',
  'adjust',
  'remind',
  'breach',
  'calendar_filled',
  'deadline_moved',
] as const;
export type AlertEventType = (typeof alertEventTypes)[number];
