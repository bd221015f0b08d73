import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/** Finds in the second review that the matter is not settled; another person than who submitted it. @throws DomainError as `commandAlert` */
export function objectToClosing(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number; reason: string },
): Promise<AlertRowView> {
  return commandAlert(app, context, { ...input, command: 'object_to_closing' });
}
