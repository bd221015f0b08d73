import type { Readable } from 'node:stream';
import { DomainError } from '@fundwatch/domain';
import type { RequestContext } from '@fundwatch/domain/identity';
import { requireAlert } from '../alert/require-alert.js';
import { withheldAttachments } from '../alert/view-branch.js';
import type { Application } from '../application.js';

export interface Download {
  fileName: string;
  mediaType: string;
  /** Null where it is not known beforehand. */
  bytes: number | null;
  content: Readable;
}

/** Evidence for download. It may hold personal data, so each look is in the audit. @throws DomainError NOT_FOUND */
export async function getAttachment(
  app: Application,
  context: RequestContext,
  input: { alertId: string; attachmentId: string },
): Promise<Download> {
  const businessAt = await app.clock.now();
  const attachment = await app.database.withContext(context, async (repositories) => {
    const alert = await requireAlert(repositories, context, input.alertId);
    const found = await repositories.answers.attachment(alert.id, input.attachmentId);
    const branch = found?.branchId ? await repositories.branches.get(alert.id, found.branchId) : null;
    if (!found || (branch && withheldAttachments(context, branch).includes(found.id)))
      throw new DomainError('NOT_FOUND', { attachmentId: input.attachmentId });
    await repositories.audit.append({
      action: 'attachment.read',
      target: { kind: 'alert', id: alert.id },
      businessAt,
      details: { attachmentId: found.id, sha256: found.object },
    });
    return found;
  });
  const { fileName, mediaType, bytes } = attachment;
  return { fileName, mediaType, bytes, content: await app.objects.openRead(attachment.object) };
}
