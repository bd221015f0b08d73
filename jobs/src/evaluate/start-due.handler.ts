import { startDueEvaluations } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const startDueHandler: JobHandler<'startDueEvaluations'> = async ({ app, context }) => ({
  periods: (await startDueEvaluations(app, context)).map(({ period }) => period),
});
