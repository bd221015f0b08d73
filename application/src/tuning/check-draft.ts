import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasPassed, type DraftCheckFailure, type DraftCheckResult } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import type { DraftCheckReply, DraftCheckRequest } from '../drafting/check-texts.js';

/** Checks a draft in a process of its own; what took too much is a failure, never an error. */
export type DraftRunner = (
  request: Pick<DraftCheckRequest, 'code' | 'texts' | 'folder'>,
) => Promise<DraftCheckReply | { failure: DraftCheckFailure }>;

/** Carries out a check that was asked for; null when it is done, another worker's, or of older texts. */
export async function checkDraft(
  app: Application,
  context: RequestContext,
  { draftId, revision }: { draftId: string; revision: number },
  runner: DraftRunner,
): Promise<DraftCheckResult | null> {
  const draft = await app.database.withContext(context, ({ indicatorDrafts }) =>
    indicatorDrafts.claimCheck(draftId, revision, app.realTime()),
  );
  if (!draft) return null;
  const { code, document, query, cases } = draft;
  const folder = join(app.settings.home, 'tmp');
  await mkdir(folder, { recursive: true });
  const reply = await runner({ code, texts: { document, query, cases }, folder });
  const outcome =
    'failure' in reply ? { result: { problems: [], cases: [], failure: reply.failure }, definition: null } : reply;
  const now = await app.clock.now();
  await app.database.withContext(context, async ({ indicatorDrafts, audit }) => {
    await indicatorDrafts.finishCheck(draftId, revision, now, outcome);
    await audit.append({
      action: 'indicator_draft.check',
      target: { kind: 'indicator_draft', id: draftId },
      businessAt: now,
      details: { indicator: code, revision, passed: hasPassed(outcome.result), failure: outcome.result.failure },
    });
  });
  return outcome.result;
}
