import { compareVersions } from '@fundwatch/application/facts';
import type { JobHandler } from '../platform/job-handler.js';

export const compareVersionsHandler: JobHandler<'compareVersions'> = async ({ app, context, payload }) => {
  const counts = await compareVersions(app, context, payload);
  return { submissionId: payload.submissionId, ...(counts ?? { skipped: 'compared by another worker' }) };
};
