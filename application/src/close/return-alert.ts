import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/** Returns an answer, with a reason and point by point what is wanting; opens its own due date. @throws DomainError as `commandAlert` */
export function returnAlert(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number; reason: string; points?: readonly string[] | undefined },
): Promise<AlertRowView> {
  return commandAlert(app, context, { ...input, command: 'return' });
}
