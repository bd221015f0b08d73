import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { collectPackage } from './collect-package.js';
import type { SubmissionOutcome } from './take-submission.js';

/** Checks one uploaded package and settles it; null when somebody else does or did. */
export function checkPackage(
  app: Application,
  context: RequestContext,
  packageId: string,
): Promise<SubmissionOutcome | null> {
  const { database } = app;
  return database.withContext(context, async (holding) => {
    const upload = await holding.packageUploads.hold(packageId);
    if (!upload) return null;
    await database.withContext(context, ({ packageUploads }) => packageUploads.markChecking(packageId, app.realTime()));
    try {
      const outcome = await collectPackage(app, context, {
        path: app.objects.pathOf(upload.object),
        onlyAgency: upload.agency ?? undefined,
        reason: upload.reason === null ? null : { text: upload.reason, byName: upload.uploadedByName },
      });
      // What belongs to a submission is read there; only what has none is kept with the upload.
      const problems = outcome.submissionId ? [] : outcome.errors;
      await database.withContext(context, ({ packageUploads }) =>
        packageUploads.settle(packageId, outcome.state, outcome.submissionId, problems),
      );
      return outcome;
    } catch (error) {
      // The object is kept; the sender sees that the check itself failed and may send again.
      await database.withContext(context, ({ packageUploads }) => packageUploads.settle(packageId, 'failed', null, []));
      throw error;
    }
  });
}
