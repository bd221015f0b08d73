import { builtInCalendar } from './built-in.js';
import type { Calendar, CalendarYear } from './calendar.js';

/** A year as an office imported it; the years that come with the product are revision 0. */
export interface RevisedYear extends CalendarYear {
  revision: number;
}

/**
 * The calendar that comes with the product, with the imported years instead or besides. Its version names every imported
 * revision in use: `built-in-2026+2026.1+2027.2`.
 */
export function composeCalendar(imported: readonly RevisedYear[]): Calendar {
  const latest = new Map<number, RevisedYear>();
  for (const one of imported) {
    if ((latest.get(one.year)?.revision ?? 0) < one.revision) latest.set(one.year, one);
  }
  if (latest.size === 0) return builtInCalendar;
  const revised = [...latest.values()].sort((a, b) => a.year - b.year);
  const untouched = builtInCalendar.years.filter(({ year }) => !latest.has(year));
  return {
    version: [builtInCalendar.version, ...revised.map(({ year, revision }) => `${year}.${revision}`)].join('+'),
    years: [...untouched, ...revised].sort((a, b) => a.year - b.year),
  };
}
