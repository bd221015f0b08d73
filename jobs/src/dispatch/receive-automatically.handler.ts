import { receiveAutomatically } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const receiveAutomaticallyHandler: JobHandler<'receiveAutomatically'> = async ({ app, context }) => ({
  ...(await receiveAutomatically(app, context)),
});
