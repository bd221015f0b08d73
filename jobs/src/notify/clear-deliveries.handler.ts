import { clearDeliveries } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const clearDeliveriesHandler: JobHandler<'clearDeliveries'> = async ({ app, context }) => ({
  cleared: await clearDeliveries(app, context),
});
