import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/** 销号: accepts the answer and closes. @throws DomainError ALERT_HAS_NEW_HITS, and as `commandAlert` */
export function closeAlert(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number; note?: string | undefined },
): Promise<AlertRowView> {
  return commandAlert(app, context, { ...input, command: 'close', reason: input.note });
}
