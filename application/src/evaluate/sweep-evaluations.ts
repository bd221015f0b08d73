import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { nudgeEvaluation } from './nudge-evaluation.js';

/** Finds runs whose nudges were lost and nudges again. Returns how many runs are under way. */
export async function sweepEvaluations(app: Application, context: RequestContext): Promise<number> {
  const open = await app.database.withContext(context, async ({ evaluations }) => {
    const active = await evaluations.active();
    return Promise.all(
      active.map(async ({ id }) => ({
        id,
        left: (await evaluations.indicatorsOf(id)).filter(({ state }) => state === 'waiting' || state === 'running'),
      })),
    );
  });
  for (const { id, left } of open)
    await nudgeEvaluation(
      app,
      id,
      left.map(({ indicator }) => indicator),
    );
  return open.length;
}
