import { DomainError } from '../errors.js';
import { addDays, weekdayOf, yearOf, type PlainDay } from './day.js';

/** One year's days off and make-up working days, as the State Council ordered them. All other days follow the week. */
export interface CalendarYear {
  year: number;
  /** The papers that order it, with their public address. */
  papers: readonly { title: string; url: string | null }[];
  /** Every day off by order, weekend days inside the holiday included. */
  daysOff: readonly PlainDay[];
  /** Saturdays and Sundays that are worked. */
  workingDays: readonly PlainDay[];
}

/** The working days that deadlines are computed with. `version` is stored with every computed date. */
export interface Calendar {
  version: string;
  years: readonly CalendarYear[];
}

interface YearIndex {
  off: ReadonlySet<string>;
  working: ReadonlySet<string>;
}
const indexes = new WeakMap<Calendar, ReadonlyMap<number, YearIndex>>();

function yearIndex(calendar: Calendar, year: number): YearIndex {
  let years = indexes.get(calendar);
  if (!years) {
    years = new Map(
      calendar.years.map((entry) => [entry.year, { off: new Set(entry.daysOff), working: new Set(entry.workingDays) }]),
    );
    indexes.set(calendar, years);
  }
  const found = years.get(year);
  if (!found) throw new DomainError('CALENDAR_YEAR_MISSING', { year, calendarVersion: calendar.version });
  return found;
}

/** Whether the calendar can answer for this year. */
export function hasYear(calendar: Calendar, year: number): boolean {
  return calendar.years.some((entry) => entry.year === year);
}

/**
 * Whether a day is worked.
 * @throws DomainError CALENDAR_YEAR_MISSING outside the calendar's years: weekends are never taken as a guess.
 */
export function isWorkingDay(calendar: Calendar, day: PlainDay): boolean {
  const { off, working } = yearIndex(calendar, yearOf(day));
  if (working.has(day)) return true;
  return !off.has(day) && weekdayOf(day) <= 5;
}

/** The day itself if it is worked, else the next working day (民法典 203). @throws CALENDAR_YEAR_MISSING */
export function rollToWorkingDay(calendar: Calendar, day: PlainDay): PlainDay {
  let rolled = day;
  while (!isWorkingDay(calendar, rolled)) rolled = addDays(rolled, 1);
  return rolled;
}

/**
 * The n-th working day after `day`; the first day is not counted (民法典 201), a negative n counts back.
 * @throws CALENDAR_YEAR_MISSING
 */
export function addWorkingDays(calendar: Calendar, day: PlainDay, n: number): PlainDay {
  const step = n < 0 ? -1 : 1;
  let reached = day;
  for (let left = Math.abs(n); left > 0;) {
    reached = addDays(reached, step);
    if (isWorkingDay(calendar, reached)) left -= 1;
  }
  return reached;
}

const worked = new WeakMap<YearIndex, ReadonlyMap<PlainDay, number>>();

/** How many days of its year are worked up to each day, that day included: a list asks for hundreds of days at once. */
function workedUpTo(calendar: Calendar, year: number): ReadonlyMap<PlainDay, number> {
  const index = yearIndex(calendar, year);
  let counts = worked.get(index);
  if (!counts) {
    const all = new Map<PlainDay, number>();
    let count = 0;
    for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) {
      if (isWorkingDay(calendar, day)) count += 1;
      all.set(day, count);
    }
    worked.set(index, (counts = all));
  }
  return counts;
}

/**
 * Working days after `from`, up to and including `to`; negative when `to` lies before `from`, 0 on the same day.
 * @throws CALENDAR_YEAR_MISSING
 */
export function workingDaysBetween(calendar: Calendar, from: PlainDay, to: PlainDay): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  if (to === from) return 0;
  const [first, last] = [yearOf(from), yearOf(to)];
  let count = 0;
  for (let year = first; year <= last; year++) {
    // Nothing of its year lies after the last day of it.
    if (from === `${year}-12-31`) continue;
    const counts = workedUpTo(calendar, year);
    count += counts.get(year === last ? to : `${year}-12-31`)! - (year === first ? counts.get(from)! : 0);
  }
  return count;
}

/** Null instead of an error while the calendar lacks a year: a missing year never blocks, and is never guessed. */
export function orWaiting<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CALENDAR_YEAR_MISSING') return null;
    throw error;
  }
}
