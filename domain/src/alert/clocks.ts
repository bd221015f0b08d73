import {
  explainDeadline,
  orWaiting,
  shanghaiDayOf,
  workingDaysBetween,
  type Calendar,
  type DeadlineExplanation,
  type DeadlineRule,
  type Instant,
  type PlainDay,
} from '../calendar/index.js';
import type { Alert, AlertSettings } from './alert.js';
import type { Clock } from './transitions.js';

/** The clock that runs in this state and whose date the agency or the sweep must keep; null when none does. */
export function runningClock(alert: Alert): { clock: Clock; dueOn: PlainDay | null } | null {
  switch (alert.state) {
    case 'dispatched':
      return { clock: 'auto_receipt', dueOn: alert.autoReceiptOn };
    case 'received':
      return { clock: 'answer', dueOn: extendedOr(alert, 'answer', alert.answerDueOn) };
    case 'returned':
      return { clock: 'return', dueOn: extendedOr(alert, 'return', alert.returnDueOn) };
    case 'rectifying':
      return { clock: 'rectification', dueOn: alert.rectificationDueOn };
    default:
      return null;
  }
}

function extendedOr({ extendedClock, extendedDueOn }: Alert, clock: 'answer' | 'return', dueOn: PlainDay | null) {
  return extendedClock === clock ? extendedDueOn : dueOn;
}

/** The date an agency must keep now; null when it is not its turn, or the date waits for its calendar. */
export function answerClock(alert: Alert): { clock: Exclude<Clock, 'auto_receipt'>; dueOn: PlainDay } | null {
  const running = runningClock(alert);
  if (!running?.dueOn || running.clock === 'auto_receipt') return null;
  return { clock: running.clock, dueOn: running.dueOn };
}

/** Overdue is computed, never stored: the last day has passed in Shanghai without the answer. */
export function isOverdue(alert: Alert, today: PlainDay): boolean {
  const clock = answerClock(alert);
  return clock !== null && today > clock.dueOn;
}

/** Working days past the last day; 0 when not overdue, null while a calendar is missing. */
export function overdueWorkingDays(alert: Alert, today: PlainDay, calendar: Calendar): number | null {
  const clock = answerClock(alert);
  if (!clock || today <= clock.dueOn) return 0;
  return orWaiting(() => workingDaysBetween(calendar, clock.dueOn, today));
}

/** Working days left to the date that runs; negative once it is past, null without a date or a calendar. */
export function workingDaysLeft(alert: Alert, today: PlainDay, calendar: Calendar): number | null {
  const dueOn = runningClock(alert)?.dueOn;
  return dueOn ? orWaiting(() => workingDaysBetween(calendar, today, dueOn)) : null;
}

/** One clock with everything that "why this date?" needs. */
export interface ClockView {
  clock: Clock;
  startedOn: PlainDay;
  /** Its own date; an extension's stands beside it. */
  dueOn: PlainDay | null;
  extendedTo: PlainDay | null;
  rule: DeadlineRule;
  /** Null while the calendar lacks the year. */
  why: DeadlineExplanation | null;
  running: boolean;
  waitingForCalendar: boolean;
}

/** Every clock that was started since the dispatch, in order; the original one stays beside a return's. */
export function clocksOf(alert: Alert, calendar: Calendar, settings: AlertSettings): ClockView[] {
  const running = runningClock(alert)?.clock;
  const started: [Clock, PlainDay | null, PlainDay | null, DeadlineRule][] = [
    [
      'auto_receipt',
      dayOf(alert.dispatchedAt),
      alert.autoReceiptOn,
      { kind: 'working_days', days: settings.autoReceiptWorkingDays },
    ],
    ['answer', alert.receivedOn, alert.answerDueOn, { kind: 'one_month' }],
    ['return', dayOf(alert.returnedAt), alert.returnDueOn, { kind: 'working_days', days: settings.returnWorkingDays }],
    [
      'rectification',
      dayOf(alert.rectificationReturnedAt ?? alert.rectificationOrderedAt),
      alert.rectificationDueOn,
      alert.rectificationReturnedAt
        ? { kind: 'working_days', days: settings.returnWorkingDays }
        : { kind: 'one_month' },
    ],
  ];
  return started.flatMap(([clock, startedOn, dueOn, rule]) => {
    if (!startedOn) return [];
    const why = orWaiting(() => explainDeadline(calendar, startedOn, rule));
    const extendedTo = clock === alert.extendedClock ? alert.extendedDueOn : null;
    return [
      {
        clock,
        startedOn,
        dueOn,
        extendedTo,
        rule,
        why,
        running: clock === running,
        waitingForCalendar: dueOn === null,
      },
    ];
  });
}

function dayOf(instant: Instant | null): PlainDay | null {
  return instant === null ? null : shanghaiDayOf(instant);
}
