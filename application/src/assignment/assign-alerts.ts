import { DomainError } from '@fundwatch/domain';
import {
  assignmentSideOf,
  decideAssignment,
  requireColleague,
  type Alert,
  type Colleague,
} from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';
import { actingRole, commanderOf } from '../alert/command-alert.js';
import { lockAlert } from '../alert/require-alert.js';
import type { Application } from '../application.js';
import { doEach } from '../dispatch/do-each.js';
import { sideOf } from './side-of.js';

type BatchReply = ReplyOf<typeof routes.assignAlerts>;

/**
 * 分派: gives alerts to one person of the same side; each in its own transaction, each with its result.
 * @throws DomainError NOT_ALLOWED, NOT_FOUND (the person), ASSIGNEE_NOT_POSSIBLE
 */
export async function assignAlerts(
  app: Application,
  context: RequestContext,
  input: { alerts: readonly string[]; to: string; reason?: string | undefined },
): Promise<BatchReply> {
  const to = await findColleague(app, context, input.to);
  return doEach(app, context, input.alerts, (id) => assignOne(app, context, { id, to, reason: input.reason }));
}

/**
 * 移交: gives every open alert of a colleague to another one, with a reason.
 * @throws DomainError NOT_ALLOWED, NOT_FOUND (one of the persons), ASSIGNEE_NOT_POSSIBLE
 */
export async function handOverAlerts(
  app: Application,
  context: RequestContext,
  input: { from: string; to: string; reason: string },
): Promise<BatchReply> {
  const side = sideOf(context);
  const to = await findColleague(app, context, input.to);
  const alerts = await app.database.withContext(context, ({ assignments }) => assignments.openOf(input.from, side));
  const { reason, from } = input;
  return doEach(app, context, alerts, (id) => assignOne(app, context, { id, to, reason, onlyFrom: from }));
}

interface OneAssignment {
  id: string;
  to: Colleague;
  reason: string | undefined;
  /** Somebody else may have taken it over meanwhile; then it is left to him. */
  onlyFrom?: string;
}

async function assignOne(
  app: Application,
  context: RequestContext,
  { id, to, reason, onlyFrom }: OneAssignment,
): Promise<Alert> {
  const side = sideOf(context);
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { alerts, assignments, audit } = repositories;
    const alert = await lockAlert(repositories, context, id);
    const from = await assignments.assignee(id, side);
    if (onlyFrom && from?.account !== onlyFrom)
      throw new DomainError('ASSIGNEE_NOT_POSSIBLE', { why: 'same', name: from?.displayName });
    const involved = await assignments.questionsWorkOf(id, to.account);
    const request = { to, from, reason: reason?.trim() || null, involved };
    const event = decideAssignment(alert, request, commanderOf(context), now);
    await assignments.assign(id, side, to.account);
    await alerts.appendEvents(alert, [event], actingRole(context, context.roles));
    await audit.append({
      action: `alert.${event.type.replace('_', '-')}`,
      target: { kind: 'alert', id },
      businessAt: now,
      reason: event.reason,
      details: { number: alert.number, ...event.details },
    });
    return alert;
  });
}

async function findColleague(app: Application, context: RequestContext, account: string): Promise<Colleague> {
  const found = await app.database.withContext(context, (repositories) => colleagueOf(repositories, context, account));
  return found;
}

/** @throws DomainError NOT_ALLOWED, NOT_FOUND, ASSIGNEE_NOT_POSSIBLE */
export async function colleagueOf(
  { assignments }: Repositories,
  context: RequestContext,
  account: string,
): Promise<Colleague> {
  const { actor } = context;
  const side = assignmentSideOf(context.roles);
  if (actor.kind !== 'user' || side === null) throw new DomainError('NOT_ALLOWED', { command: 'assign' });
  const found = await assignments.colleague(account);
  if (!found) throw new DomainError('NOT_FOUND', { userId: account });
  requireColleague(found, side, actor.organisation);
  return found;
}
