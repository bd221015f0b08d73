import { DomainError, requireOwnProposal } from '@fundwatch/domain';
import { requireVersionDecider } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { IndicatorVersionRecord, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readStanding } from './read-in-force.js';

/**
 * Approves a proposed version from the next run on, or rejects it with a reason; never the proposer himself, and nothing that
 * was proposed on a version that is no longer in force.
 * @throws DomainError NOT_FOUND, NEEDS_ANOTHER_PERSON, INDICATOR_VERSION_SETTLED, INDICATOR_VERSION_STALE, REASON_REQUIRED
 */
export async function decideVersion(
  app: Application,
  context: RequestContext,
  input: { versionId: string; decision: 'approve' | 'reject'; reason?: string | undefined },
): Promise<IndicatorVersionRecord> {
  const reason = input.reason?.trim() || null;
  if (input.decision === 'reject' && reason === null) throw new DomainError('REASON_REQUIRED');
  return settle(app, context, input.versionId, reason, async (repositories, version, account) => {
    requireVersionDecider(version, account);
    if (input.decision === 'reject') return 'rejected';
    if (await isStale(app, repositories, version))
      throw new DomainError('INDICATOR_VERSION_STALE', { indicator: version.code, basedOn: version.basedOnVersion });
    return 'approved';
  });
}

/** Takes a proposal back; only who made it. @throws DomainError NOT_FOUND, NOT_ALLOWED, INDICATOR_VERSION_SETTLED */
export async function withdrawVersion(
  app: Application,
  context: RequestContext,
  input: { versionId: string },
): Promise<IndicatorVersionRecord> {
  return settle(app, context, input.versionId, null, async (_, version, account) => {
    requireOwnProposal(version, account, 'INDICATOR_VERSION_SETTLED');
    return 'withdrawn';
  });
}

/** Whether what a version was proposed on is no longer in force. */
async function isStale(
  app: Application,
  repositories: Repositories,
  { code, basedOnHash }: IndicatorVersionRecord,
): Promise<boolean> {
  const standing = await readStanding(app, repositories, code);
  return (standing?.hash ?? null) !== basedOnHash;
}

async function settle(
  app: Application,
  context: RequestContext,
  id: string,
  reason: string | null,
  decide: (
    repositories: Repositories,
    version: IndicatorVersionRecord,
    account: string,
  ) => Promise<'approved' | 'rejected' | 'withdrawn'>,
): Promise<IndicatorVersionRecord> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { indicatorVersions, audit } = repositories;
    const known = await indicatorVersions.get(id);
    if (!known) throw new DomainError('NOT_FOUND', { indicatorVersion: id });
    await indicatorVersions.lock(known.code);
    const version = (await indicatorVersions.get(id))!;
    const state = await decide(repositories, version, actor.userId);
    await indicatorVersions.settle(id, state, { account: actor.userId, name: actor.displayName, at: now, reason });
    await audit.append({
      action: `indicator_version.${state}`,
      target: { kind: 'indicator_version', id },
      businessAt: now,
      reason,
      details: { indicator: version.code, version: version.version, definition: version.definitionHash },
    });
    return (await indicatorVersions.get(id))!;
  });
}
