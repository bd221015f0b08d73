import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/** Keeps an alert after screening. @throws DomainError as `commandAlert` */
export function screenAlert(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number; note?: string | undefined },
): Promise<AlertRowView> {
  return commandAlert(app, context, { ...input, command: 'screen', reason: input.note });
}
