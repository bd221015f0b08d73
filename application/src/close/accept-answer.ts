import { closingCommand } from '@fundwatch/domain/alert';
import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert, type AlertCommandInput, type Along } from '../alert/command-alert.js';
import { requireAlert } from '../alert/require-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/** What closing rests on besides the alert: what the recovery ledger, or before it the answer, says is still owed. */
export const withRecovery: Along = {
  before: async ({ recovery }, alert) => ({ recovery: await recovery.owed(alert.id) }),
};

/**
 * 批量销号: closes, or puts up for the second review where the answer was drawn for it; nobody gets round the draw by
 * closing many at once. @throws DomainError as `closeAlert`
 */
export async function acceptAnswer(
  app: Application,
  context: RequestContext,
  input: Omit<AlertCommandInput, 'command'>,
): Promise<AlertRowView> {
  const alert = await app.database.withContext(context, (repositories) =>
    requireAlert(repositories, context, input.alertId),
  );
  const command = closingCommand(alert, app.settings.alerts);
  return commandAlert(app, context, { ...input, command }, command === 'close' ? withRecovery : {});
}
