import { sweepTestRuns } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const sweepTestRunsHandler: JobHandler<'sweepTestRuns'> = async ({ app, context }) => ({
  nudged: await sweepTestRuns(app, context),
});
