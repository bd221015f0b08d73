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

/** Notices about one deadline, in the order in which they fall due: 提醒, 逾期, then up the line. */
export const reminderKinds = ['remind', 'breach', 'escalate_agency_head', 'escalate_supervision_head'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** A notice about one deadline; the pair (kind, dueOn) is written once an alert. */
export interface Reminder {
  kind: ReminderKind;
  clock: 'answer' | 'return' | 'rectification';
  dueOn: PlainDay;
}

/**
 * The notices that are due on this alert now: a reminder from three working days (a setting) before the last day until
 * its end; from the day after a breach notice, and at set distances of working days one to the agency's head and one to
 * the head of supervision (津21(二)). A reminder missed by a sweep that did not run is not sent late; what comes after the
 * last day is. None while the date waits for its calendar.
 */
export function reminders(alert: Alert, now: Instant, calendar: Calendar, settings: AlertSettings): Reminder[] {
  const running = answerClock(alert);
  if (!running) return [];
  const today = shanghaiDayOf(now);
  const from = (workingDays: number) => orWaiting(() => addWorkingDays(calendar, running.dueOn, workingDays));
  const reached = (day: PlainDay | null) => day !== null && today >= day;
  if (today <= running.dueOn)
    return reached(from(-settings.reminderWorkingDays)) ? [{ kind: 'remind', ...running }] : [];
  const kinds: ReminderKind[] = ['breach'];
  if (reached(from(settings.escalateAgencyHeadWorkingDays))) kinds.push('escalate_agency_head');
  if (reached(from(settings.escalateSupervisionHeadWorkingDays))) kinds.push('escalate_supervision_head');
  return kinds.map((kind) => ({ kind, ...running }));
}
