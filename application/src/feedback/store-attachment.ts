import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { DomainError } from '@fundwatch/domain';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { cleanFileName } from '../collect/clean-file-name.js';
import { crashPoint } from '../crash-point.js';
import { attachmentEndings, detectAttachmentType } from './detect-attachment-type.js';

export const LARGEST_ATTACHMENT = 20 * 1024 * 1024;

/** A file that somebody sends. */
export interface SentFile {
  fileName: string;
  content: AsyncIterable<Buffer>;
}

/** A file whose type and size were checked by its content, kept as an object. */
export interface StoredFile {
  /** sha256 of its content. */
  object: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  /** When nothing was found in it; null: nobody looked. */
  scannedAt: string | null;
}

/**
 * Checks and keeps a file before any record lists it; what is not wholly in order is not kept at all.
 * @throws DomainError ATTACHMENT_TOO_LARGE, ATTACHMENT_TYPE_REFUSED, ATTACHMENT_INFECTED, VIRUS_SCANNER_UNAVAILABLE
 */
export async function storeAttachment(app: Application, context: RequestContext, sent: SentFile): Promise<StoredFile> {
  const fileName = cleanFileName(sent.fileName);
  const content = await readAll(sent.content);
  const mediaType = detectAttachmentType(fileName, content);
  if (!mediaType) throw new DomainError('ATTACHMENT_TYPE_REFUSED', { fileName, allowed: attachmentEndings });
  const scannedAt = await lookThrough(app, context, fileName, content);
  const { sha256, bytes } = await app.objects.put(Readable.from([content]));
  crashPoint('attachment.after-rename');
  return { object: sha256, fileName, mediaType, bytes, scannedAt };
}

/** When a scanner found nothing in it; null without one. A scanner that does not answer holds the file back. */
async function lookThrough(app: Application, context: RequestContext, fileName: string, content: Buffer) {
  if (!app.virusScanner) return null;
  const { found } = await app.virusScanner.scan(content);
  const now = await app.clock.now();
  if (found === null) return now;
  await app.database.withContext(context, ({ audit }) =>
    audit.append({
      action: 'attachment.infected',
      target: { kind: 'attachment', id: fileName },
      businessAt: now,
      details: { found, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') },
    }),
  );
  throw new DomainError('ATTACHMENT_INFECTED', { fileName, found });
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
