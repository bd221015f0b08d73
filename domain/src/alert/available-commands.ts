import { fixReturnDeadline } from '../close/index.js';
import {
  oneMonthDeadline,
  orWaiting,
  rollToWorkingDay,
  shanghaiDayOf,
  thirtyDayDeadline,
  type Calendar,
  type Instant,
  type PlainDay,
} from '../calendar/index.js';
import { fixAutomaticReceipt } from '../dispatch/index.js';
import { fixAnswerDeadline, fixReceipt } from '../feedback/index.js';
import type { Role } from '../identity/index.js';
import type { Alert, AlertSettings, Branch } from './alert.js';
import { needsSecondReview } from './second-review.js';
import { clockToExtend, mayAskExtension } from './extension.js';
import { alertTransitions, branchTransitions, mayDo } from './transitions.js';
import { alertCommands, type AlertCommand, type BranchCommand, type BranchKind } from './types.js';

export interface AvailableCommand {
  command: AlertCommand;
  reasonRequired: boolean;
}

/** Who asks what he may do: the account tells apart who submitted a thing from who decides it. */
export interface Asker {
  account: string;
  roles: readonly Role[];
  organisation: string;
}

/**
 * What a person may do to the alert now, in the table's order; the web draws its buttons from it. An agency only ever sees
 * its own alerts, so its code is not asked.
 */
export function availableCommands(
  alert: Alert,
  { roles, account }: Pick<Asker, 'roles' | 'account'>,
  settings: Pick<AlertSettings, 'secondReviewPercent'>,
): AvailableCommand[] {
  const settled = alert.openBranches.length === 0 && !(alert.state === 'answered' && alert.problemType === 'P11');
  const drawn = alert.state === 'answered' && needsSecondReview(alert, settings);
  const another = alert.submittedBy !== account;
  const byOther = alert.state !== 'raised' || alert.raisedBy !== account;
  const possible: Partial<Record<AlertCommand, boolean>> = {
    screen: byOther,
    dismiss: byOther && alert.openBranches.length === 0,
    cover_new_hits: alert.newSinceAnswer,
    order_rectification: settled && !alert.newSinceAnswer,
    submit_for_second_review: settled && drawn && !alert.newSinceAnswer,
    object_to_closing: another,
    close: settled && !alert.newSinceAnswer && !drawn && (alert.state !== 'in_second_review' || another),
    reopen_by_hand: alert.screenedAt !== null || alert.raisedBy !== account,
  };
  return alertTransitions
    .filter((one) => one.from.includes(alert.state) && mayDo(one, roles))
    .filter(({ command }) => possible[command] ?? true)
    .map(({ command, reasonRequired }) => ({ command, reasonRequired }))
    .sort((a, b) => alertCommands.indexOf(a.command) - alertCommands.indexOf(b.command));
}

export interface AvailableStep {
  kind: BranchKind;
  command: BranchCommand;
  /** Null: the step opens a branch. */
  branchId: string | null;
  reasonRequired: boolean;
}

/** The steps of branches that a person may take now, in the table's order. */
export function availableSteps(
  alert: Alert,
  branches: readonly Branch[],
  asker: Asker,
  today: PlainDay,
): AvailableStep[] {
  const { roles, account, organisation } = asker;
  const askedClock = clockToExtend(alert)?.clock;
  const possible = branchTransitions.filter((one) => one.alertIn.includes(alert.state) && mayDo(one, roles));
  return possible.flatMap(({ of: kind, command, from, by, byAnother, reasonRequired }): AvailableStep[] => {
    if (from.length === 0) {
      if (alert.openBranches.includes(kind)) return [];
      if (kind === 'extension' && (alert.state === 'answered' || !mayAskExtension(alert, today))) return [];
      return [{ kind, command, branchId: null, reasonRequired }];
    }
    return branches
      .filter((one) => one.kind === kind && from.includes(one.state))
      .filter((one) => !byAnother || one.openedBy !== account)
      .filter(({ details }) => kind !== 'extension' || command !== 'approve' || details['clock'] === askedClock)
      .filter((one) => !isOfDepartment(by) || one.department === organisation)
      .map(({ id }) => ({ kind, command, branchId: id, reasonRequired }));
  });
}

const isOfDepartment = (by: readonly Role[] | 'system') =>
  by !== 'system' && by.every((role) => role === 'line_department');

/**
 * The date that a command given now would set, for the button's sentence: by a dispatch the last day of the answer
 * if nobody signs, by a receipt the same from today, by a return that of the next answer. Null for others, and while
 * the calendar lacks the year.
 */
export function wouldBeDueOn(
  alert: Alert,
  command: AlertCommand,
  now: Instant,
  calendar: Calendar,
  settings: AlertSettings,
): PlainDay | null {
  switch (command) {
    case 'dispatch': {
      const received = fixAutomaticReceipt(now, calendar, settings.autoReceiptWorkingDays);
      return received && fixAnswerDeadline(received, calendar);
    }
    case 'receive':
      return fixAnswerDeadline(fixReceipt(now, alert.autoReceiptOn), calendar);
    case 'return':
    case 'return_rectification':
      return fixReturnDeadline(now, calendar, settings.returnWorkingDays);
    case 'order_rectification':
      return orWaiting(() => oneMonthDeadline(calendar, shanghaiDayOf(now)));
    default:
      return null;
  }
}

/**
 * The date that a step of a branch would set if it were taken now: of the receipt by a question, of the opinion by a
 * receipt, of the agency by an extension decided on, of an order when it is issued. Null for others.
 */
export function stepWouldBeDueOn(
  alert: Alert,
  branch: Branch | null,
  { kind, command }: Pick<AvailableStep, 'kind' | 'command'>,
  now: Instant,
  calendar: Calendar,
  settings: AlertSettings,
): PlainDay | null {
  const until = branch?.details['until'];
  switch (`${kind}.${command}`) {
    case 'consultation.open':
      return fixAutomaticReceipt(now, calendar, settings.autoReceiptWorkingDays);
    case 'consultation.receive':
      return orWaiting(() => thirtyDayDeadline(calendar, fixReceipt(now, branch?.autoReceiptOn ?? null)));
    case 'extension.approve':
      return typeof until === 'string' ? (orWaiting(() => rollToWorkingDay(calendar, until)) ?? until) : null;
    case 'extension.refuse':
      return alert.state === 'answered' && alert.problemType === 'P11'
        ? fixReturnDeadline(now, calendar, settings.returnWorkingDays)
        : null;
    case 'supervise_order.issue':
      return typeof until === 'string' ? until : null;
    default:
      return null;
  }
}

/** Whose move it is. */
export function turnOf(alert: Alert): 'supervision' | 'agency' | 'nobody' {
  switch (alert.state) {
    case 'raised':
    case 'screened':
    case 'answered':
    case 'rectified':
    case 'in_second_review':
      return 'supervision';
    case 'dispatched':
    case 'received':
    case 'returned':
    case 'rectifying':
      return 'agency';
    default:
      return 'nobody';
  }
}
