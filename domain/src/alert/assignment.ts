import type { Instant, PlainDay } from '../calendar/index.js';
import { DomainError } from '../errors.js';
import { agencyRoles, supervisionRoles, type Role } from '../identity/index.js';
import type { Alert, AlertEvent } from './alert.js';
import type { Commander } from './decide.js';
import { eventOf } from './decide.js';
import { endedStates, type AlertCommand, type AlertState } from './types.js';

/** An alert is one officer's work at the office and one handler's at its agency. */
export const assignmentSides = ['office', 'agency'] as const;
export type AssignmentSide = (typeof assignmentSides)[number];

/** How a list is narrowed by whose work an alert is. */
export const assignedFilters = ['mine', 'unassigned', 'standing_in'] as const;
export type AssignedFilter = (typeof assignedFilters)[number];

/** Somebody an alert may be given to. */
export interface Colleague {
  account: string;
  displayName: string;
  roles: readonly Role[];
  organisation: string;
  disabled: boolean;
}

export interface AssignmentRequest {
  to: Colleague;
  /** Who has it now on that side; null: nobody. */
  from: { account: string; displayName: string } | null;
  reason: string | null;
  /** Its evidence names the one who is to have it. */
  involved: boolean;
}

/** Whose side an account works on; null for one that works on neither, or was given both. */
export function assignmentSideOf(roles: readonly Role[]): AssignmentSide | null {
  const has = (wanted: readonly Role[]) => roles.some((role) => wanted.includes(role));
  const [office, agency] = [has(supervisionRoles), has(agencyRoles)];
  return office === agency ? null : office ? 'office' : 'agency';
}

/** Who heads a side may say that a colleague is absent. */
export function headsSide(roles: readonly Role[]): boolean {
  return roles.includes('supervision_head') || roles.includes('agency_head');
}

/**
 * 分派 and 移交: gives an open alert to one person of the commander's side. What somebody has already is taken from him only
 * with a reason. The alert's state, clocks and revision stay.
 * @throws DomainError NOT_ALLOWED · ALERT_COMMAND_NOT_POSSIBLE · ASSIGNEE_NOT_POSSIBLE · REASON_REQUIRED · STAFF_INVOLVED
 */
export function decideAssignment(
  alert: Alert,
  { to, from, reason, involved }: AssignmentRequest,
  by: Commander,
  now: Instant,
): AlertEvent {
  const side = by.kind === 'user' ? assignmentSideOf(by.roles) : null;
  if (by.kind !== 'user' || side === null || (side === 'agency' && by.organisation !== alert.agency))
    throw new DomainError('NOT_ALLOWED', { command: 'assign' });
  if ((endedStates as readonly AlertState[]).includes(alert.state))
    throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { command: 'assign', state: alert.state });
  requireColleague(to, side, by.organisation);
  if (from?.account === to.account)
    throw new DomainError('ASSIGNEE_NOT_POSSIBLE', { why: 'same', name: to.displayName });
  if (from && !reason) throw new DomainError('REASON_REQUIRED', { command: 'hand_over' });
  if (involved) throw new DomainError('STAFF_INVOLVED', { number: alert.number, name: to.displayName });
  const details = {
    side,
    to: to.displayName,
    toAccount: to.account,
    ...(from ? { from: from.displayName, fromAccount: from.account } : {}),
  };
  return {
    ...eventOf(alert, alert, from ? 'hand_over' : 'assign', reason, details, now),
    // Who does what at the office is the office's own.
    agencyMaySee: side === 'agency',
  };
}

/** @throws DomainError ASSIGNEE_NOT_POSSIBLE for an account of the other side, another organisation, or one that is disabled */
export function requireColleague(to: Colleague, side: AssignmentSide, organisation: string): void {
  const elsewhere = side === 'agency' && to.organisation !== organisation;
  if (assignmentSideOf(to.roles) !== side || elsewhere || to.disabled)
    throw new DomainError('ASSIGNEE_NOT_POSSIBLE', { why: to.disabled ? 'disabled' : 'side', name: to.displayName });
}

/** A colleague who stands in for an absent one, on these days, both included. */
export interface StandInDays {
  absent: string;
  standIn: string;
  fromOn: PlainDay;
  untilOn: PlainDay;
}

/**
 * Whether a stand-in may be entered beside those that run or are to come: two persons, a time that is not over, nobody twice
 * for the same days, and nobody who is absent then himself.
 * @throws DomainError STAND_IN_INVALID
 */
export function requireStandIn(wanted: StandInDays, others: readonly StandInDays[], today: PlainDay): void {
  const refuse = (why: string) => new DomainError('STAND_IN_INVALID', { why });
  if (wanted.absent === wanted.standIn) throw refuse('same_person');
  if (wanted.fromOn > wanted.untilOn || wanted.untilOn < today) throw refuse('days');
  const meets = others.filter((one) => one.fromOn <= wanted.untilOn && one.untilOn >= wanted.fromOn);
  if (meets.some((one) => one.absent === wanted.absent)) throw refuse('twice');
  if (meets.some((one) => one.absent === wanted.standIn || one.standIn === wanted.absent)) throw refuse('absent_too');
}

/** What the one whose operation is questioned does not do about it: sign, answer, report (回避). */
export const barredToInvolved: readonly AlertCommand[] = ['receive', 'answer', 'report_rectification'];
