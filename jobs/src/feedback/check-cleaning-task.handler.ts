import { checkCleaningTask } from '@fundwatch/application/facts';
import type { JobHandler } from '../platform/job-handler.js';

export const checkCleaningTaskHandler: JobHandler<'checkCleaningTask'> = async ({ app, context, payload }) => ({
  ...payload,
  result: (await checkCleaningTask(app, context, payload)) ?? 'nothing to judge',
});
