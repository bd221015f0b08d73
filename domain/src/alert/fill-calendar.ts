import { fixReturnDeadline } from '../close/index.js';
import { orWaiting, thirtyDayDeadline, type Calendar, type Instant } from '../calendar/index.js';
import { fixAutomaticReceipt } from '../dispatch/index.js';
import { fixAnswerDeadline, fixReceipt, isLate } from '../feedback/index.js';
import type { Alert, AlertEvent, AlertSettings, Branch } from './alert.js';
import { isWaiting, type Decision } from './decide.js';
import { rectificationDue } from './move-deadline.js';

/**
 * Fills in the dates that waited for a calendar, once one that knows the year is there; dates already fixed stay.
 * Null when nothing waits or the new calendar does not help either.
 */
export function fillCalendar(
  alert: Alert,
  { now, calendar, settings }: { now: Instant; calendar: Calendar; settings: AlertSettings },
): Decision | null {
  if (!alert.waitingForCalendar) return null;
  const next: Alert = { ...alert };
  if (alert.dispatchedAt && !alert.autoReceiptOn)
    next.autoReceiptOn = fixAutomaticReceipt(alert.dispatchedAt, calendar, settings.autoReceiptWorkingDays);
  if (alert.receivedOn && !alert.answerDueOn) {
    if (alert.receivedAt) next.receivedOn = fixReceipt(alert.receivedAt, next.autoReceiptOn);
    next.answerDueOn = fixAnswerDeadline(next.receivedOn!, calendar);
  }
  if (alert.returnedAt && !alert.returnDueOn)
    next.returnDueOn = fixReturnDeadline(alert.returnedAt, calendar, settings.returnWorkingDays);
  if (alert.rectificationOrderedAt && !alert.rectificationDueOn)
    next.rectificationDueOn = rectificationDue(alert, calendar, settings);
  if (alert.answeredAt && alert.answeredLate === null) next.answeredLate = isLate(alert.answeredAt, next.answerDueOn);

  const filled = (['autoReceiptOn', 'answerDueOn', 'returnDueOn', 'rectificationDueOn'] as const).filter(
    (name) => alert[name] === null && next[name] !== null,
  );
  if (filled.length === 0) return null;
  next.calendarVersion = calendar.version;
  next.revision = alert.revision + 1;
  next.waitingForCalendar = isWaiting(next);
  return {
    alert: next,
    events: [
      {
        type: 'calendar_filled',
        fromState: alert.state,
        toState: next.state,
        at: now,
        reason: null,
        details: { ...Object.fromEntries(filled.map((name) => [name, next[name]])), calendarVersion: calendar.version },
        agencyMaySee: alert.dispatchedAt !== null,
      },
    ],
  };
}

/** The same for a consultation, whose receipt and opinion may wait for their years. */
export function fillBranchCalendar(
  alert: Alert,
  branch: Branch,
  { now, calendar, settings }: { now: Instant; calendar: Calendar; settings: AlertSettings },
): { branch: Branch; event: AlertEvent } | null {
  if (branch.kind !== 'consultation' || branch.endedAt !== null) return null;
  const next: Branch = { ...branch };
  next.autoReceiptOn ??= fixAutomaticReceipt(branch.openedAt, calendar, settings.autoReceiptWorkingDays);
  const { autoReceiptOn } = next;
  if (branch.receivedOn && !branch.dueOn) {
    if (autoReceiptOn !== null && autoReceiptOn < branch.receivedOn) next.receivedOn = autoReceiptOn;
    next.dueOn = orWaiting(() => thirtyDayDeadline(calendar, next.receivedOn!));
  }
  const filled = (['autoReceiptOn', 'dueOn'] as const).filter((name) => branch[name] === null && next[name] !== null);
  if (filled.length === 0) return null;
  next.calendarVersion = calendar.version;
  return {
    branch: next,
    event: {
      type: 'calendar_filled',
      fromState: alert.state,
      toState: alert.state,
      at: now,
      reason: null,
      details: {
        branchId: branch.id,
        clock: branch.dueOn !== next.dueOn ? 'opinion' : 'consultation_receipt',
        ...Object.fromEntries(filled.map((name) => [name, next[name]])),
        calendarVersion: calendar.version,
      },
      agencyMaySee: branch.agencyMaySee && alert.dispatchedAt !== null,
    },
  };
}
