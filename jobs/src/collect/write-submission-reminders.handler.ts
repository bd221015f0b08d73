import { writeSubmissionReminders } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const writeSubmissionRemindersHandler: JobHandler<'writeSubmissionReminders'> = async ({ app, context }) => ({
  ...(await writeSubmissionReminders(app, context)),
});
