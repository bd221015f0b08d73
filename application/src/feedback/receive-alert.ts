import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/** 签收: signs for an alert and fixes the answer's deadline. @throws DomainError as `commandAlert` */
export function receiveAlert(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number },
): Promise<AlertRowView> {
  return commandAlert(app, context, { ...input, command: 'receive' });
}
