import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { Application } from '../application.js';
import { doEach, type BatchReply } from './do-each.js';

export interface AlertBatchInput {
  command: 'screen' | 'dismiss' | 'dispatch';
  alerts: readonly { id: string; revision: number }[];
  reason?: string | undefined;
}

/** One command on several alerts: each in its own transaction, each with its result; one that fails holds no other back. */
export async function commandAlerts(
  app: Application,
  context: RequestContext,
  { command, alerts, reason }: AlertBatchInput,
): Promise<BatchReply> {
  const ids = alerts.map(({ id }) => id);
  return doEach(app, context, ids, async (alertId, place) => {
    const { revision } = alerts[place]!;
    return (await commandAlert(app, context, { alertId, revision, command, reason })).number;
  });
}
