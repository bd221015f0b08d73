import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { hidesBaseline } from './hides-baseline.js';
import { requireAlert } from './require-alert.js';
import { titleOf } from './view-alert-row.js';

const MOST_SHOWN = 50;

/**
 * What else is known of the subject of an alert, as far as this person may see it: an agency's context holds its own alerts
 * only. @throws DomainError NOT_FOUND
 */
export function listSameSubject(
  app: Application,
  context: RequestContext,
  { alertId }: { alertId: string },
): Promise<ReplyOf<typeof routes.listSameSubject>> {
  return app.database.withContext(context, async (repositories) => {
    const alert = await requireAlert(repositories, context, alertId);
    const { alerts, total } = await repositories.precision.sameSubject(alert.id, hidesBaseline(context), MOST_SHOWN);
    return {
      total,
      alerts: alerts.map(({ agency, agencyName, title, ...row }) => ({
        ...row,
        title: { ...titleOf(app, row.indicator, title) },
        agency: { code: agency, name: agencyName },
      })),
    };
  });
}
