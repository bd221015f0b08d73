import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** Asks for a re-run of a closed month; a job does it. @throws DomainError NOT_FOUND when it is not closed */
export async function requestVerification(
  app: Application,
  context: RequestContext,
  { monthCloseId }: { monthCloseId: string },
): Promise<{ verificationId: string }> {
  const now = await app.clock.now();
  const { actor } = context;
  const verificationId = await app.database.withContext(context, async ({ monthCloses }) => {
    const close = await monthCloses.get(monthCloseId);
    if (close?.state !== 'closed') throw new DomainError('NOT_FOUND', { monthClose: monthCloseId });
    const requestedByName = actor.kind === 'user' ? actor.displayName : actor.name;
    return monthCloses.requestVerification({ id: randomUUID(), monthCloseId, requestedByName, requestedAt: now });
  });
  await app.queue.enqueue('verifyClosedMonth', { verificationId });
  return { verificationId };
}

/** Nudges verifications whose nudge was lost or whose worker died. Returns how many. */
export async function sweepVerifications(app: Application, context: RequestContext): Promise<number> {
  const ids = await app.database.withContext(context, ({ monthCloses }) =>
    monthCloses.unfinishedVerifications(app.realTime()),
  );
  for (const verificationId of ids) await app.queue.enqueue('verifyClosedMonth', { verificationId });
  return ids.length;
}
