import { setTimeout as pause } from 'node:timers/promises';
import { getEvaluation, type Application } from '@fundwatch/application';
import { finishEvaluation } from '@fundwatch/application/facts';
import type { RequestContext } from '@fundwatch/domain/identity';

export interface Waiting {
  /** How long a run may stand still before it is ended here: its process may have died, and nobody else be there. */
  patienceMs: number;
  say: (line: string) => void;
}

const LOOK_AGAIN_MS = 500;

/**
 * Waits until a run is over. One that stands still is ended in this process, which does no harm while its own process
 * lives: each of its steps is done once. Earlier months are reconciled first.
 */
export async function awaitEvaluation(
  app: Application,
  context: RequestContext,
  evaluationId: string,
  { patienceMs, say }: Waiting,
): Promise<void> {
  let known = '';
  let since = performance.now();
  for (;;) {
    const run = await getEvaluation(app, context, { evaluationId });
    if (run.state === 'finished' || run.state === 'failed') return;
    const progress = `${run.state} ${run.indicatorsDone}`;
    const now = performance.now();
    if (progress !== known) [known, since] = [progress, now];
    else if (now - since >= patienceMs) {
      for (const earlier of await earlierRuns(app, context, run.period)) {
        say(`${earlier.period} has to be finished first: waiting for it.`);
        await awaitEvaluation(app, context, earlier.id, { patienceMs, say });
      }
      say(`Run ${run.runNo} of ${run.period} stands still: finishing it here.`);
      await finishEvaluation(app, context, { id: run.id, indicators: run.indicators.map((one) => one.indicator) });
      since = performance.now();
    }
    await pause(LOOK_AGAIN_MS);
  }
}

async function earlierRuns(app: Application, context: RequestContext, period: string) {
  const open = await app.database.withContext(context, ({ evaluations }) => evaluations.active());
  return open.filter((run) => run.period < period);
}
