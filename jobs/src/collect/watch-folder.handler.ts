import { watchFolder } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

/** One look into the watched folder; nothing where it is switched off. */
export const watchFolderHandler: JobHandler<'watchFolder'> = async ({ app, context }) => ({
  ...((await watchFolder(app, context)) ?? { skipped: 'switched off, or another worker looks' }),
});
