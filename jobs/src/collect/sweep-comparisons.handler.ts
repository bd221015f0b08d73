import { sweepComparisons } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const sweepComparisonsHandler: JobHandler<'sweepComparisons'> = async ({ app, context }) => ({
  nudged: await sweepComparisons(app, context),
});
