import {
  isPlainDay,
  orWaiting,
  rollToWorkingDay,
  shanghaiDayOf,
  thirtyDayDeadline,
  type PlainDay,
} from '../calendar/index.js';
import { fixAutomaticReceipt } from '../dispatch/index.js';
import { DomainError } from '../errors.js';
import { fixReceipt, isLate } from '../feedback/index.js';
import { agencyRoles, type Role } from '../identity/index.js';
import type { Alert, AlertEvent, Branch } from './alert.js';
import { eventOf, isWaiting, requireAnother, returned, type Commander, type DecideContext } from './decide.js';
import { isPositive } from './decimal.js';
import { clockToExtend, mayAskExtension, requireExtensionDay } from './extension.js';
import { branchTransitionFor, branchTransitions, isBranchOpen, mayDo } from './transitions.js';
import type { AlertState, BranchCommand, BranchKind, BranchState } from './types.js';

/** One step of a branch. */
export interface BranchRequest {
  kind: BranchKind;
  command: BranchCommand;
  /** The alert's revision that its author saw; every step raises it that the agency may see. */
  revision: number;
  /** The branch's state that its author saw, where he names it: a step that the agency may not see is told by nothing else. */
  branchState?: BranchState | undefined;
  /** The question, the opinion, the findings, the plan: what the step says in words. */
  reason?: string | undefined;
  /** Of a consultation: the organisation that is asked. */
  department?: string | undefined;
  /** Until when: asked for, granted, or set by an order. */
  until?: PlainDay | undefined;
  /** What else is kept with the step: addressee, place, number, attachments. */
  details?: Readonly<Record<string, unknown>> | undefined;
}

export interface BranchDecision {
  alert: Alert;
  branch: Branch;
  events: AlertEvent[];
}

interface Effect {
  branch: Partial<Branch>;
  alert?: Partial<Alert>;
  /** For the timeline. */
  details?: Record<string, unknown>;
}
type Given = { alert: Alert; branch: Branch; request: BranchRequest; context: DecideContext; reason: string | null };

/**
 * What a step makes of a branch and of its alert. `branch` is a new, empty one where the step opens it. Changes nothing.
 * @throws DomainError NOT_ALLOWED · ALERT_CHANGED · ALERT_COMMAND_NOT_POSSIBLE · ALERT_BRANCH_OPEN · REASON_REQUIRED ·
 *   NEEDS_ANOTHER_PERSON · BRANCH_INCOMPLETE · EXTENSION_DAY_INVALID
 */
export function decideBranch(
  alert: Alert,
  branch: Branch | { id: string },
  request: BranchRequest,
  context: DecideContext,
): BranchDecision {
  const { kind, command } = request;
  const standing = 'state' in branch ? branch : null;
  refuseOthers(alert, standing, request, context.by);
  if (request.revision !== alert.revision)
    throw new DomainError('ALERT_CHANGED', { seen: request.revision, revision: alert.revision, state: alert.state });
  if (standing && request.branchState && request.branchState !== standing.state)
    throw new DomainError('ALERT_CHANGED', {
      seen: request.branchState,
      branchState: standing.state,
      state: alert.state,
    });
  const transition = branchTransitionFor(kind, standing?.state ?? null, command);
  if (!transition || !transition.alertIn.includes(alert.state))
    throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', {
      command: `${kind}.${command}`,
      state: alert.state,
      branchState: standing?.state ?? null,
    });
  if (!standing && alert.openBranches.includes(kind)) throw new DomainError('ALERT_BRANCH_OPEN', { branches: [kind] });
  if (transition.byAnother) requireAnother(standing?.openedBy ?? null, context.by);
  const reason = request.reason?.trim() || null;
  if (transition.reasonRequired && !reason) throw new DomainError('REASON_REQUIRED', { command: `${kind}.${command}` });

  const begun = standing ?? newBranch(branch.id, alert, request, context);
  const effect = effectOf({ alert, branch: begun, request, context, reason });
  const next: Branch = {
    ...begun,
    ...effect.branch,
    state: transition.to,
    details: { ...begun.details, ...request.details, ...effect.branch.details },
  };
  const open = isBranchOpen(kind, next.state);
  if (!open) next.endedAt = context.now;
  next.agencyMaySee = begun.agencyMaySee || agencyMaySeeStep(kind, command);
  const others = alert.openBranches.filter((one) => one !== kind);
  const changed: Alert = {
    ...alert,
    ...effect.alert,
    openBranches: open ? [...others, kind].sort() : others,
    // What the agency may not know of must not make its own edit stale; the office is held by the branch's state.
    revision: alert.revision + (next.agencyMaySee ? 1 : 0),
  };
  changed.waitingForCalendar = isWaiting(changed);
  const details = { branchId: next.id, ...effect.details };
  return {
    alert: changed,
    branch: next,
    events: [withheld(eventOf(alert, changed, `${kind}.${command}`, reason, details, context.now), next)],
  };
}

/**
 * Whether a step shows the branch to the agency: a field check with its findings, so that it is not announced, an order
 * when it is issued; everything else from the start.
 */
export function agencyMaySeeStep(kind: BranchKind, command: BranchCommand): boolean {
  if (kind === 'field_check') return command === 'conclude';
  if (kind === 'supervise_order') return command === 'issue';
  return true;
}

/** The timeline tells the agency of a branch from the step on that shows it the branch. */
function withheld(event: AlertEvent, { agencyMaySee }: Branch): AlertEvent {
  return { ...event, agencyMaySee: event.agencyMaySee && agencyMaySee };
}

function newBranch(id: string, alert: Alert, { kind, department }: BranchRequest, { now, by }: DecideContext): Branch {
  return {
    id,
    alertId: alert.id,
    agency: alert.agency,
    kind,
    // Its first transition says which state it is opened in.
    state: 'proposed',
    openedBy: by.kind === 'user' ? by.account : null,
    openedAt: now,
    department: department ?? null,
    autoReceiptOn: null,
    receivedOn: null,
    dueOn: null,
    calendarVersion: null,
    endedAt: null,
    agencyMaySee: false,
    details: {},
  };
}

/** A stranger is refused before he learns the state: an agency by another's alert, a department by another's matter. */
function refuseOthers(alert: Alert, branch: Branch | null, { kind, command }: BranchRequest, by: Commander): void {
  const refused = () => new DomainError('NOT_ALLOWED', { command: `${kind}.${command}` });
  const transition = branchTransitions.find((one) => one.of === kind && one.command === command);
  if (!transition)
    throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { command: `${kind}.${command}`, state: alert.state });
  if (by.kind === 'system') {
    if (transition.by !== 'system') throw refused();
    return;
  }
  if (!mayDo(transition, by.roles)) throw refused();
  const only = (roles: readonly Role[]) => (transition.by as readonly Role[]).every((role) => roles.includes(role));
  if (only(agencyRoles) && by.organisation !== alert.agency) throw refused();
  if (only(['line_department']) && by.organisation !== branch?.department) throw refused();
}

function effectOf(given: Given): Effect {
  switch (given.request.kind) {
    case 'consultation':
      return consultation(given);
    case 'extension':
      return extension(given);
    case 'supervise_order':
      return superviseOrder(given);
    case 'recovery_plan':
      return recoveryPlan(given);
    case 'field_check':
      return { branch: wordsOf(given) };
  }
}

/** What the step said, kept with the branch under the name of its command. */
function wordsOf({ request, reason }: Given): Pick<Branch, 'details'> {
  return { details: reason === null ? {} : { [`${request.command}Text`]: reason } };
}

/** 协商研究: thirty calendar days from the day on which the department got it (津13), rolled to a working day. */
function consultation(given: Given): Effect {
  const { branch, request, context } = given;
  const { now, calendar, settings } = context;
  const words = wordsOf(given);
  switch (request.command) {
    case 'open': {
      if (!request.department) throw incomplete('department');
      const autoReceiptOn = fixAutomaticReceipt(now, calendar, settings.autoReceiptWorkingDays);
      return {
        branch: { ...words, autoReceiptOn, calendarVersion: calendar.version },
        details: { department: request.department, autoReceiptOn },
      };
    }
    case 'receive':
    case 'auto_receive': {
      if (
        request.command === 'auto_receive' &&
        (branch.autoReceiptOn === null || shanghaiDayOf(now) < branch.autoReceiptOn)
      )
        throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', {
          command: 'consultation.auto_receive',
          autoReceiptOn: branch.autoReceiptOn,
        });
      const receivedOn = fixReceipt(now, branch.autoReceiptOn);
      const dueOn = orWaiting(() => thirtyDayDeadline(calendar, receivedOn));
      return {
        branch: { receivedOn, dueOn, calendarVersion: calendar.version },
        details: { receivedOn, dueOn, calendarVersion: calendar.version },
      };
    }
    case 'conclude': {
      const late = isLate(now, branch.dueOn);
      return { branch: { details: { ...words.details, late } }, details: { dueOn: branch.dueOn, late } };
    }
    default:
      return { branch: words };
  }
}

/** 延期: moves the date that ran when it was asked for; an answer P11 goes back to the agency with it. */
function extension(given: Given): Effect {
  const { alert, branch, request, context } = given;
  const { now, calendar, settings } = context;
  const words = wordsOf(given);
  const asked = alert.state === 'answered' && alert.problemType === 'P11';
  switch (request.command) {
    case 'open': {
      const until = requireDay(request.until);
      const running = clockToExtend(alert);
      if (!running?.dueOn || !mayAskExtension(alert, shanghaiDayOf(now)))
        throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { command: 'extension.open', state: alert.state });
      requireExtensionDay(until, running.dueOn, settings);
      return {
        branch: { details: { ...words.details, clock: running.clock, before: running.dueOn, until } },
        alert: { extensionAsked: true },
        details: { clock: running.clock, before: running.dueOn, until },
      };
    }
    case 'approve': {
      const clock = branch.details['clock'] === 'return' ? 'return' : 'answer';
      const running = clockToExtend(alert);
      if (running?.clock !== clock)
        throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { command: 'extension.approve', state: alert.state });
      const before = running.dueOn ?? String(branch.details['before']);
      const until = requireDay(request.until ?? String(branch.details['until']));
      requireExtensionDay(until, before, settings);
      // A day that is over gives no time: the agency would be late at once.
      if (until < shanghaiDayOf(now))
        throw new DomainError('EXTENSION_DAY_INVALID', { until, dueOn: before, mostDays: settings.extensionMostDays });
      // A day that a person names is kept where no calendar knows its year; nothing waits for it.
      const extendedDueOn = orWaiting(() => rollToWorkingDay(calendar, until)) ?? until;
      const state: AlertState = asked ? (clock === 'return' ? 'returned' : 'received') : alert.state;
      return {
        branch: {
          dueOn: extendedDueOn,
          calendarVersion: calendar.version,
          details: { ...words.details, granted: until },
        },
        alert: { state, extendedClock: clock, extendedDueOn },
        details: { clock, before, extendedDueOn, calendarVersion: calendar.version },
      };
    }
    case 'refuse': {
      if (!asked) return { branch: words };
      const { change, details } = returned(alert, context);
      return { branch: words, alert: { ...change, state: 'returned' }, details };
    }
    default:
      return { branch: words };
  }
}

/** 督办 (津14): the order itself sets the date. */
function superviseOrder(given: Given): Effect {
  const { branch, request, context } = given;
  const words = wordsOf(given);
  const today = shanghaiDayOf(context.now);
  switch (request.command) {
    case 'open': {
      if (!String(request.details?.['addressee'] ?? '').trim()) throw incomplete('addressee');
      const until = requireDay(request.until);
      if (until <= today) throw incomplete('until');
      return { branch: { details: { ...words.details, until } }, details: { until } };
    }
    case 'issue': {
      const dueOn = requireDay(request.until ?? String(branch.details['until']));
      if (dueOn <= today) throw incomplete('until');
      return { branch: { dueOn, details: words.details }, details: { dueOn } };
    }
    case 'conclude': {
      const late = isLate(context.now, branch.dueOn);
      return { branch: { details: { ...words.details, late } }, details: { dueOn: branch.dueOn, late } };
    }
    default:
      return { branch: words };
  }
}

/** 追回计划: how much comes back, and by when. */
function recoveryPlan(given: Given): Effect {
  const { request, context } = given;
  const words = wordsOf(given);
  if (request.command !== 'open') return { branch: words };
  const until = requireDay(request.until);
  if (until <= shanghaiDayOf(context.now)) throw incomplete('until');
  const amount = request.details?.['amount'];
  if (typeof amount !== 'string' || !/^\d{1,16}(\.\d{1,2})?$/.test(amount) || !isPositive(amount))
    throw incomplete('amount');
  return { branch: { details: { ...words.details, until, amount } }, details: { until, amount } };
}

function requireDay(day: string | undefined): PlainDay {
  if (!day || !isPlainDay(day)) throw incomplete('until');
  return day;
}

/** What a step lacks, by the name of the field. */
function incomplete(field: string): DomainError {
  return new DomainError('BRANCH_INCOMPLETE', { field });
}
