import {
  addWorkingDays,
  orWaiting,
  submissionDueIn,
  submissionLockedIn,
  type PlainDay,
  type Terms,
} from '../calendar/index.js';

/** Notices to an agency about one expected submission; each is written once. */
export const submissionNoticeKinds = ['three_working_days', 'one_working_day', 'breach'] as const;
export type SubmissionNoticeKind = (typeof submissionNoticeKinds)[number];

const remindBefore = { three_working_days: 3, one_working_day: 1 } as const;

/**
 * The notice that makes sense today for what a period still owes: a reminder from three and from one working day before
 * the due day to its end, then the breach until the month is locked. One that a sweep missed is not written late.
 * Null when none does, and while a calendar is missing.
 */
export function submissionNoticeOn(
  terms: Terms,
  period: string,
  today: PlainDay,
): { kind: SubmissionNoticeKind; dueOn: PlainDay } | null {
  const dueOn = submissionDueIn(terms, period);
  if (dueOn === null) return null;
  if (today > dueOn) {
    const lockedOn = submissionLockedIn(terms, period);
    return lockedOn !== null && today > lockedOn ? null : { kind: 'breach', dueOn };
  }
  for (const kind of ['one_working_day', 'three_working_days'] as const) {
    const from = orWaiting(() => addWorkingDays(terms.calendar, dueOn, -remindBefore[kind]));
    if (from !== null && today >= from) return { kind, dueOn };
  }
  return null;
}
