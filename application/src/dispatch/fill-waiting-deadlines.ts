import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { fillWaiting } from '../collect/import-calendar.js';

/**
 * The sweep of deadlines that wait for a calendar: an import fills them all, except one that a command computed with the old
 * calendar while the import ran. Returns how many dates were filled. Needs the system's context.
 */
export async function fillWaitingDeadlines(app: Application, context: RequestContext): Promise<number> {
  const now = await app.clock.now();
  const { calendar } = await app.terms();
  const filled = await app.database.withContext(context, (repositories) =>
    fillWaiting(app, repositories, calendar, now),
  );
  return filled.length;
}
