import {
  shanghaiDayOf,
  periodOf,
  addPeriods,
  submissionDueIn,
  type Instant,
  type Period,
  type PlainDay,
  type Terms,
} from '../calendar/index.js';
import { handIndicator } from './by-hand.js';
import type { Alert } from './alert.js';
import type { ProblemType } from './types.js';

/**
 * 数据清理任务: what an agency said that it puts right in its data, until the data show it. `open` · `reopened`: came back, the
 * data did not show it · `done` · `settled`: by a person, with a reason, where the data cannot show it · `replaced`: another
 * answer stands in its place.
 */
export const cleaningStates = ['open', 'reopened', 'done', 'settled', 'replaced'] as const;
export type CleaningState = (typeof cleaningStates)[number];
/** Still to be shown by the data. */
export const openCleaningStates = ['open', 'reopened'] as const satisfies readonly CleaningState[];

/** The lists of tasks, each with its count. `returned`: came back · `cannot_check`: the last check could not tell. */
export const cleaningShows = ['open', 'returned', 'overdue', 'cannot_check', 'ended', 'all'] as const;
export type CleaningShow = (typeof cleaningShows)[number];

/** Answers that say the submitted data are wrong (handbook §1.1): P1 names what is corrected, P2 sends everything anew. */
export const cleaningProblemTypes = ['P1', 'P2'] as const satisfies readonly ProblemType[];

/** What a check came to. */
export const cleaningOutcomes = ['corrected', 'not_corrected', 'cannot_check'] as const;
export type CleaningOutcome = (typeof cleaningOutcomes)[number];

/** What the alert's own indicator says of its hits. `not_asked`: the alert was raised by hand, so none does. */
export type IndicatorFinding =
  | { state: 'gone'; period: Period }
  | { state: 'still'; period: Period; hits: number }
  | { state: 'unknown'; reason: IndicatorUnknown; period: Period | null }
  | { state: 'not_asked' };

export const indicatorUnknowns = [
  /** No run has read the newest data yet. */
  'not_evaluated_yet',
  /** The run could not judge this agency and line: data are missing. */
  'not_evaluated',
  'cannot_decide',
  /** Another version of the indicator ran; that its hits are gone proves nothing of the data. */
  'other_version',
  'failed',
] as const;
export type IndicatorUnknown = (typeof indicatorUnknowns)[number];

/** What the record of the data says. `not_asked`: the answer names none. */
export type FieldFinding =
  | { state: 'carries'; period: Period; found: string | null }
  | { state: 'differs'; period: Period; found: string | null }
  | { state: 'unknown'; reason: FieldUnknown; period: Period | null }
  | { state: 'not_asked' };

export const fieldUnknowns = [
  /** Nothing of this dataset was ever accepted. */
  'nothing_submitted',
  'table_missing',
  'record_gone',
] as const;
export type FieldUnknown = (typeof fieldUnknowns)[number];

export interface CleaningFindings {
  indicator: IndicatorFinding;
  field: FieldFinding;
}

/**
 * What the findings come to. One that contradicts the agency is enough to come back; to be done, everything that can be
 * asked must say so, and something must: what nobody could look at is never taken as put right.
 */
export function judgeCleaning({ indicator, field }: CleaningFindings): CleaningOutcome {
  if (field.state === 'differs' || indicator.state === 'still') return 'not_corrected';
  if (field.state === 'unknown' || indicator.state === 'unknown') return 'cannot_check';
  return field.state === 'carries' || indicator.state === 'gone' ? 'corrected' : 'cannot_check';
}

/** What is to be corrected in the submission that comes next, and until when. */
export interface CleaningDue {
  period: Period;
  /** Null while the calendar lacks the year. */
  dueOn: PlainDay | null;
}

/** The next submission: the first month whose last day is not over and that was not sent yet. */
export function nextSubmissionDue(terms: Terms, now: Instant, submitted: readonly Period[]): CleaningDue {
  const today = shanghaiDayOf(now);
  // The month before last may still be due where its last day rolled far.
  for (let period = addPeriods(periodOf(today), -2); ; period = addPeriods(period, 1)) {
    const dueOn = submissionDueIn(terms, period);
    if ((dueOn === null || dueOn >= today) && !submitted.includes(period)) return { period, dueOn };
  }
}

/** The notice that the last day of an open task gives today: some days before it, and once it is over. */
export function cleaningReminder(
  task: { dueOn: PlainDay | null; state: CleaningState },
  today: PlainDay,
  soonThrough: PlainDay,
): 'remind' | 'breach' | null {
  if (task.dueOn === null || !(openCleaningStates as readonly CleaningState[]).includes(task.state)) return null;
  if (task.dueOn < today) return 'breach';
  return task.dueOn <= soonThrough ? 'remind' : null;
}

/**
 * The month that has to be sent again, for only a run of that month can show the correction: a fact of a month that no later
 * run looks at. Null: the next month's data show it.
 */
export function monthToResubmit(
  alert: Pick<Alert, 'period' | 'indicator'>,
  indicator: { hitIs: 'fact' | 'state' } | undefined,
): Period | null {
  return alert.indicator === handIndicator || indicator?.hitIs !== 'fact' ? null : alert.period;
}

/** Whether two checks found the same: the second is no news. */
export function sameFindings(one: CleaningFindings, other: CleaningFindings): boolean {
  const told = ({ indicator, field }: CleaningFindings) =>
    [indicator, field].map((found) => Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(told(one)) === JSON.stringify(told(other));
}

/** What a check makes of a task. `judgedAnew`: of data that no conclusive check has seen. */
export function afterCleaningCheck(
  outcome: CleaningOutcome,
  judgedAnew: boolean,
): { state: CleaningState | null; comesBack: boolean; worthKeeping: boolean } {
  if (outcome === 'corrected') return { state: 'done', comesBack: false, worthKeeping: true };
  // The agency has sent nothing since: that its data are as they were is no news.
  if (!judgedAnew) return { state: null, comesBack: false, worthKeeping: false };
  if (outcome === 'not_corrected') return { state: 'reopened', comesBack: true, worthKeeping: true };
  return { state: null, comesBack: false, worthKeeping: true };
}
