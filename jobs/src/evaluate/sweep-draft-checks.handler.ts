import { sweepDraftChecks } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const sweepDraftChecksHandler: JobHandler<'sweepDraftChecks'> = async ({ app, context }) => ({
  nudged: await sweepDraftChecks(app, context),
});
