import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/** 整改: accepts the answer and has the matter rectified within a month (豫49(四)). @throws DomainError as `commandAlert` */
export function orderRectification(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number; reason: string },
): Promise<AlertRowView> {
  return commandAlert(app, context, { ...input, command: 'order_rectification' });
}
