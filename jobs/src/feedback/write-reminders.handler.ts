import { writeReminders } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const writeRemindersHandler: JobHandler<'writeReminders'> = async ({ app, context }) => ({
  ...(await writeReminders(app, context)),
});
