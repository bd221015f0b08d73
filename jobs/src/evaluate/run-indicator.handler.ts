import { runIndicator } from '@fundwatch/application/facts';
import type { JobHandler } from '../platform/job-handler.js';

export const runIndicatorHandler: JobHandler<'runIndicator'> = async ({ app, context, payload }) => {
  const outcome = await runIndicator(app, context, payload);
  if (outcome.last) await app.queue.enqueue('reconcileEvaluation', { evaluationId: payload.evaluationId });
  return { ...payload, ...outcome };
};
