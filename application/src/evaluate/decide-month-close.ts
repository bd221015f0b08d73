import { DomainError, requireOwnProposal } from '@fundwatch/domain';
import { findCloseObstacle, requireDecider } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { MonthClose, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readMonthToClose } from './read-month-to-close.js';

/**
 * Closes a month as proposed, or rejects the proposal with a reason; never the proposer himself. What has changed since the proposal keeps
 * the month open. @throws DomainError NOT_FOUND, NEEDS_ANOTHER_PERSON, MONTH_CLOSE_SETTLED, MONTH_CHANGED, REASON_REQUIRED
 */
export async function decideMonthClose(
  app: Application,
  context: RequestContext,
  input: { monthCloseId: string; decision: 'approve' | 'reject'; reason?: string | undefined },
): Promise<MonthClose> {
  const reason = input.reason?.trim() || null;
  if (input.decision === 'reject' && reason === null) throw new DomainError('REASON_REQUIRED');
  return settle(app, context, input.monthCloseId, reason, async (repositories, close, account, now) => {
    requireDecider(close, account);
    if (input.decision === 'reject') return 'rejected';
    const { month, plan, last } = await readMonthToClose(app, repositories, close.period, now);
    const obstacle = findCloseObstacle({ ...month, standing: null });
    if (obstacle || plan?.hash !== close.inputHash || last?.id !== close.evaluationId)
      throw new DomainError('MONTH_CHANGED', { period: close.period, because: obstacle?.code ?? null });
    return 'closed';
  });
}

/** Takes a proposal back; only who made it. @throws DomainError NOT_FOUND, NOT_ALLOWED, MONTH_CLOSE_SETTLED */
export async function withdrawMonthClose(
  app: Application,
  context: RequestContext,
  input: { monthCloseId: string },
): Promise<MonthClose> {
  return settle(app, context, input.monthCloseId, null, async (_, close, account) => {
    requireOwnProposal(close, account, 'MONTH_CLOSE_SETTLED');
    return 'withdrawn';
  });
}

async function settle(
  app: Application,
  context: RequestContext,
  id: string,
  reason: string | null,
  decide: (
    repositories: Repositories,
    close: MonthClose,
    account: string,
    now: string,
  ) => Promise<'closed' | 'rejected' | 'withdrawn'>,
): Promise<MonthClose> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { monthCloses, evaluations, audit } = repositories;
    const known = await monthCloses.get(id);
    if (!known) throw new DomainError('NOT_FOUND', { monthClose: id });
    await evaluations.lockPeriod(known.period);
    const close = (await monthCloses.get(id))!;
    const state = await decide(repositories, close, actor.userId, now);
    await monthCloses.settle(id, state, { account: actor.userId, name: actor.displayName, at: now, reason });
    await audit.append({
      action: `month_close.${state}`,
      target: { kind: 'month_close', id },
      businessAt: now,
      reason,
      details: { period: close.period, hits: close.hits, hitsSha256: close.hitsObject },
    });
    return (await monthCloses.get(id))!;
  });
}
