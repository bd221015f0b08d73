import {
  addWorkingDays,
  orWaiting,
  shanghaiDayOf,
  type Calendar,
  type Instant,
  type PlainDay,
} from '../calendar/index.js';
import type { Alert, AlertSettings } from './alert.js';
import { answerClock } from './clocks.js';

/** A notice to the agency about one deadline; the pair (kind, dueOn) is written once an alert. */
export interface Reminder {
  kind: 'remind' | 'breach';
  clock: 'answer' | 'return';
  dueOn: PlainDay;
}

/**
 * The notice that is due on this alert now: a reminder from three working days (a setting) before the last day until
 * its end, a breach notice from the day after. A reminder missed by a sweep that did not run is not sent late.
 * None while the date waits for its calendar.
 */
export function reminders(alert: Alert, now: Instant, calendar: Calendar, settings: AlertSettings): Reminder[] {
  const running = answerClock(alert);
  if (!running) return [];
  const today = shanghaiDayOf(now);
  if (today > running.dueOn) return [{ kind: 'breach', ...running }];
  const remindOn = orWaiting(() => addWorkingDays(calendar, running.dueOn, -settings.reminderWorkingDays));
  return remindOn !== null && today >= remindOn ? [{ kind: 'remind', ...running }] : [];
}
