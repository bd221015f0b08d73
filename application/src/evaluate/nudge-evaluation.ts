import type { Application } from '../application.js';

/** One nudge an indicator; with nothing left to run, one for the reconciliation. A lost nudge is found by the sweep. */
export async function nudgeEvaluation(
  app: Application,
  evaluationId: string,
  indicators: readonly string[],
): Promise<void> {
  for (const indicator of indicators) await app.queue.enqueue('runIndicator', { evaluationId, indicator });
  if (indicators.length === 0) await app.queue.enqueue('reconcileEvaluation', { evaluationId });
}
