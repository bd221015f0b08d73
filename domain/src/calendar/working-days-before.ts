import { addWorkingDays, type Calendar } from './calendar.js';
import type { PlainDay } from './day.js';

/**
 * 提前n个工作日 (豫49(一); handbook §4 no. 6): the last day on which something that comes at least `n` working days before
 * `day` may be done. Counted back; `day` itself is not counted. @throws CALENDAR_YEAR_MISSING
 */
export function lastDayBefore(calendar: Calendar, day: PlainDay, n: number): PlainDay {
  return addWorkingDays(calendar, day, -n);
}
