import { sweepUploads } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

/** Finishes uploads that a crash left complete, and removes those that nobody goes on with. */
export const sweepUploadsHandler: JobHandler<'sweepUploads'> = async ({ app, context }) => ({
  ...(await sweepUploads(app, context)),
});
