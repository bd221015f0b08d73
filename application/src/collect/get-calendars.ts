import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { builtInCalendar, hasYear, shanghaiDayOf, yearOf, type Terms } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';

/** Days before the year's end from which the next year's calendar is asked for: its notice comes in November. */
const ASK_FROM = '-11-01';

/** The working-day calendars in use, every import, and what waits for a year that is missing. */
export async function getCalendars(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.getCalendars>> {
  const today = shanghaiDayOf(await app.clock.now());
  const { calendar } = await app.terms();
  return app.database.withContext(context, async ({ terms }) => {
    const imports = await terms.importedYears();
    return {
      version: calendar.version,
      builtIn: builtInCalendar.years.map(({ year }) => year),
      years: calendar.years.map((year) => ({
        year: year.year,
        revision: imports.find((one) => one.year === year.year)?.revision ?? 0,
        papers: [...year.papers],
        daysOff: [...year.daysOff],
        workingDays: [...year.workingDays],
      })),
      imports: imports.map(({ year, revision, fileName, fileSha256, reason, importedBy, importedAt }) => ({
        year,
        revision,
        fileName,
        fileSha256,
        reason,
        importedBy,
        importedAt,
      })),
      thisYear: yearOf(today),
    };
  });
}

/** What waits for a calendar: shown first to whoever may import one. */
export async function getCalendarWaiting(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.getCalendarWaiting>> {
  const today = shanghaiDayOf(await app.clock.now());
  const terms = await app.terms();
  // A count of dates tells nothing about an alert: the administrator sees it, too.
  const waiting = await app.database.withContext({ ...context, scope: 'all' }, countWaiting);
  const missing = missingYear(terms, today);
  return { missingYear: waiting > 0 || missing.asked ? missing.year : null, waiting };
}

/** Alerts, consultations and inspections with a date that waits. */
async function countWaiting({ alerts, branches, inspections }: Repositories): Promise<number> {
  const found = [
    await alerts.waitingForCalendar(),
    await branches.waitingForCalendar(),
    await inspections.waitingForCalendar(),
  ];
  return found.reduce((sum, ids) => sum + ids.length, 0);
}

/** The first year without a calendar, and whether its notice should be out by now. */
function missingYear({ calendar }: Terms, today: string): { year: number; asked: boolean } {
  const thisYear = yearOf(today);
  for (let year = thisYear; ; year += 1) {
    if (!hasYear(calendar, year))
      return { year, asked: year === thisYear || (year === thisYear + 1 && today >= `${thisYear}${ASK_FROM}`) };
  }
}
