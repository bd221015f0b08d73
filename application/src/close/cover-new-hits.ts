import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/** States that the answer covers the hits found since. @throws DomainError as `commandAlert` */
export function coverNewHits(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number; reason: string },
): Promise<AlertRowView> {
  return commandAlert(app, context, { ...input, command: 'cover_new_hits' });
}
