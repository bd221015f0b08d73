import { DomainError } from '@fundwatch/domain';
import {
  branchTransitionFor,
  decideBranch,
  type Alert,
  type Branch,
  type BranchDecision,
  type BranchRequest,
} from '@fundwatch/domain/alert';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { orderNumber } from '../documents/order-number.js';
import type { BusinessDay } from './business-day.js';
import { actingRole, commanderOf, orTellChanges } from './command-alert.js';

/** What a person says with a step; see the contract. */
export interface StepFields {
  reason?: string | undefined;
  until?: string | undefined;
  addressee?: string | undefined;
  place?: string | undefined;
  amount?: string | undefined;
  basis?: string | undefined;
  attachments?: readonly string[] | undefined;
}

/** A step on an alert that the transaction holds. */
export interface BranchStep extends StepFields, Pick<BranchRequest, 'kind' | 'command' | 'department' | 'branchState'> {
  alert: Alert;
  /** The branch, or the id of the one that the step opens. */
  branch: Branch | { id: string };
  revision: number;
}

/**
 * One step of a branch inside a transaction: decides it, writes the branch and its alert with the event, gives it its files
 * and appends the audit. @throws DomainError as `decideBranch`; BRANCH_INCOMPLETE for files that nobody uploaded for it
 */
export async function writeBranchStep(
  app: Application,
  context: RequestContext,
  repositories: Repositories,
  step: BranchStep,
  { now, terms }: BusinessDay,
): Promise<BranchDecision> {
  const { alert, branch, kind, command, revision, reason, until, department } = step;
  const attachments = [...new Set(step.attachments ?? [])];
  const details = {
    ...kept({ addressee: step.addressee, place: step.place, amount: step.amount, basis: step.basis }),
    ...(attachments.length > 0 ? { [`${command}Attachments`]: attachments } : {}),
    // Only the office counts its orders; anybody else is refused below.
    ...(kind === 'supervise_order' && command === 'issue' && context.scope === 'all'
      ? { number: await orderNumber(app, repositories, { alertId: alert.id, branchId: branch.id }, now) }
      : {}),
  };
  const decision = await orTellChanges(repositories, alert, () =>
    decideBranch(
      alert,
      branch,
      { kind, command, revision, branchState: step.branchState, reason, until, department, details },
      { now, by: commanderOf(context), calendar: terms.calendar, settings: app.settings.alerts },
    ),
  );
  const [event] = decision.events;
  if (event) event.details = { ...details, ...event.details };
  await repositories.alerts.save(alert, decision.alert, decision.branch.agencyMaySee ? now : null);
  const name = context.actor.kind === 'user' ? context.actor.displayName : context.actor.name;
  if ('state' in branch) await repositories.branches.save(decision.branch);
  else await repositories.branches.insert(decision.branch, name);
  const account = context.actor.kind === 'user' ? context.actor.userId : '';
  if (
    attachments.length > 0 &&
    (await repositories.branches.claimAttachments(alert.id, decision.branch.id, account, attachments)) <
      attachments.length
  )
    throw new DomainError('BRANCH_INCOMPLETE', { field: 'attachments' });
  const by = branchTransitionFor(kind, 'state' in branch ? branch.state : null, command)?.by ?? 'system';
  await repositories.alerts.appendEvents(decision.alert, decision.events, actingRole(context, by));
  await repositories.audit.append({
    action: `alert.${kind.replaceAll('_', '-')}.${command.replaceAll('_', '-')}`,
    target: { kind: 'alert', id: alert.id },
    businessAt: now,
    reason: event?.reason ?? null,
    details: { number: alert.number, branchId: decision.branch.id, to: decision.branch.state, ...details },
  });
  crashPoint('branch.before-commit');
  return decision;
}

function kept(fields: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) => (text?.trim() ? [[name, text.trim()]] : [])),
  );
}
