import { sweepFiles } from '@fundwatch/application/facts';
import type { JobHandler } from '../platform/job-handler.js';

/** Removes fact files and objects that no row lists and that are old enough to be left over from a crash. */
export const sweepFilesHandler: JobHandler<'sweepFiles'> = async ({ app, context }) => ({
  ...(await sweepFiles(app, context)),
});
