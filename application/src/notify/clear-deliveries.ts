import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

const DAY_MS = 24 * 3_600_000;

/** Deletes notices that addresses took longer ago than the setting says; how many. Needs the system's context. */
export async function clearDeliveries(app: Application, context: RequestContext): Promise<number> {
  const before = new Date(Date.parse(app.realTime()) - app.settings.webhookKeepDays * DAY_MS).toISOString();
  return app.database.withContext(context, ({ webhooks }) => webhooks.clearSent(before));
}
