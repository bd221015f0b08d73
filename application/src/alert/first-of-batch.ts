import type { Alert } from '@fundwatch/domain/alert';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** The first alert of a batch that this person sees: the others have to be like it. Null where he sees none. */
export function firstOfBatch(app: Application, context: RequestContext, ids: readonly string[]): Promise<Alert | null> {
  return app.database.withContext(context, async ({ alerts }) => {
    for (const id of ids) {
      const alert = await alerts.get(id);
      if (alert) return alert;
    }
    return null;
  });
}
