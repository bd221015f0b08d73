import { DomainError } from '@fundwatch/domain';
import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/**
 * Opens an ended alert again, with a reason; it is dispatched anew, with new clocks.
 * @throws DomainError ALERT_COMMAND_NOT_POSSIBLE where the matter has an open alert already, and as `commandAlert`
 */
export function reopenAlert(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number; reason: string },
): Promise<AlertRowView> {
  return commandAlert(
    app,
    context,
    { ...input, command: 'reopen_by_hand' },
    {
      before: async ({ alerts }, alert) => {
        const open = alert.continues ? await alerts.openTwin(alert) : null;
        if (open)
          throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', {
            command: 'reopen_by_hand',
            state: alert.state,
            openAlert: open.number,
          });
        return {};
      },
    },
  );
}
