import { DomainError } from '@fundwatch/domain';
import { agencyRoles, mayUnmask, type RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import type { Download } from '../feedback/get-attachment.js';
import { findPackage } from './find-package.js';
import { requireSubmission } from './require-submission.js';

/**
 * The package as it was sent, unmasked. An agency's own people need no reason for their own data; supervision does.
 * Each download is logged. @throws DomainError NOT_FOUND, NOT_ALLOWED, REASON_REQUIRED
 */
export async function downloadSubmittedPackage(
  app: Application,
  context: RequestContext,
  input: { submissionId: string; reason: string },
): Promise<Download> {
  if (!mayUnmask(context.roles)) throw new DomainError('NOT_ALLOWED');
  const reason = input.reason.trim();
  const own = agencyRoles.some((role) => context.roles.includes(role));
  if (!own && !reason) throw new DomainError('REASON_REQUIRED');
  const businessAt = await app.clock.now();
  const { id } = await app.database.withContext(context, (repositories) =>
    requireSubmission(repositories, input.submissionId),
  );
  const sent = await findPackage(app, context, id);
  if (!sent) throw new DomainError('NOT_FOUND', { submissionId: id });
  const { object, fileName, bytes } = sent;
  await app.database.withContext(context, ({ audit }) =>
    audit.append({
      action: 'package.download',
      target: { kind: 'submission', id },
      businessAt,
      reason: reason || null,
      details: { fileName, sha256: object },
    }),
  );
  return { fileName, bytes, mediaType: 'application/zip', content: await app.objects.openRead(object) };
}
