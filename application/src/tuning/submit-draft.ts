import { DomainError } from '@fundwatch/domain';
import { hasPassed } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Indicator } from '@fundwatch/indicators';
import type { IndicatorVersionRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { requireOwnDraft } from './keep-drafts.js';
import { insertProposal } from './propose-version.js';
import { readStanding } from './read-in-force.js';

/**
 * Makes a draft whose check has passed, as it stands, a proposed version of its indicator; another person decides.
 * @throws DomainError NOT_FOUND, NOT_ALLOWED, REASON_REQUIRED, INDICATOR_DRAFT_CHANGED, INDICATOR_DRAFT_NOT_PASSED,
 * INDICATOR_VERSION_PROPOSED
 */
export async function submitDraft(
  app: Application,
  context: RequestContext,
  input: { draftId: string; revision: number; status: 'trial' | 'active'; reason: string },
): Promise<IndicatorVersionRecord> {
  const reason = input.reason.trim();
  if (!reason) throw new DomainError('REASON_REQUIRED');
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { indicatorVersions, indicatorDefinitions, indicatorDrafts } = repositories;
    const { code } = await requireOwnDraft(repositories, context, input.draftId);
    await indicatorVersions.lock(code);
    const draft = await requireOwnDraft(repositories, context, input.draftId);
    if (draft.revision !== input.revision)
      throw new DomainError('INDICATOR_DRAFT_CHANGED', { indicatorDraft: draft.id });
    const { checkResult, checkRevision, definition } = draft;
    if (checkRevision !== draft.revision || !definition || !checkResult || !hasPassed(checkResult))
      throw new DomainError('INDICATOR_DRAFT_NOT_PASSED', { indicatorDraft: draft.id });
    const standing = await readStanding(app, repositories, code);
    const known = Math.max(await indicatorDefinitions.highestVersion(code), standing?.indicator.version ?? 0);
    const version = await insertProposal(repositories, context, {
      definition: {
        ...(definition as Indicator),
        version: known + 1,
        status: input.status,
        // The draft goes on; whoever decides sees what was tried.
        tried: { version: known + 1, checkedAt: draft.checkedAt!, text: draft.cases, results: checkResult.cases },
      },
      basedOn: standing?.indicator ?? null,
      origin: 'own',
      deliveredHash: null,
      changes: {},
      reason,
      now,
    });
    await indicatorDrafts.setVersion(draft.id, version.id);
    return version;
  });
}
