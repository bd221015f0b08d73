import { checkPackage } from '@fundwatch/application/facts';
import type { JobHandler } from '../platform/job-handler.js';

export const checkPackageHandler: JobHandler<'checkPackage'> = async ({ app, context, payload }) => {
  const outcome = await checkPackage(app, context, payload.packageId);
  return { packageId: payload.packageId, state: outcome?.state ?? 'settled before', errors: outcome?.errorTotal ?? 0 };
};
