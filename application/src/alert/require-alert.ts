import { DomainError } from '@fundwatch/domain';
import type { Alert } from '@fundwatch/domain/alert';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';
import { hidesBaseline } from './hides-baseline.js';

/** The alert, if this context may see it. @throws DomainError NOT_FOUND, also for one of another agency */
export async function requireAlert(repositories: Repositories, context: RequestContext, id: string): Promise<Alert> {
  return seen(await repositories.alerts.get(id), context, id);
}

/** The same, and held until the transaction ends. @throws DomainError NOT_FOUND */
export async function lockAlert(repositories: Repositories, context: RequestContext, id: string): Promise<Alert> {
  return seen(await repositories.alerts.lock(id), context, id);
}

function seen(alert: Alert | null, context: RequestContext, id: string): Alert {
  if (!alert || (alert.baseline && alert.dispatchedAt === null && hidesBaseline(context)))
    throw new DomainError('NOT_FOUND', { alertId: id });
  return alert;
}
