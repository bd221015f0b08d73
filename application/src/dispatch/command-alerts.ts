import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import { firstOfBatch } from '../alert/first-of-batch.js';
import type { Application } from '../application.js';
import { acceptAnswer } from '../close/accept-answer.js';
import { doEach, type BatchReply } from './do-each.js';

export interface AlertBatchInput {
  command: 'screen' | 'dismiss' | 'dispatch' | 'close';
  alerts: readonly { id: string; revision: number; reason?: string | undefined }[];
  /** Of those that have none of their own. */
  reason?: string | undefined;
}

/** One command on several like alerts: each in its own transaction, each with its result; one that fails holds no other back. */
export async function commandAlerts(
  app: Application,
  context: RequestContext,
  { command, alerts, reason }: AlertBatchInput,
): Promise<BatchReply> {
  const ids = alerts.map(({ id }) => id);
  const alikeTo = await firstOfBatch(app, context, ids);
  return doEach(app, context, ids, (alertId, place) => {
    const { revision, reason: own } = alerts[place]!;
    const input = { alertId, revision, reason: own || reason, alikeTo };
    return command === 'close' ? acceptAnswer(app, context, input) : commandAlert(app, context, { ...input, command });
  });
}
