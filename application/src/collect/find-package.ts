import { systemContext, type RequestContext } from '@fundwatch/domain/identity';
import type { SubmittedPackage } from '@fundwatch/storage';
import type { Application } from '../application.js';

/**
 * The package that a submission came as, or null. Ask it only about a submission that the person was found to see: the
 * upload itself may be the information institution's, whose list of uploads an agency doesn't see.
 */
export function findPackage(
  app: Application,
  context: RequestContext,
  submissionId: string,
): Promise<SubmittedPackage | null> {
  return app.database.withContext(systemContext('find-package', context.requestId), ({ submissionVersions }) =>
    submissionVersions.packageOf(submissionId),
  );
}
