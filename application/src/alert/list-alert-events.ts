import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { requireAlert } from './require-alert.js';

/** The timeline; an agency sees it from the dispatch on. @throws DomainError NOT_FOUND */
export async function listAlertEvents(
  app: Application,
  context: RequestContext,
  input: { alertId: string },
): Promise<ReplyOf<typeof routes.listAlertEvents>> {
  return app.database.withContext(context, async (repositories) => {
    const alert = await requireAlert(repositories, context, input.alertId);
    return { events: await repositories.alerts.events(alert.id) };
  });
}
