import { DomainError, requireOwnProposal } from '@fundwatch/domain';
import { requireWhitelistDecider } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories, WhitelistRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';

/** Who acts, and when. */
interface Hand {
  account: string;
  name: string;
  at: string;
}

/**
 * Approves an entry from the next run on, or rejects it with a reason; never the proposer himself.
 * @throws DomainError NOT_FOUND, NEEDS_ANOTHER_PERSON, WHITELIST_ENTRY_SETTLED, REASON_REQUIRED
 */
export async function decideWhitelistEntry(
  app: Application,
  context: RequestContext,
  input: { entryId: string; decision: 'approve' | 'reject'; reason?: string | undefined },
): Promise<WhitelistRecord> {
  const reason = input.reason?.trim() || null;
  if (input.decision === 'reject' && reason === null) throw new DomainError('REASON_REQUIRED');
  return change(app, context, input.entryId, reason, async ({ whitelist }, entry, hand) => {
    requireWhitelistDecider(entry, hand.account);
    const state = input.decision === 'approve' ? 'approved' : 'rejected';
    await whitelist.settle(entry.id, state, { ...hand, reason });
    return state;
  });
}

/** Takes a proposal back; only who made it. @throws DomainError NOT_FOUND, NOT_ALLOWED, WHITELIST_ENTRY_SETTLED */
export async function withdrawWhitelistEntry(
  app: Application,
  context: RequestContext,
  input: { entryId: string },
): Promise<WhitelistRecord> {
  return change(app, context, input.entryId, null, async ({ whitelist }, entry, hand) => {
    requireOwnProposal(entry, hand.account, 'WHITELIST_ENTRY_SETTLED');
    await whitelist.settle(entry.id, 'withdrawn', { ...hand, reason: null });
    return 'withdrawn';
  });
}

/**
 * Takes an approved entry off before its time: its hits are new hits again from the next run on.
 * @throws DomainError NOT_FOUND, WHITELIST_ENTRY_SETTLED, REASON_REQUIRED
 */
export async function endWhitelistEntry(
  app: Application,
  context: RequestContext,
  input: { entryId: string; reason: string },
): Promise<WhitelistRecord> {
  const reason = input.reason.trim();
  if (!reason) throw new DomainError('REASON_REQUIRED');
  return change(app, context, input.entryId, reason, async ({ whitelist }, entry, hand) => {
    if (entry.state !== 'approved') throw new DomainError('WHITELIST_ENTRY_SETTLED', { state: entry.state });
    await whitelist.end(entry.id, { ...hand, reason });
    return 'ended';
  });
}

async function change(
  app: Application,
  context: RequestContext,
  id: string,
  reason: string | null,
  act: (repositories: Repositories, entry: WhitelistRecord, hand: Hand) => Promise<string>,
): Promise<WhitelistRecord> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const at = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { whitelist, audit } = repositories;
    const known = await whitelist.get(id);
    if (!known) throw new DomainError('NOT_FOUND', { whitelistEntry: id });
    await whitelist.lock(known);
    const entry = (await whitelist.get(id))!;
    const state = await act(repositories, entry, { account: actor.userId, name: actor.displayName, at });
    const { indicator, agency, line, subject } = entry;
    await audit.append({
      action: `whitelist.${state}`,
      target: { kind: 'whitelist_entry', id },
      businessAt: at,
      reason,
      details: { indicator, agency, line, subject },
    });
    return (await whitelist.get(id))!;
  });
}
