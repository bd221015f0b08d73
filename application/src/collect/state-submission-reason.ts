import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { readReason } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { listSubmissionVersions } from './read-versions.js';
import { requireSubmission } from './require-submission.js';

/**
 * Says why a version was sent again. It may be said anew; the audit keeps every statement.
 * @throws DomainError NOT_FOUND, REASON_REQUIRED, REQUEST_INVALID when it is too long or the version replaces nothing
 */
export async function stateSubmissionReason(
  app: Application,
  context: RequestContext,
  input: { submissionId: string; reason: string },
): Promise<ReplyOf<typeof routes.stateSubmissionReason>> {
  const text = readReason(input.reason);
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const at = await app.clock.now();
  await app.database.withContext(context, async (repositories) => {
    const submission = await requireSubmission(repositories, input.submissionId);
    if (submission.replaces === null) {
      const problem = { where: 'params', field: 'submissionId', code: 'replaces_nothing' };
      throw new DomainError('REQUEST_INVALID', { problems: [problem] });
    }
    await repositories.submissionVersions.stateReason(submission.id, { text, byName: actor.displayName, at });
    await repositories.audit.append({
      action: 'submission.state-reason',
      target: { kind: 'submission', id: submission.id },
      businessAt: at,
      reason: text,
      details: { before: submission.reason },
    });
  });
  const { versions } = await listSubmissionVersions(app, context, input);
  return versions.find(({ id }) => id === input.submissionId)!;
}
