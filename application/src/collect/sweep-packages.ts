import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** Nudges uploads that wait without a nudge. Returns how many. */
export async function sweepPackages(app: Application, context: RequestContext): Promise<number> {
  const ids = await app.database.withContext(context, ({ packageUploads }) => packageUploads.unsettled());
  for (const packageId of ids) await app.queue.enqueue('checkPackage', { packageId });
  return ids.length;
}
