import { reconcileEvaluation } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const reconcileHandler: JobHandler<'reconcileEvaluation'> = async ({ app, context, payload }) => {
  const counts = await reconcileEvaluation(app, context, payload.evaluationId);
  // A later period may have waited for this one.
  if (counts) await app.queue.enqueue('sweepEvaluations', {});
  // What agencies promised to correct is held against it.
  if (counts) await app.queue.enqueue('sweepCleaningTasks', {});
  return { ...payload, ...(counts ?? { skipped: 'not its turn, or done' }) };
};
