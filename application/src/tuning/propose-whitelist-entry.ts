import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { periodOf, shanghaiDayOf } from '@fundwatch/domain/calendar';
import { requireWhitelistMonths, type WhitelistCase } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { WhitelistRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readStanding } from './read-in-force.js';

export interface WhitelistProposal extends WhitelistCase {
  reason: string;
  /** The paper that the case rests on. */
  documentNo: string;
  alertId?: string | undefined;
}

/**
 * Proposes to keep a known case quiet; another person decides.
 * @throws DomainError NOT_ALLOWED, INDICATOR_UNKNOWN, NOT_FOUND (agency, alert), REASON_REQUIRED, WHITELIST_DOCUMENT_REQUIRED,
 * WHITELIST_MONTHS_INVALID, WHITELIST_ENTRY_EXISTS
 */
export async function proposeWhitelistEntry(
  app: Application,
  context: RequestContext,
  { alertId, ...proposal }: WhitelistProposal,
): Promise<WhitelistRecord> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const reason = proposal.reason.trim();
  const documentNo = proposal.documentNo.trim();
  if (!reason) throw new DomainError('REASON_REQUIRED');
  if (!documentNo) throw new DomainError('WHITELIST_DOCUMENT_REQUIRED');
  const now = await app.clock.now();
  requireWhitelistMonths(proposal, periodOf(shanghaiDayOf(now)));
  return app.database.withContext(context, async (repositories) => {
    const { whitelist, organisations, alerts, audit, notifications } = repositories;
    if (!(await readStanding(app, repositories, proposal.indicator)))
      throw new DomainError('INDICATOR_UNKNOWN', { indicator: proposal.indicator });
    const agencies = await organisations.list();
    if (!agencies.some(({ code, kind }) => code === proposal.agency && kind === 'agency'))
      throw new DomainError('NOT_FOUND', { agency: proposal.agency });
    if (alertId !== undefined && !(await alerts.get(alertId))) throw new DomainError('NOT_FOUND', { alert: alertId });
    await whitelist.lock(proposal);
    const other = await whitelist.overlapping(proposal);
    if (other) throw new DomainError('WHITELIST_ENTRY_EXISTS', { entry: other, subject: proposal.subject });
    const id = randomUUID();
    await whitelist.insert({
      ...proposal,
      id,
      reason,
      documentNo,
      state: 'proposed',
      alertId: alertId ?? null,
      proposedBy: actor.userId,
      proposedByName: actor.displayName,
      proposedAt: now,
      decidedBy: null,
      decidedByName: null,
      decidedAt: null,
      decisionReason: null,
      endedByName: null,
      endedAt: null,
      endReason: null,
    });
    const { indicator, agency, line, subject, validFrom, validTo } = proposal;
    await audit.append({
      action: 'whitelist.propose',
      target: { kind: 'whitelist_entry', id },
      businessAt: now,
      reason,
      details: { indicator, agency, line, subject, validFrom, validTo, documentNo },
    });
    await notifications.tellDeciders('whitelist_entry', { indicator, agency }, now);
    return (await whitelist.get(id))!;
  });
}
