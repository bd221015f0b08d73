import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { hasPassed } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { IndicatorDraft } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { requireDraft } from './keep-drafts.js';

export type IndicatorDraftView = ReplyOf<typeof routes.getIndicatorDraft>;

/** Drafts on one page; an office has few. */
const MOST_DRAFTS = 200;

/** The office's drafts, the latest touched first. */
export async function listDrafts(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listIndicatorDrafts>> {
  const drafts = await app.database.withContext(context, ({ indicatorDrafts }) => indicatorDrafts.list(MOST_DRAFTS));
  return { drafts: drafts.map((draft) => summaryOf(context, draft)) };
}

/** One draft with its texts and what its last check found. @throws DomainError NOT_FOUND */
export async function getIndicatorDraft(
  app: Application,
  context: RequestContext,
  { draftId }: { draftId: string },
): Promise<IndicatorDraftView> {
  return viewDraft(
    context,
    await app.database.withContext(context, (repositories) => requireDraft(repositories, draftId)),
  );
}

/** A draft as the API shows it to this person. */
export function viewDraft(context: RequestContext, draft: IndicatorDraft): IndicatorDraftView {
  const { document, query, cases, checkResult } = draft;
  return { ...summaryOf(context, draft), document, query, cases, check: checkResult };
}

function summaryOf({ actor }: RequestContext, draft: IndicatorDraft) {
  const { id, code, revision, authorName, updatedAt, checkState, checkRevision, checkedAt, checkResult, versionId } =
    draft;
  return {
    id,
    code,
    title: draft.definition?.title ?? null,
    author: authorName,
    mine: actor.kind === 'user' && actor.userId === draft.author,
    revision,
    updatedAt,
    checkState,
    checkRevision,
    checkedAt,
    passed: checkRevision === revision && !!checkResult && hasPassed(checkResult),
    versionId,
  };
}
