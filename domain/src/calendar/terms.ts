import { addWorkingDays, orWaiting, type Calendar } from './calendar.js';
import type { PlainDay } from './day.js';
import { defaultSubmissionDueRule, submissionDueOn, type SubmissionDueRule } from './deadlines.js';
import type { Period } from './period.js';

/** When the data of the months from `from` on is due, and when they may be closed. */
export interface SubmissionTerm extends SubmissionDueRule {
  /** First period that it holds for; earlier due dates never move. */
  from: Period;
  /** Working days after the due day at which a month is locked: what arrives later is marked, and the month may be closed. */
  lockWorkingDays: number;
}

/** The due day of one period as it stood when it passed; `lockedOn` null: the lock lay ahead and follows the calendar. */
export interface FixedDue {
  period: Period;
  dueOn: PlainDay;
  lockedOn: PlainDay | null;
}

/** What every date of the product is computed with: the calendar and the terms of submission, as they stand in the database. */
export interface Terms {
  calendar: Calendar;
  /** Ascending by `from`; the default holds before the first. */
  submissionTerms: readonly SubmissionTerm[];
  /** Due days that had passed when a revised calendar came; it does not move them. */
  fixedDue?: readonly FixedDue[];
}

/** 每月15日前 (津10), rolled; ten working days later the month is locked, unless the office sets it otherwise. */
export const defaultSubmissionTerm: SubmissionTerm = {
  from: '190001',
  ...defaultSubmissionDueRule,
  lockWorkingDays: 10,
};

/** The term that holds for a period. */
export function submissionTermOf({ submissionTerms }: Pick<Terms, 'submissionTerms'>, period: Period): SubmissionTerm {
  return submissionTerms.findLast(({ from }) => from <= period) ?? defaultSubmissionTerm;
}

/** The last day on which the data of `period` is in time; null while the calendar lacks the year. @throws PERIOD_INVALID */
export function submissionDueIn(terms: Terms, period: Period): PlainDay | null {
  const fixed = terms.fixedDue?.find((one) => one.period === period);
  return fixed?.dueOn ?? orWaiting(() => submissionDueOn(terms.calendar, period, submissionTermOf(terms, period)));
}

/**
 * The last day before the lock of `period`: from the next day on the month may be closed, and what arrives is marked as
 * arrived after the lock. Null while the calendar lacks a year. @throws PERIOD_INVALID
 */
export function submissionLockedIn(terms: Terms, period: Period): PlainDay | null {
  const fixed = terms.fixedDue?.find((one) => one.period === period);
  if (fixed?.lockedOn) return fixed.lockedOn;
  const dueOn = submissionDueIn(terms, period);
  const { lockWorkingDays } = submissionTermOf(terms, period);
  return dueOn && orWaiting(() => addWorkingDays(terms.calendar, dueOn, lockWorkingDays));
}
