import type { RequestContext } from '@fundwatch/domain/identity';
import type { Evaluation } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { checkCleaningTasks } from '../feedback/check-cleaning-task.js';
import { letGoOfRunFacts } from './hold-run-facts.js';
import { reconcileEvaluation, type ReconciliationCounts } from './reconcile-evaluation.js';
import { failIndicator, runIndicator } from './run-indicator.js';
import { runTest } from './run-test.js';

export interface EvaluationProgress {
  indicator: string;
  hits: number;
  cannotDecide: number;
  /** The indicator could not be run; the others go on. */
  error?: Error;
}

/**
 * Runs what is left of a run in this process, one indicator after another, reconciles it and runs the trials that follow: the
 * way of the command line, which needs no queue. Null: somebody else has reconciled it.
 */
export async function finishEvaluation(
  app: Application,
  context: RequestContext,
  evaluation: Pick<Evaluation, 'id' | 'indicators'>,
  onProgress: (progress: EvaluationProgress) => void = () => undefined,
): Promise<ReconciliationCounts | null> {
  for (const indicator of evaluation.indicators) {
    const job = { evaluationId: evaluation.id, indicator };
    try {
      const { hits, cannotDecide } = await runIndicator(app, context, job);
      onProgress({ indicator, hits, cannotDecide });
    } catch (error) {
      await failIndicator(app, context, { ...job, error: (error as Error).message });
      onProgress({ indicator, hits: 0, cannotDecide: 0, error: error as Error });
    }
  }
  letGoOfRunFacts(app, evaluation.id);
  const counts = await reconcileEvaluation(app, context, evaluation.id);
  if (counts) await checkCleaningTasks(app, context);
  const trials = await app.database.withContext(context, ({ testRuns }) => testRuns.trialsOf(evaluation.id));
  for (const testRunId of trials) await runTest(app, context, { testRunId });
  return counts;
}
