import { sweepVerifications } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const sweepVerificationsHandler: JobHandler<'sweepVerifications'> = async ({ app, context }) => ({
  nudged: await sweepVerifications(app, context),
});
