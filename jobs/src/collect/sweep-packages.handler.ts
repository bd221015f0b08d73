import { sweepPackages } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const sweepPackagesHandler: JobHandler<'sweepPackages'> = async ({ app, context }) => ({
  nudged: await sweepPackages(app, context),
});
