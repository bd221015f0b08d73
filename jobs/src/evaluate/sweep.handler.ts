import { sweepEvaluations } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const sweepEvaluationsHandler: JobHandler<'sweepEvaluations'> = async ({ app, context }) => ({
  underWay: await sweepEvaluations(app, context),
});
