import {
  oneMonthDeadline,
  orWaiting,
  shanghaiDayOf,
  thirtyDayDeadline,
  type Calendar,
  type Instant,
  type PlainDay,
} from '../calendar/index.js';
import { fixReturnDeadline } from '../close/index.js';
import { fixAutomaticReceipt } from '../dispatch/index.js';
import { fixAnswerDeadline } from '../feedback/index.js';
import type { Alert, AlertEvent, AlertSettings, Branch } from './alert.js';
import { runningClock } from './clocks.js';
import type { Decision } from './decide.js';

/**
 * Moves the deadline that runs and lies ahead to where a later version of the calendar puts it, with its event
 * (handbook §4, row 11). Null when it stays; a date that has passed, or was kept, is never moved.
 */
export function moveDeadline(
  alert: Alert,
  { now, today, calendar, settings }: { now: Instant; today: PlainDay; calendar: Calendar; settings: AlertSettings },
): Decision | null {
  const running = runningClock(alert);
  if (!running?.dueOn || running.dueOn < today) return null;
  // A day that a person granted is no computed one.
  if (running.clock === alert.extendedClock) return null;
  const next: Alert = { ...alert };
  const moved = {
    auto_receipt: 'autoReceiptOn',
    answer: 'answerDueOn',
    return: 'returnDueOn',
    rectification: 'rectificationDueOn',
  } as const;
  const name = moved[running.clock];
  if (running.clock === 'auto_receipt' && alert.dispatchedAt)
    next.autoReceiptOn = fixAutomaticReceipt(alert.dispatchedAt, calendar, settings.autoReceiptWorkingDays);
  if (running.clock === 'answer' && alert.receivedOn) next.answerDueOn = fixAnswerDeadline(alert.receivedOn, calendar);
  if (running.clock === 'return' && alert.returnedAt)
    next.returnDueOn = fixReturnDeadline(alert.returnedAt, calendar, settings.returnWorkingDays);
  if (running.clock === 'rectification') next.rectificationDueOn = rectificationDue(alert, calendar, settings);
  const dueOn = next[name];
  if (dueOn === null || dueOn === running.dueOn) return null;
  next.calendarVersion = calendar.version;
  next.revision = alert.revision + 1;
  return {
    alert: next,
    events: [
      {
        type: 'deadline_moved',
        fromState: alert.state,
        toState: alert.state,
        at: now,
        reason: null,
        details: { clock: running.clock, before: running.dueOn, [name]: dueOn, calendarVersion: calendar.version },
        agencyMaySee: alert.dispatchedAt !== null,
      },
    ],
  };
}

/**
 * The same for the day on which an opinion is due, where it lies ahead. A day that an order or an extension names is a
 * person's, not a computed one. Null when it stays.
 */
export function moveBranchDeadline(
  alert: Alert,
  branch: Branch,
  { now, today, calendar }: { now: Instant; today: PlainDay; calendar: Calendar },
): { branch: Branch; event: AlertEvent } | null {
  const { receivedOn, dueOn: before } = branch;
  if (branch.kind !== 'consultation' || branch.endedAt !== null || receivedOn === null) return null;
  if (before === null || before < today) return null;
  const dueOn = orWaiting(() => thirtyDayDeadline(calendar, receivedOn));
  if (dueOn === null || dueOn === before) return null;
  return {
    branch: { ...branch, dueOn, calendarVersion: calendar.version },
    event: {
      type: 'deadline_moved',
      fromState: alert.state,
      toState: alert.state,
      at: now,
      reason: null,
      details: { branchId: branch.id, clock: 'opinion', before, dueOn, calendarVersion: calendar.version },
      agencyMaySee: branch.agencyMaySee && alert.dispatchedAt !== null,
    },
  };
}

/** The last day of rectification as this calendar has it: a month from the order, or what a return of the report set. */
export function rectificationDue(alert: Alert, calendar: Calendar, settings: AlertSettings): PlainDay | null {
  if (alert.rectificationReturnedAt)
    return fixReturnDeadline(alert.rectificationReturnedAt, calendar, settings.returnWorkingDays);
  const orderedAt = alert.rectificationOrderedAt;
  return orderedAt ? orWaiting(() => oneMonthDeadline(calendar, shanghaiDayOf(orderedAt))) : null;
}
