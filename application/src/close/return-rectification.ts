import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/** Returns the report of a rectification, with a reason and a due date of its own. @throws DomainError as `commandAlert` */
export function returnRectification(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number; reason: string },
): Promise<AlertRowView> {
  return commandAlert(app, context, { ...input, command: 'return_rectification' });
}
