import { fillWaitingDeadlines } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const fillWaitingDeadlinesHandler: JobHandler<'fillWaitingDeadlines'> = async ({ app, context }) => ({
  filled: await fillWaitingDeadlines(app, context),
});
