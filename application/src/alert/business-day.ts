import { addWorkingDays, orWaiting, shanghaiDayOf, type PlainDay, type Terms } from '@fundwatch/domain/calendar';
import type { AlertDay } from '@fundwatch/storage';
import type { Application } from '../application.js';

/** The instant and day that business stands at, and what counts as soon. */
export interface BusinessDay extends AlertDay {
  now: string;
  today: PlainDay;
  terms: Terms;
}

export async function readBusinessDay(app: Application): Promise<BusinessDay> {
  const [now, terms] = await Promise.all([app.clock.now(), app.terms()]);
  const today = shanghaiDayOf(now);
  const soonThrough = orWaiting(() => addWorkingDays(terms.calendar, today, app.settings.alerts.reminderWorkingDays));
  return { now, today, terms, soonThrough };
}
