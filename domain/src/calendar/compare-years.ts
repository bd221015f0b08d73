import { isWorkingDay, type CalendarYear } from './calendar.js';
import { addDays, type PlainDay } from './day.js';

/** A day that is worked in one version of a year and off in the other. */
export interface ChangedDay {
  day: PlainDay;
  /** Whether it is worked in the later version. */
  working: boolean;
}

/** The days on which two versions of a year differ; a day off that falls on a weekend anyway is none. */
export function compareYears(before: CalendarYear, after: CalendarYear): ChangedDay[] {
  const calendars = [before, after].map((year) => ({ version: 'compared', years: [year] }));
  const [old, next] = calendars as [(typeof calendars)[number], (typeof calendars)[number]];
  const changed: ChangedDay[] = [];
  for (let day = `${after.year}-01-01`; day <= `${after.year}-12-31`; day = addDays(day, 1)) {
    const working = isWorkingDay(next, day);
    if (working !== isWorkingDay(old, day)) changed.push({ day, working });
  }
  return changed;
}
