import { Readable } from 'node:stream';
import { DomainError } from '@fundwatch/domain';
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
}

/** Checks and keeps a file before any record lists it. @throws DomainError ATTACHMENT_TOO_LARGE, ATTACHMENT_TYPE_REFUSED */
export async function storeAttachment(app: Application, sent: SentFile): Promise<StoredFile> {
  const fileName = cleanFileName(sent.fileName);
  const content = await readAll(sent.content);
  const mediaType = detectAttachmentType(fileName, content);
  if (!mediaType) throw new DomainError('ATTACHMENT_TYPE_REFUSED', { fileName, allowed: attachmentEndings });
  const { sha256, bytes } = await app.objects.put(Readable.from([content]));
  crashPoint('attachment.after-rename');
  return { object: sha256, fileName, mediaType, bytes };
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
