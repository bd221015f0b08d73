import { DomainError } from '@fundwatch/domain';
import type { AlertState } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

export type BatchReply = ReplyOf<typeof routes.commandAlerts>;

/** The same with several alerts: each in its own transaction, each with its result; one that fails holds no other back. */
export async function doEach(
  app: Application,
  context: RequestContext,
  ids: readonly string[],
  act: (id: string, place: number) => Promise<{ number: string; state: AlertState }>,
): Promise<BatchReply> {
  const results: BatchReply['results'] = [];
  for (const [place, id] of ids.entries()) {
    try {
      const { number, state } = await act(id, place);
      results.push({ id, number, done: true, state, error: null });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const alert = await app.database.withContext(context, ({ alerts }) => alerts.get(id));
      const { code, details } = error;
      results.push({ id, number: alert?.number ?? null, done: false, state: null, error: { code, details } });
    }
  }
  return { results };
}
