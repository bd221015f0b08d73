import { fixReturnDeadline } from '../close/index.js';
import { shanghaiDayOf, type Calendar, type Instant, type PlainDay } from '../calendar/index.js';
import { fixAutomaticReceipt } from '../dispatch/index.js';
import { DomainError } from '../errors.js';
import { fixAnswerDeadline, fixReceipt, isLate, requireCompleteAnswer, type Answer } from '../feedback/index.js';
import { agencyRoles, type Role } from '../identity/index.js';
import type { Alert, AlertEvent, AlertSettings } from './alert.js';
import { runningClock } from './clocks.js';
import { mayDo, transitionFor, transitions, type Transition } from './transitions.js';
import type { AlertCommand } from './types.js';

/** One command on one alert. */
export interface CommandRequest {
  command: AlertCommand;
  /** The revision that its author saw; the sweep passes the one that it has locked. */
  revision: number;
  reason?: string | undefined;
  /** For `answer` only. */
  answer?: Answer | undefined;
}

/** Who commands: a person with roles in an organisation, or the product itself. */
export type Commander = { kind: 'user'; roles: readonly Role[]; organisation: string } | { kind: 'system' };

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
 *   ANSWER_INCOMPLETE · PROBLEM_TYPE_NOT_OFFERED
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
  return { alert: next, events: [eventOf(alert, next, transition, reason, details, context.now)] };
}

/** Any row of the command tells who may; so a stranger is refused before he learns the state. */
function refuseOthers(alert: Alert, command: AlertCommand, by: Commander): void {
  const transition = transitions.find((one) => one.command === command)!;
  const refused = () => new DomainError('NOT_ALLOWED', { command });
  if (by.kind === 'system') {
    if (transition.by !== 'system') throw refused();
    return;
  }
  if (!mayDo(transition, by.roles)) throw refused();
  const forAgency = (transition.by as readonly Role[]).some((role) => (agencyRoles as readonly Role[]).includes(role));
  if (forAgency && by.organisation !== alert.agency) throw refused();
}

interface Effect {
  change: Partial<Alert>;
  details: Record<string, unknown>;
}
type DecideEffect = (alert: Alert, request: CommandRequest, context: DecideContext) => Effect;

const effects: Record<AlertCommand, DecideEffect> = {
  screen: (_alert, _request, { now }) => ({ change: { screenedAt: now }, details: {} }),

  dismiss: (_alert, _request, { now }) => ({
    change: { closedAt: now, closedOn: shanghaiDayOf(now) },
    details: {},
  }),

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

  answer: (alert, { answer }, { now, settings }) => {
    if (!answer) throw new DomainError('ANSWER_INCOMPLETE', { missing: [{ name: 'problemType', problem: 'missing' }] });
    requireCompleteAnswer(answer, settings.extensionsExist);
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

  return: (alert, _request, { now, calendar, settings }) => {
    const returnDueOn = fixReturnDeadline(now, calendar, settings.returnWorkingDays);
    return {
      change: { returnedAt: now, returnDueOn, calendarVersion: calendar.version },
      details: { round: alert.answerRound, returnDueOn, calendarVersion: calendar.version },
    };
  },

  cover_new_hits: (alert) => {
    if (!alert.newSinceAnswer)
      throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { command: 'cover_new_hits', state: alert.state });
    return { change: { newSinceAnswer: false }, details: { round: alert.answerRound, hits: alert.hits } };
  },

  close: (alert, _request, { now }) => {
    if (alert.newSinceAnswer) throw new DomainError('ALERT_HAS_NEW_HITS', { hits: alert.hits });
    const closedOn = shanghaiDayOf(now);
    return { change: { closedAt: now, closedOn }, details: { closedOn, problemType: alert.problemType } };
  },

  withdraw: () => ({ change: {}, details: {} }),

  reopen: () => ({ change: clocksCleared, details: {} }),
};

function receipt(alert: Alert, now: Instant, calendar: Calendar, nominal?: PlainDay): Effect {
  const receivedOn = nominal ?? fixReceipt(now, alert.autoReceiptOn);
  const answerDueOn = fixAnswerDeadline(receivedOn, calendar);
  return {
    change: { receivedAt: now, receivedOn, answerDueOn, calendarVersion: calendar.version },
    details: { receivedOn, answerDueOn, calendarVersion: calendar.version },
  };
}

/** A reopened alert gets new clocks from its next dispatch; answers already given are kept with their rounds. */
export const clocksCleared: Partial<Alert> = {
  screenedAt: null,
  dispatchedAt: null,
  autoReceiptOn: null,
  receivedOn: null,
  receivedAt: null,
  answerDueOn: null,
  returnedAt: null,
  returnDueOn: null,
  calendarVersion: null,
  waitingForCalendar: false,
  answeredAt: null,
  answeredLate: null,
  problemType: null,
  closedAt: null,
  closedOn: null,
  newSinceAnswer: false,
};

/**
 * Whether a date stands empty for want of a calendar: one that runs, or the answer's that decides whether the first
 * answer was in time.
 */
export function isWaiting(alert: Alert): boolean {
  const running = runningClock(alert);
  if (running && running.dueOn === null) return true;
  return alert.receivedOn !== null && alert.answerDueOn === null && alert.state !== 'withdrawn';
}

function eventOf(
  before: Alert,
  after: Alert,
  transition: Transition,
  reason: string | null,
  details: Record<string, unknown>,
  at: Instant,
): AlertEvent {
  return {
    type: transition.command,
    fromState: before.state,
    toState: after.state,
    at,
    reason,
    details,
    agencyMaySee: before.dispatchedAt !== null || after.dispatchedAt !== null,
  };
}
