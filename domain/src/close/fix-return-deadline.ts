import {
  addWorkingDays,
  orWaiting,
  shanghaiDayOf,
  type Calendar,
  type Instant,
  type PlainDay,
} from '../calendar/index.js';

/**
 * The last day for answering again after a return (handbook §4 no. 8); the original deadline is not moved by it.
 * Null while the calendar lacks the year.
 */
export function fixReturnDeadline(returnedAt: Instant, calendar: Calendar, workingDays: number): PlainDay | null {
  return orWaiting(() => addWorkingDays(calendar, shanghaiDayOf(returnedAt), workingDays));
}
