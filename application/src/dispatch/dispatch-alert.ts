import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/** 下发 (津11): sends a screened alert to its agency and fixes the automatic receipt. @throws DomainError as `commandAlert` */
export function dispatchAlert(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number; note?: string | undefined },
): Promise<AlertRowView> {
  return commandAlert(app, context, { ...input, command: 'dispatch', reason: input.note });
}
