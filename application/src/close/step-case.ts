import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { supervisionRoles, type RequestContext, type Role } from '@fundwatch/domain/identity';
import { eventOf } from '@fundwatch/domain/alert';
import { shanghaiDayOf, yearOf } from '@fundwatch/domain/calendar';
import {
  matterNumber,
  decideCase,
  membershipEvent,
  type Case,
  type CaseAlert,
  type CaseDecision,
  type CaseRequest,
} from '@fundwatch/domain/case';
import type { Repositories } from '@fundwatch/storage';
import { commanderOf } from '../alert/command-alert.js';
import type { Application } from '../application.js';
import { viewCase, type CaseRowView } from './read-cases.js';

/** A step as somebody asks for it; alerts by their ids. */
export interface CaseStepInput extends Omit<CaseRequest, 'alerts'> {
  caseId: string;
  alerts?: readonly string[] | undefined;
}
type NewCase = { title: string; summary: string };

/**
 * Opens a case with its first alerts; each keeps its state and clocks.
 * @throws DomainError NOT_FOUND (alert), CASE_ALERT_TAKEN, REASON_REQUIRED
 */
export async function openCase(
  app: Application,
  context: RequestContext,
  input: NewCase & { alerts: readonly string[]; reason: string },
): Promise<CaseRowView> {
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) =>
    open(app, context, repositories, input, { alerts: await candidates(repositories, input.alerts), now }),
  );
}

/**
 * One step of a case: change, join, leave, state_loss, state_investigation, close, reopen. Each alert that joins or leaves
 * has it in its own timeline. @throws DomainError NOT_FOUND, and as `decideCase`
 */
export async function stepCase(app: Application, context: RequestContext, input: CaseStepInput): Promise<CaseRowView> {
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { caseId, alerts = [], ...request } = input;
    const before = await lockCase(repositories, caseId);
    const decision = decideCase(
      before,
      { ...request, alerts: await candidates(repositories, alerts) },
      { now, by: commanderOf(context), holds: await repositories.cases.holds(caseId) },
    );
    await repositories.cases.save(before, decision.case);
    await writeDown(context, repositories, decision);
    return viewCase((await repositories.cases.get(caseId))!);
  });
}

/**
 * Takes alerts out of a case, and where `into` is named puts them into a new one, in one go.
 * @throws DomainError as `stepCase` and `openCase`
 */
export async function splitCase(
  app: Application,
  context: RequestContext,
  { into, ...input }: CaseStepInput & { alerts: readonly string[]; reason: string; into?: NewCase | undefined },
): Promise<CaseRowView> {
  const left: CaseStepInput = { ...input, command: 'leave' };
  if (!into) return stepCase(app, context, left);
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const before = await lockCase(repositories, input.caseId);
    const alerts = await candidates(repositories, input.alerts);
    const decision = decideCase(
      before,
      { ...left, alerts },
      { now, by: commanderOf(context), holds: await repositories.cases.holds(before.id) },
    );
    await repositories.cases.save(before, decision.case);
    await writeDown(context, repositories, decision);
    const free = alerts.map((one) => ({ ...one, caseId: null }));
    return open(app, context, repositories, { ...into, reason: input.reason }, { alerts: free, now });
  });
}

async function open(
  app: Application,
  context: RequestContext,
  repositories: Repositories,
  { title, summary, reason }: NewCase & { reason: string },
  { alerts, now }: { alerts: readonly (CaseAlert & { caseId: string | null })[]; now: string },
): Promise<CaseRowView> {
  const { cases } = repositories;
  const year = yearOf(shanghaiDayOf(now));
  const number = matterNumber(app.settings.matters.casePrefix, year, await cases.nextNumber(year));
  const decision = decideCase(
    { id: randomUUID(), number },
    { command: 'open', revision: 0, title, summary, reason, alerts },
    { now, by: commanderOf(context), holds: [] },
  );
  await cases.insert(decision.case);
  await writeDown(context, repositories, decision);
  return viewCase((await cases.get(decision.case.id))!);
}

async function lockCase({ cases }: Repositories, id: string): Promise<Case> {
  const found = await cases.lock(id);
  if (!found) throw new DomainError('NOT_FOUND', { caseId: id });
  return found;
}

/** @throws DomainError NOT_FOUND where one of them is not there */
async function candidates({ cases }: Repositories, ids: readonly string[]) {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const found = await cases.candidates(wanted);
  if (found.length < wanted.length) throw new DomainError('NOT_FOUND', { alerts: wanted.length - found.length });
  return found;
}

/** The membership, the case's timeline, that of each alert, and the audit. */
async function writeDown(
  context: RequestContext,
  repositories: Repositories,
  { case: after, event, joined, left }: CaseDecision,
): Promise<void> {
  const { cases, alerts, audit } = repositories;
  if (joined.length > 0) await cases.join(after.id, idsOf(joined), event.at);
  if (left.length > 0) await cases.leave(after.id, idsOf(left));
  await cases.appendEvent(after.id, event);
  const role: Role | null = supervisionRoles.find((one) => context.roles.includes(one)) ?? null;
  for (const [type, members] of [['case.join', joined] as const, ['case.leave', left] as const])
    for (const { id } of members) {
      const alert = (await alerts.get(id))!;
      const { details } = membershipEvent(type, after);
      await alerts.appendEvents(alert, [eventOf(alert, alert, type, event.reason, details, event.at)], role);
    }
  await audit.append({
    action: `case.${event.type.replaceAll('_', '-')}`,
    target: { kind: 'case', id: after.id },
    businessAt: event.at,
    reason: event.reason,
    details: { number: after.number, ...event.details },
  });
}

function idsOf(alerts: readonly CaseAlert[]): string[] {
  return alerts.map(({ id }) => id);
}
