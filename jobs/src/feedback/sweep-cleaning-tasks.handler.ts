import { sweepCleaningTasks } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const sweepCleaningTasksHandler: JobHandler<'sweepCleaningTasks'> = async ({ app, context }) => ({
  nudged: await sweepCleaningTasks(app, context),
});
