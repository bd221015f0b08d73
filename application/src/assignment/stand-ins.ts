import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { headsSide, requireStandIn, type StandInDays } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { shanghaiDayOf, type PlainDay } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { StandInRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { colleagueOf } from './assign-alerts.js';
import { sideOf } from './side-of.js';

type StandInView = ReplyOf<typeof routes.enterStandIn>;

/** Everybody who may have alerts on my side, and who stands in for whom. @throws DomainError NOT_ALLOWED */
export async function listColleagues(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listColleagues>> {
  const { side, organisation, account } = whoAsks(context);
  const today = shanghaiDayOf(await app.clock.now());
  return app.database.withContext(context, async ({ assignments }) => ({
    colleagues: (await assignments.colleagues(side, organisation)).map((one) => ({
      ...one,
      me: one.userId === account,
    })),
    standIns: (await assignments.standIns(side, organisation, today)).map((one) => viewStandIn(one, today)),
    heads: headsSide(context.roles),
  }));
}

/**
 * 代班: a colleague has an absent one's work from day to day. The absent one enters it, or the head.
 * @throws DomainError NOT_ALLOWED, NOT_FOUND, ASSIGNEE_NOT_POSSIBLE, STAND_IN_INVALID
 */
export async function enterStandIn(
  app: Application,
  context: RequestContext,
  { reason, ...days }: StandInDays & { reason: string },
): Promise<StandInView> {
  const { side, organisation, account, name } = whoAsks(context);
  const now = await app.clock.now();
  const today = shanghaiDayOf(now);
  mayArrange(context, days.absent, account);
  return app.database.withContext(context, async (repositories) => {
    const { assignments, audit, notifications } = repositories;
    const absent = await colleagueOf(repositories, context, days.absent);
    const standIn = await colleagueOf(repositories, context, days.standIn);
    // In one order, so that two who enter each other do not wait for each other.
    for (const one of [days.absent, days.standIn].sort()) await assignments.lockColleague(one);
    requireStandIn(days, await assignments.standIns(side, organisation, today), today);
    const id = randomUUID();
    await assignments.insertStandIn({
      ...days,
      id,
      organisation: absent.organisation,
      reason,
      enteredByName: name,
      enteredAt: now,
    });
    await notifications.tellStandIn(days.standIn, now);
    const { fromOn, untilOn } = days;
    await audit.append({
      action: 'stand-in.enter',
      target: { kind: 'user', id: days.absent },
      businessAt: now,
      reason,
      details: { standInId: id, absent: absent.displayName, standIn: standIn.displayName, fromOn, untilOn },
    });
    const names = { absentName: absent.displayName, standInName: standIn.displayName, enteredByName: name };
    return viewStandIn({ ...days, ...names, id, reason }, today);
  });
}

/** The absent one is back before the last day. @throws DomainError NOT_ALLOWED, NOT_FOUND */
export async function endStandIn(
  app: Application,
  context: RequestContext,
  { standInId }: { standInId: string },
): Promise<void> {
  const { account, name } = whoAsks(context);
  const now = await app.clock.now();
  await app.database.withContext(context, async (repositories) => {
    const { assignments, audit } = repositories;
    const one = await assignments.lockStandIn(standInId);
    if (!one) throw new DomainError('NOT_FOUND', { standInId });
    // Somebody of the other side has no say in it, and an account that left can still be ended.
    const [mine, theirs] = [sideOf(context), await assignments.colleague(one.absent)];
    if (!theirs || sideOf({ ...context, roles: theirs.roles }) !== mine)
      throw new DomainError('NOT_FOUND', { standInId });
    mayArrange(context, one.absent, account);
    await assignments.endStandIn(standInId, name, now);
    await audit.append({
      action: 'stand-in.end',
      target: { kind: 'user', id: one.absent },
      businessAt: now,
      details: { standInId, absent: one.absentName, standIn: one.standInName },
    });
  });
}

function whoAsks(context: RequestContext) {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED', { command: 'assign' });
  const { organisation, userId: account, displayName: name } = actor;
  return { side: sideOf(context), organisation, account, name };
}

function mayArrange(context: RequestContext, absent: string, account: string): void {
  if (absent !== account && !headsSide(context.roles)) throw new DomainError('NOT_ALLOWED', { command: 'stand_in' });
}

function viewStandIn(one: StandInRecord, today: PlainDay): StandInView {
  return {
    id: one.id,
    absent: { userId: one.absent, displayName: one.absentName },
    standIn: { userId: one.standIn, displayName: one.standInName },
    fromOn: one.fromOn,
    untilOn: one.untilOn,
    reason: one.reason,
    enteredBy: one.enteredByName,
    runs: one.fromOn <= today && today <= one.untilOn,
  };
}
