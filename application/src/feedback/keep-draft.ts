import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import { requireAlert } from '../alert/require-alert.js';
import type { Application } from '../application.js';

type DraftView = ReplyOf<typeof routes.getDraft>;

function accountOf({ actor }: RequestContext): string {
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  return actor.userId;
}

/** What this person has typed so far; empty when nothing. @throws DomainError NOT_FOUND */
export async function getDraft(
  app: Application,
  context: RequestContext,
  input: { alertId: string },
): Promise<DraftView> {
  return app.database.withContext(context, async (repositories) => {
    const alert = await requireAlert(repositories, context, input.alertId);
    return (await repositories.answers.draft(alert.id, accountOf(context))) ?? { body: {}, savedAt: null };
  });
}

/** Keeps what is typed; nothing is checked, so that nothing is lost. @throws DomainError NOT_FOUND */
export async function saveDraft(
  app: Application,
  context: RequestContext,
  input: { alertId: string; body: Record<string, unknown> },
): Promise<DraftView> {
  const savedAt = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const alert = await requireAlert(repositories, context, input.alertId);
    await repositories.answers.saveDraft(alert.id, accountOf(context), input.body, savedAt);
    return { body: input.body, savedAt };
  });
}
