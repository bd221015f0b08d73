import { fixReturnDeadline } from '../close/index.js';
import {
  oneMonthDeadline,
  orWaiting,
  shanghaiDayOf,
  type Calendar,
  type Instant,
  type PlainDay,
} from '../calendar/index.js';
import { fixAutomaticReceipt } from '../dispatch/index.js';
import { DomainError } from '../errors.js';
import { fixAnswerDeadline, fixReceipt, isLate, requireCompleteAnswer, type Answer } from '../feedback/index.js';
import { agencyRoles, type Role } from '../identity/index.js';
import type { Alert, AlertEvent, AlertSettings, Decimal } from './alert.js';
import { runningClock } from './clocks.js';
import { isPositive } from './decimal.js';
import { mayAskExtension } from './extension.js';
import { needsSecondReview } from './second-review.js';
import { alertTransitions, mayDo, transitionFor } from './transitions.js';
import type { AlertCommand, AlertEventType } from './types.js';

/** One command on one alert. */
export interface CommandRequest {
  command: AlertCommand;
  /** The revision that its author saw; the sweep passes the one that it has locked. */
  revision: number;
  reason?: string | undefined;
  /** For `answer` only. */
  answer?: Answer | undefined;
  /** For `return`: what is wanting, point by point; the reason sums it up. */
  points?: readonly string[] | undefined;
  /** For `close`: what the recovery ledger says. */
  recovery?: Recovery | undefined;
}

/** What is left of an amount to recover, yuan, and whether a plan for it was approved. */
export interface Recovery {
  remaining: Decimal;
  planApproved: boolean;
}

/** Who commands: a person with roles in an organisation, or the product itself. */
export type Commander =
  { kind: 'user'; account: string; roles: readonly Role[]; organisation: string } | { kind: 'system' };

export interface DecideContext {
  now: Instant;
  by: Commander;
  calendar: Calendar;
  settings: AlertSettings;
}

export interface Decision {
  alert: Alert;
  events: AlertEvent[];
}

/**
 * What a command makes of an alert. Changes nothing: it returns the new alert and the events to append with it.
 * @throws DomainError NOT_ALLOWED · ALERT_CHANGED · ALERT_COMMAND_NOT_POSSIBLE · REASON_REQUIRED · ALERT_HAS_NEW_HITS ·
 *   ALERT_BRANCH_OPEN · ALERT_RECOVERY_OPEN · NEEDS_ANOTHER_PERSON · ANSWER_INCOMPLETE · PROBLEM_TYPE_NOT_OFFERED
 */
export function decide(alert: Alert, request: CommandRequest, context: DecideContext): Decision {
  refuseOthers(alert, request.command, context.by);
  if (request.revision !== alert.revision)
    throw new DomainError('ALERT_CHANGED', { seen: request.revision, revision: alert.revision, state: alert.state });
  const transition = transitionFor(alert.state, request.command);
  if (!transition)
    throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { command: request.command, state: alert.state });
  const reason = request.reason?.trim() || null;
  if (transition.reasonRequired && !reason) throw new DomainError('REASON_REQUIRED', { command: request.command });

  const { change, details } = effects[request.command](alert, request, context);
  const next: Alert = {
    ...alert,
    ...change,
    state: transition.to ?? alert.state,
    revision: alert.revision + 1,
  };
  next.waitingForCalendar = isWaiting(next);
  const events = [eventOf(alert, next, transition.command, reason, details, context.now)];
  if (request.command === 'return' && next.returnCount === 2)
    events.push(eventOf(next, next, 'second_return', null, { round: alert.answerRound }, context.now));
  return { alert: next, events };
}

/** Any row of the command tells who may; so a stranger is refused before he learns the state. */
function refuseOthers(alert: Alert, command: AlertCommand, by: Commander): void {
  const transition = alertTransitions.find((one) => one.command === command)!;
  const refused = () => new DomainError('NOT_ALLOWED', { command });
  if (by.kind === 'system') {
    if (transition.by !== 'system') throw refused();
    return;
  }
  if (!mayDo(transition, by.roles)) throw refused();
  const forAgency = (transition.by as readonly Role[]).some((role) => (agencyRoles as readonly Role[]).includes(role));
  if (forAgency && by.organisation !== alert.agency) throw refused();
}

/** What a command changes, and what its event tells. */
export interface Effect {
  change: Partial<Alert>;
  details: Record<string, unknown>;
}
type DecideEffect = (alert: Alert, request: CommandRequest, context: DecideContext) => Effect;

const effects: Record<AlertCommand, DecideEffect> = {
  screen: (alert, _request, { now, by }) => {
    requireAnother(alert.raisedBy, by);
    return { change: { screenedAt: now }, details: {} };
  },

  dismiss: (alert, _request, { now, by }) => {
    // Who registered a complaint does not bury it either.
    if (alert.state === 'raised') requireAnother(alert.raisedBy, by);
    requireNoBranch(alert);
    return { change: { closedAt: now, closedOn: shanghaiDayOf(now) }, details: {} };
  },

  dispatch: (_alert, _request, { now, calendar, settings }) => {
    const autoReceiptOn = fixAutomaticReceipt(now, calendar, settings.autoReceiptWorkingDays);
    return {
      change: { dispatchedAt: now, autoReceiptOn, calendarVersion: calendar.version },
      details: { autoReceiptOn, calendarVersion: calendar.version },
    };
  },

  receive: (alert, _request, { now, calendar }) => receipt(alert, now, calendar),

  auto_receive: (alert, _request, { now, calendar }) => {
    if (alert.autoReceiptOn === null || shanghaiDayOf(now) < alert.autoReceiptOn)
      throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', {
        command: 'auto_receive',
        state: alert.state,
        autoReceiptOn: alert.autoReceiptOn,
      });
    return receipt(alert, now, calendar, alert.autoReceiptOn);
  },

  answer: (alert, { answer }, { now }) => {
    if (!answer) throw new DomainError('ANSWER_INCOMPLETE', { missing: [{ name: 'problemType', problem: 'missing' }] });
    requireCompleteAnswer(answer, mayAskExtension(alert, shanghaiDayOf(now)));
    const round = alert.answerRound + 1;
    const dueOn = runningClock(alert)?.dueOn ?? null;
    const late = isLate(now, dueOn);
    const first = alert.answeredAt === null;
    return {
      change: {
        answerRound: round,
        problemType: answer.problemType,
        newSinceAnswer: false,
        ...(first ? { answeredAt: now, answeredLate: late } : {}),
      },
      details: { round, problemType: answer.problemType, dueOn, late },
    };
  },

  return: (alert, { points }, context) => {
    const { change, details } = returned(alert, context);
    return {
      change: { ...change, returnCount: alert.returnCount + 1 },
      details: { ...details, ...(points?.length ? { points: [...points] } : {}) },
    };
  },

  cover_new_hits: (alert) => {
    if (!alert.newSinceAnswer)
      throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { command: 'cover_new_hits', state: alert.state });
    return { change: { newSinceAnswer: false }, details: { round: alert.answerRound, hits: alert.hits } };
  },

  order_rectification: (alert, _request, { now, calendar }) => {
    requireSettledAnswer(alert);
    requireCoveredHits(alert);
    const rectificationDueOn = orWaiting(() => oneMonthDeadline(calendar, shanghaiDayOf(now)));
    return {
      change: {
        rectificationOrderedAt: now,
        rectificationReturnedAt: null,
        rectificationDueOn,
        calendarVersion: calendar.version,
      },
      details: { rectificationDueOn, calendarVersion: calendar.version },
    };
  },

  report_rectification: (alert, _request, { now }) => ({
    change: {},
    details: { dueOn: alert.rectificationDueOn, late: isLate(now, alert.rectificationDueOn) },
  }),

  return_rectification: (_alert, _request, { now, calendar, settings }) => {
    const rectificationDueOn = fixReturnDeadline(now, calendar, settings.returnWorkingDays);
    return {
      change: { rectificationReturnedAt: now, rectificationDueOn, calendarVersion: calendar.version },
      details: { rectificationDueOn, calendarVersion: calendar.version },
    };
  },

  submit_for_second_review: (alert, { command }, { by, settings }) => {
    requireSettledAnswer(alert);
    requireCoveredHits(alert);
    if (!needsSecondReview(alert, settings))
      throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { command, state: alert.state });
    return { change: { submittedBy: by.kind === 'user' ? by.account : null }, details: { round: alert.answerRound } };
  },

  object_to_closing: (alert, _request, { by }) => {
    requireAnother(alert.submittedBy, by);
    return { change: { submittedBy: null }, details: { round: alert.answerRound } };
  },

  close: (alert, { command, recovery }, { now, by, settings }) => {
    requireSettledAnswer(alert);
    requireCoveredHits(alert);
    if (alert.state === 'answered' && needsSecondReview(alert, settings))
      throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { command, state: alert.state, needs: 'second_review' });
    if (alert.state === 'in_second_review') requireAnother(alert.submittedBy, by);
    if (recovery && isPositive(recovery.remaining) && !recovery.planApproved)
      throw new DomainError('ALERT_RECOVERY_OPEN', { remaining: recovery.remaining });
    const closedOn = shanghaiDayOf(now);
    return { change: { closedAt: now, closedOn }, details: { closedOn, problemType: alert.problemType } };
  },

  withdraw: () => ({ change: {}, details: {} }),

  reopen: () => ({ change: clocksCleared, details: {} }),

  reopen_by_hand: (alert, _request, { now, by }) => {
    // It goes on as screened: what nobody screened is not put there by who raised it.
    if (alert.screenedAt === null) requireAnother(alert.raisedBy, by);
    return { change: { ...clocksCleared, screenedAt: now }, details: {} };
  },
};

/** What the office does about an answer waits until every branch is over; P11 is no answer to end with. */
function requireSettledAnswer(alert: Alert): void {
  requireNoBranch(alert);
  if (alert.state === 'answered' && alert.problemType === 'P11')
    throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { state: alert.state, problemType: 'P11' });
}

/** @throws DomainError ALERT_BRANCH_OPEN */
function requireNoBranch({ openBranches }: Alert): void {
  if (openBranches.length > 0) throw new DomainError('ALERT_BRANCH_OPEN', { branches: [...openBranches] });
}

/** @throws DomainError ALERT_HAS_NEW_HITS */
function requireCoveredHits(alert: Alert): void {
  if (alert.newSinceAnswer) throw new DomainError('ALERT_HAS_NEW_HITS', { hits: alert.hits });
}

/** A return as the alert's own clock sees it: ten working days (a setting) from now. */
export function returned(alert: Alert, { now, calendar, settings }: DecideContext): Effect {
  const returnDueOn = fixReturnDeadline(now, calendar, settings.returnWorkingDays);
  // What was granted for an earlier return is over with it.
  const extension = alert.extendedClock === 'return' ? { extendedClock: null, extendedDueOn: null } : {};
  return {
    change: { returnedAt: now, returnDueOn, calendarVersion: calendar.version, ...extension },
    details: { round: alert.answerRound, returnDueOn, calendarVersion: calendar.version },
  };
}

function receipt(alert: Alert, now: Instant, calendar: Calendar, nominal?: PlainDay): Effect {
  const receivedOn = nominal ?? fixReceipt(now, alert.autoReceiptOn);
  const answerDueOn = fixAnswerDeadline(receivedOn, calendar);
  return {
    change: { receivedAt: now, receivedOn, answerDueOn, calendarVersion: calendar.version },
    details: { receivedOn, answerDueOn, calendarVersion: calendar.version },
  };
}

/** A reopened alert gets new clocks from its next dispatch; answers already given are kept with their rounds. */
export const clocksCleared = {
  screenedAt: null,
  dispatchedAt: null,
  autoReceiptOn: null,
  receivedOn: null,
  receivedAt: null,
  answerDueOn: null,
  returnedAt: null,
  returnDueOn: null,
  returnCount: 0,
  extensionAsked: false,
  extendedClock: null,
  extendedDueOn: null,
  rectificationOrderedAt: null,
  rectificationReturnedAt: null,
  rectificationDueOn: null,
  openBranches: [],
  calendarVersion: null,
  waitingForCalendar: false,
  answeredAt: null,
  answeredLate: null,
  problemType: null,
  submittedBy: null,
  closedAt: null,
  closedOn: null,
  newSinceAnswer: false,
} as const satisfies Partial<Alert>;

/**
 * Whether a date stands empty for want of a calendar: one that runs, or one that decides whether the first answer or the
 * report of a rectification was in time.
 */
export function isWaiting(alert: Alert): boolean {
  const running = runningClock(alert);
  if (running && running.dueOn === null) return true;
  if (alert.state === 'withdrawn') return false;
  return (
    (alert.receivedOn !== null && alert.answerDueOn === null) ||
    (alert.rectificationOrderedAt !== null && alert.rectificationDueOn === null)
  );
}

/** @throws DomainError NEEDS_ANOTHER_PERSON */
export function requireAnother(account: string | null, by: Commander): void {
  if (by.kind === 'user' && by.account === account) throw new DomainError('NEEDS_ANOTHER_PERSON');
}

/** The entry of the timeline; it is appended with the change. */
export function eventOf(
  before: Alert,
  after: Alert,
  type: AlertEventType,
  reason: string | null,
  details: Record<string, unknown>,
  at: Instant,
): AlertEvent {
  return {
    type,
    fromState: before.state,
    toState: after.state,
    at,
    reason,
    details,
    agencyMaySee: before.dispatchedAt !== null || after.dispatchedAt !== null,
  };
}
