import { DomainError } from '@fundwatch/domain';
import type { AlertState } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

export type BatchReply = ReplyOf<typeof routes.commandAlerts>;
type Result = BatchReply['results'][number];

/**
 * The same with several alerts: each in its own transaction, each with its result; one that fails holds no other back. A fault that
 * nobody foresaw is in the result of its alert, too, with the number of the request that the log has it under: what was done with the
 * others is done, and must be said. Where the alert cannot even be read after it, the rest is not tried.
 */
export async function doEach(
  app: Pick<Application, 'database' | 'onFault'>,
  context: RequestContext,
  ids: readonly string[],
  act: (id: string, place: number) => Promise<{ number: string; state: AlertState }>,
): Promise<BatchReply> {
  const results: Result[] = [];
  for (const [place, id] of ids.entries()) {
    try {
      const { number, state } = await act(id, place);
      results.push({ id, number, done: true, state, error: null });
    } catch (error) {
      const { requestId } = context;
      const refusal = error instanceof DomainError && error.code !== 'INTERNAL' ? error : null;
      if (!refusal) app.onFault({ requestId, error });
      const { code, details } = refusal ?? { code: 'INTERNAL', details: { requestId } };
      try {
        results.push(notDone(id, await numberOf(app, context, id), { code, details }));
      } catch (unreadable) {
        app.onFault({ requestId, error: unreadable });
        results.push(notDone(id, null, { code, details }));
        const untried = { code: 'INTERNAL', details: { requestId } };
        for (const later of ids.slice(place + 1)) results.push(notDone(later, null, untried));
        break;
      }
    }
  }
  return { results };
}

const notDone = (id: string, number: string | null, error: Result['error']): Result => ({
  id,
  number,
  done: false,
  state: null,
  error,
});

async function numberOf(
  { database }: Pick<Application, 'database'>,
  context: RequestContext,
  id: string,
): Promise<string | null> {
  const alert = await database.withContext(context, ({ alerts }) => alerts.get(id));
  return alert?.number ?? null;
}
