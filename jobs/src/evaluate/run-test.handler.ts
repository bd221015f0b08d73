import { runTest } from '@fundwatch/application/facts';
import type { JobHandler } from '../platform/job-handler.js';

export const runTestHandler: JobHandler<'runTest'> = async ({ app, context, payload }) => {
  const outcome = await runTest(app, context, payload);
  return { ...payload, ...(outcome ?? { skipped: 'over, or another process’s' }) };
};
