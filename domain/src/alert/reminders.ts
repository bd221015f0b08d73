import {
  addDays,
  addWorkingDays,
  orWaiting,
  shanghaiDayOf,
  type Calendar,
  type Instant,
  type PlainDay,
} from '../calendar/index.js';
import type { Alert, AlertSettings, Branch } from './alert.js';
import { answerClock } from './clocks.js';
import type { LegalBasisId } from './transitions.js';

/** Notices about one deadline, in the order in which they fall due: 提醒, 逾期, then up the line. */
export const reminderKinds = ['remind', 'breach', 'escalate_agency_head', 'escalate_supervision_head'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/**
 * On which side of the last day each notice falls and by which setting far from it, working days; the article behind it. No
 * article names a distance: they are ours.
 */
export const reminderRules: Readonly<
  Record<
    ReminderKind,
    {
      on: 'before' | 'after';
      distance: 'reminderWorkingDays' | 'escalateAgencyHeadWorkingDays' | 'escalateSupervisionHeadWorkingDays' | null;
      basis: readonly LegalBasisId[];
    }
  >
> = {
  remind: { on: 'before', distance: 'reminderWorkingDays', basis: ['tianjin12'] },
  breach: { on: 'after', distance: null, basis: ['tianjin12', 'tianjin21'] },
  escalate_agency_head: { on: 'after', distance: 'escalateAgencyHeadWorkingDays', basis: ['tianjin21'] },
  escalate_supervision_head: { on: 'after', distance: 'escalateSupervisionHeadWorkingDays', basis: ['tianjin21'] },
};

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
  return kindsDue(running.dueOn, shanghaiDayOf(now), calendar, settings).map((kind) => ({ kind, ...running }));
}

/** A notice about the date of an opinion or of a supervise order. */
export interface BranchReminder {
  kind: ReminderKind;
  clock: 'opinion' | 'order';
  dueOn: PlainDay;
}

/** The same for a branch with a date of its own; it has no agency's head above it. */
export function branchReminders(
  branch: Branch,
  now: Instant,
  calendar: Calendar,
  settings: AlertSettings,
): BranchReminder[] {
  const clock = branch.kind === 'consultation' ? 'opinion' : branch.kind === 'supervise_order' ? 'order' : null;
  const { dueOn } = branch;
  if (!clock || dueOn === null || branch.endedAt !== null) return [];
  return kindsDue(dueOn, shanghaiDayOf(now), calendar, settings)
    .filter((kind) => kind !== 'escalate_agency_head')
    .map((kind) => ({ kind, clock, dueOn }));
}

/** The last day whose notice of so many working days after it is due by `today`; null while the calendar lacks the year. */
export function lastDayPastBy(workingDays: number, today: PlainDay, calendar: Calendar): PlainDay | null {
  return orWaiting(() => {
    let day = addDays(today, -1);
    while (addWorkingDays(calendar, day, workingDays) > today) day = addDays(day, -1);
    return day;
  });
}

function kindsDue(dueOn: PlainDay, today: PlainDay, calendar: Calendar, settings: AlertSettings): ReminderKind[] {
  const side = today <= dueOn ? 'before' : 'after';
  return reminderKinds.filter((kind) => {
    const { distance, on } = reminderRules[kind];
    if (on !== side || distance === null) return on === side;
    const workingDays = settings[distance] * (on === 'before' ? -1 : 1);
    const day = orWaiting(() => addWorkingDays(calendar, dueOn, workingDays));
    return day !== null && today >= day;
  });
}
