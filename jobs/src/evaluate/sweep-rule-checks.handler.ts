import { sweepRuleChecks } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const sweepRuleChecksHandler: JobHandler<'sweepRuleChecks'> = async ({ app, context }) => ({
  periods: await sweepRuleChecks(app, context),
});
