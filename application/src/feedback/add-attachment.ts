import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { DomainError } from '@fundwatch/domain';
import { availableCommands } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Attachment } from '@fundwatch/storage';
import { lockAlert } from '../alert/require-alert.js';
import type { Application } from '../application.js';
import { cleanFileName } from '../collect/clean-file-name.js';
import { attachmentEndings, detectAttachmentType } from './detect-attachment-type.js';
import { viewAttachment } from './view-attachment.js';

export const LARGEST_ATTACHMENT = 20 * 1024 * 1024;
const MOST_ATTACHMENTS = 100;

/**
 * Keeps evidence for an answer. @throws DomainError NOT_FOUND, ALERT_COMMAND_NOT_POSSIBLE when no answer is awaited,
 * ATTACHMENT_TOO_LARGE, ATTACHMENT_TYPE_REFUSED
 */
export async function addAttachment(
  app: Application,
  context: RequestContext,
  input: { alertId: string; fileName: string; content: AsyncIterable<Buffer> },
): Promise<ReplyOf<typeof routes.addAttachment>> {
  if (context.actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const fileName = cleanFileName(input.fileName);
  const bytes = await readAll(input.content);
  const mediaType = detectAttachmentType(fileName, bytes);
  if (!mediaType) throw new DomainError('ATTACHMENT_TYPE_REFUSED', { fileName, allowed: attachmentEndings });
  const stored = await app.objects.put(Readable.from([bytes]));
  const { userId, displayName } = context.actor;
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const alert = await lockAlert(repositories, context, input.alertId);
    if (!availableCommands(alert, context.roles).some(({ command }) => command === 'answer'))
      throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { command: 'answer', state: alert.state });
    if ((await repositories.answers.countAttachments(alert.id)) >= MOST_ATTACHMENTS)
      throw new DomainError('ATTACHMENT_TOO_LARGE', { most: MOST_ATTACHMENTS });
    const attachment: Attachment = {
      id: randomUUID(),
      alertId: alert.id,
      agency: alert.agency,
      answerId: null,
      object: stored.sha256,
      fileName,
      mediaType,
      bytes: stored.bytes,
      uploadedBy: userId,
      uploadedByName: displayName,
      uploadedAt: now,
    };
    await repositories.answers.insertAttachment(attachment);
    await repositories.audit.append({
      action: 'attachment.add',
      target: { kind: 'alert', id: alert.id },
      businessAt: now,
      details: { attachmentId: attachment.id, sha256: stored.sha256, bytes: stored.bytes },
    });
    return viewAttachment(attachment);
  });
}

async function readAll(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > LARGEST_ATTACHMENT) throw new DomainError('ATTACHMENT_TOO_LARGE', { limit: LARGEST_ATTACHMENT });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
