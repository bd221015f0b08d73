import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import type { Alert } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Attachment, Repositories } from '@fundwatch/storage';
import { lockAlert } from '../alert/require-alert.js';
import type { Application } from '../application.js';
import { storeAttachment, type SentFile } from './store-attachment.js';
import { viewAttachment } from './view-attachment.js';

const MOST_ATTACHMENTS = 100;

export interface AttachmentUpload extends SentFile {
  alertId: string;
}

/**
 * Keeps an uploaded file with its alert, if `mayAdd` lets this person. @throws DomainError NOT_FOUND,
 * what `storeAttachment` throws, and what `mayAdd` throws
 */
export async function takeAttachment(
  app: Application,
  context: RequestContext,
  input: AttachmentUpload,
  forBranch: boolean,
  mayAdd: (repositories: Repositories, alert: Alert) => Promise<void> | void,
): Promise<ReplyOf<typeof routes.addAttachment>> {
  if (context.actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const stored = await storeAttachment(app, context, input);
  const { userId, displayName } = context.actor;
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const alert = await lockAlert(repositories, context, input.alertId);
    await mayAdd(repositories, alert);
    if ((await repositories.answers.countAttachments(alert.id)) >= MOST_ATTACHMENTS)
      throw new DomainError('ATTACHMENT_TOO_LARGE', { most: MOST_ATTACHMENTS });
    const attachment: Attachment = {
      id: randomUUID(),
      alertId: alert.id,
      agency: alert.agency,
      answerId: null,
      branchId: null,
      forBranch,
      ...stored,
      uploadedBy: userId,
      uploadedByName: displayName,
      uploadedAt: now,
    };
    await repositories.answers.insertAttachment(attachment);
    await repositories.audit.append({
      action: 'attachment.add',
      target: { kind: 'alert', id: alert.id },
      businessAt: now,
      details: { attachmentId: attachment.id, sha256: stored.object, bytes: stored.bytes },
    });
    return viewAttachment(attachment);
  });
}
