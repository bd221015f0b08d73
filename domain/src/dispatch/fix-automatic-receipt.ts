import {
  addWorkingDays,
  orWaiting,
  shanghaiDayOf,
  type Calendar,
  type Instant,
  type PlainDay,
} from '../calendar/index.js';

/**
 * The day on which a dispatched alert counts as received if nobody signs: the n-th working day after the dispatch
 * (handbook §4 no. 7). Null while the calendar lacks the year.
 */
export function fixAutomaticReceipt(dispatchedAt: Instant, calendar: Calendar, workingDays: number): PlainDay | null {
  return orWaiting(() => addWorkingDays(calendar, shanghaiDayOf(dispatchedAt), workingDays));
}
