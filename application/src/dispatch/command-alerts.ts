import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { Application } from '../application.js';

export interface AlertBatchInput {
  command: 'screen' | 'dismiss' | 'dispatch';
  alerts: readonly { id: string; revision: number }[];
  reason?: string | undefined;
}
type BatchReply = ReplyOf<typeof routes.commandAlerts>;

/** One command on several alerts: each in its own transaction, each with its result; one that fails holds no other back. */
export async function commandAlerts(
  app: Application,
  context: RequestContext,
  input: AlertBatchInput,
): Promise<BatchReply> {
  const results: BatchReply['results'] = [];
  for (const { id, revision } of input.alerts) {
    try {
      const row = await commandAlert(app, context, {
        alertId: id,
        revision,
        command: input.command,
        reason: input.reason,
      });
      results.push({ id, number: row.number, done: true, error: null });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const alert = await app.database.withContext(context, ({ alerts }) => alerts.get(id));
      results.push({
        id,
        number: alert?.number ?? null,
        done: false,
        error: { code: error.code, details: error.details },
      });
    }
  }
  return { results };
}
