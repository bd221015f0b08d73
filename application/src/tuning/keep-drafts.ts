import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { isOfficeCode, type DraftTexts } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { IndicatorDraft, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { startingTexts } from './starting-texts.js';

/**
 * Begins an indicator of the office, with texts to fill in or those of another draft.
 * @throws DomainError INDICATOR_CODE_RESERVED, NOT_FOUND
 */
export async function createDraft(
  app: Application,
  context: RequestContext,
  { code, copyOf }: { code: string; copyOf?: string | undefined },
): Promise<IndicatorDraft> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  if (!isOfficeCode(code) || app.catalogue.has(code) || app.unjudged.has(code))
    throw new DomainError('INDICATOR_CODE_RESERVED', { indicator: code });
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { indicatorDrafts, audit } = repositories;
    const texts: DraftTexts = copyOf ? await requireDraft(repositories, copyOf) : startingTexts(code);
    const id = randomUUID();
    await indicatorDrafts.insert({
      id,
      code,
      author: actor.userId,
      authorName: actor.displayName,
      document: texts.document,
      query: texts.query,
      cases: texts.cases,
      createdAt: now,
    });
    await audit.append({
      action: 'indicator_draft.create',
      target: { kind: 'indicator_draft', id },
      businessAt: now,
      details: { indicator: code, copyOf: copyOf ?? null },
    });
    return (await indicatorDrafts.get(id))!;
  });
}

/**
 * Keeps what is typed, whatever it is; only its author's.
 * @throws DomainError NOT_FOUND, NOT_ALLOWED, INDICATOR_DRAFT_CHANGED
 */
export async function saveDraftTexts(
  app: Application,
  context: RequestContext,
  { draftId, revision, ...texts }: DraftTexts & { draftId: string; revision: number },
): Promise<IndicatorDraft> {
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { indicatorDrafts } = repositories;
    await requireOwnDraft(repositories, context, draftId);
    if (!(await indicatorDrafts.save(draftId, revision, texts, now)))
      throw new DomainError('INDICATOR_DRAFT_CHANGED', { indicatorDraft: draftId });
    return (await indicatorDrafts.get(draftId))!;
  });
}

/** Removes a draft; what was submitted of it stays. Only its author's. @throws DomainError NOT_FOUND, NOT_ALLOWED */
export async function deleteDraft(
  app: Application,
  context: RequestContext,
  { draftId }: { draftId: string },
): Promise<void> {
  const now = await app.clock.now();
  await app.database.withContext(context, async (repositories) => {
    const { code } = await requireOwnDraft(repositories, context, draftId);
    await repositories.indicatorDrafts.delete(draftId);
    await repositories.audit.append({
      action: 'indicator_draft.delete',
      target: { kind: 'indicator_draft', id: draftId },
      businessAt: now,
      details: { indicator: code },
    });
  });
}

/** Asks for a check of a draft as it stands; a job does it. @throws DomainError NOT_FOUND, NOT_ALLOWED, INDICATOR_DRAFT_CHANGED */
export async function requestDraftCheck(
  app: Application,
  context: RequestContext,
  { draftId, revision }: { draftId: string; revision: number },
): Promise<IndicatorDraft> {
  const asked = await app.database.withContext(context, async (repositories) => {
    const draft = await requireOwnDraft(repositories, context, draftId);
    if (draft.revision !== revision) throw new DomainError('INDICATOR_DRAFT_CHANGED', { indicatorDraft: draftId });
    await repositories.indicatorDrafts.requestCheck(draftId, revision);
    return (await repositories.indicatorDrafts.get(draftId))!;
  });
  await app.queue.enqueue('checkDraft', { draftId, revision });
  return asked;
}

/** Nudges checks whose nudge was lost or whose worker died. Returns how many. */
export async function sweepDraftChecks(app: Application, context: RequestContext): Promise<number> {
  const open = await app.database.withContext(context, ({ indicatorDrafts }) =>
    indicatorDrafts.openChecks(app.realTime()),
  );
  for (const { id, revision } of open) await app.queue.enqueue('checkDraft', { draftId: id, revision });
  return open.length;
}

/** @throws DomainError NOT_FOUND */
export async function requireDraft({ indicatorDrafts }: Repositories, id: string): Promise<IndicatorDraft> {
  const draft = await indicatorDrafts.get(id);
  if (!draft) throw new DomainError('NOT_FOUND', { indicatorDraft: id });
  return draft;
}

/** A draft that this person may change. @throws DomainError NOT_FOUND, NOT_ALLOWED */
export async function requireOwnDraft(
  repositories: Repositories,
  { actor }: RequestContext,
  id: string,
): Promise<IndicatorDraft> {
  const draft = await requireDraft(repositories, id);
  if (actor.kind !== 'user' || actor.userId !== draft.author) throw new DomainError('NOT_ALLOWED');
  return draft;
}
