import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { periodOf, shanghaiDayOf } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { AccountabilityEntryRecord, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { addMatterFile, getMatterFile, type MatterFileView } from '../close/matter-file.js';
import type { Download } from '../feedback/get-attachment.js';
import type { SentFile } from '../feedback/store-attachment.js';
import { viewEntry, type EntryView } from './read-entries.js';

/** What an officer enters; who it is about stays the same in a correction. */
export interface EntryText {
  item: number;
  period: string;
  facts: string;
  source: string;
}

/**
 * Enters a fact that the system cannot see, with the paper that it rests on. @throws DomainError NOT_ALLOWED, NOT_FOUND
 * (organisation), REQUEST_INVALID (a month that lies ahead)
 */
export function enterAccountability(
  app: Application,
  context: RequestContext,
  { agency, ...text }: EntryText & { agency: string },
): Promise<EntryView> {
  return write(app, context, text, 'accountability.enter', async ({ organisations }) => {
    if (!(await organisations.find(agency))) throw new DomainError('NOT_FOUND', { agency });
    return { agency, corrects: null, correctionReason: null };
  });
}

/**
 * Puts a new entry in the place of one; the old one stays as it was. @throws DomainError NOT_ALLOWED, NOT_FOUND,
 * MATTER_CHANGED (corrected or withdrawn meanwhile), REQUEST_INVALID
 */
export function correctAccountability(
  app: Application,
  context: RequestContext,
  { entryId, reason, ...text }: EntryText & { entryId: string; reason: string },
): Promise<EntryView> {
  return write(app, context, text, 'accountability.correct', async (repositories) => {
    const { agency } = await holdStanding(repositories, entryId);
    return { agency, corrects: entryId, correctionReason: reason };
  });
}

/** Withdraws an entry: it is no longer counted and stays readable. @throws DomainError NOT_ALLOWED, NOT_FOUND, MATTER_CHANGED */
export async function withdrawAccountability(
  app: Application,
  context: RequestContext,
  { entryId, reason }: { entryId: string; reason: string },
): Promise<EntryView> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { accountabilityEntries, audit } = repositories;
    const { agency } = await holdStanding(repositories, entryId);
    await accountabilityEntries.withdraw({
      entryId,
      agency,
      reason,
      withdrawnBy: actor.userId,
      withdrawnByName: actor.displayName,
      withdrawnAt: now,
    });
    await audit.append({
      action: 'accountability.withdraw',
      target: { kind: 'accountability_entry', id: entryId },
      businessAt: now,
      reason,
      details: { agency },
    });
    return viewEntry((await accountabilityEntries.get(entryId))!);
  });
}

/** Keeps a paper of an entry that stands. @throws DomainError NOT_FOUND, MATTER_CHANGED, and what a paper is refused for */
export function addAccountabilityFile(
  app: Application,
  context: RequestContext,
  { entryId, ...sent }: SentFile & { entryId: string },
): Promise<MatterFileView> {
  const file = { ...sent, matter: 'accountability_entry' as const, matterId: entryId };
  return addMatterFile(app, context, file, async (repositories) => {
    await holdStanding(repositories, entryId);
  });
}

/** @throws DomainError NOT_FOUND */
export function getAccountabilityFile(
  app: Application,
  context: RequestContext,
  { entryId, fileId }: { entryId: string; fileId: string },
): Promise<Download> {
  return getMatterFile(app, context, { matter: 'accountability_entry', matterId: entryId, fileId });
}

async function write(
  app: Application,
  context: RequestContext,
  { item, period, facts, source }: EntryText,
  action: string,
  place: (
    repositories: Repositories,
  ) => Promise<{ agency: string; corrects: string | null; correctionReason: string | null }>,
): Promise<EntryView> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const now = await app.clock.now();
  if (period > periodOf(shanghaiDayOf(now))) throw new DomainError('REQUEST_INVALID', { field: 'period' });
  return app.database.withContext(context, async (repositories) => {
    const { accountabilityEntries, audit } = repositories;
    const placed = await place(repositories);
    const id = randomUUID();
    await accountabilityEntries.insert({
      id,
      ...placed,
      item,
      period,
      facts: facts.trim(),
      source: source.trim(),
      enteredBy: actor.userId,
      enteredByName: actor.displayName,
      enteredAt: now,
    });
    await audit.append({
      action,
      target: { kind: 'accountability_entry', id },
      businessAt: now,
      ...(placed.correctionReason === null ? {} : { reason: placed.correctionReason }),
      details: { agency: placed.agency, item, period, corrects: placed.corrects },
    });
    return viewEntry((await accountabilityEntries.get(id))!);
  });
}

/** The entry, held until the transaction ends. @throws DomainError NOT_FOUND, MATTER_CHANGED */
async function holdStanding(
  { accountabilityEntries }: Repositories,
  entryId: string,
): Promise<AccountabilityEntryRecord> {
  await accountabilityEntries.lock(entryId);
  const found = await accountabilityEntries.get(entryId);
  if (!found) throw new DomainError('NOT_FOUND', { entryId });
  if (found.state !== 'standing') throw new DomainError('MATTER_CHANGED', { state: found.state });
  return found;
}
