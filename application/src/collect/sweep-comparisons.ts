import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** Nudges versions whose comparison waits without a nudge. Returns how many. */
export async function sweepComparisons(app: Application, context: RequestContext): Promise<number> {
  const ids = await app.database.withContext(context, ({ submissionDifferences }) => submissionDifferences.open());
  for (const submissionId of ids) await app.queue.enqueue('compareVersions', { submissionId });
  return ids.length;
}
