import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { withRecovery } from './accept-answer.js';

/**
 * 销号: accepts the answer, or what was rectified, and closes; money that was confirmed is recovered by then, or planned for.
 * @throws DomainError ALERT_HAS_NEW_HITS, ALERT_BRANCH_OPEN, ALERT_RECOVERY_OPEN, and as `commandAlert`
 */
export function closeAlert(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number; note?: string | undefined },
): Promise<AlertRowView> {
  const { note, ...which } = input;
  return commandAlert(app, context, { ...which, command: 'close', reason: note }, withRecovery);
}
