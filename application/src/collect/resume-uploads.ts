import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { readReason } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { ResumableUpload } from '@fundwatch/storage';
import { UploadFiles } from '@fundwatch/storage/objects';
import type { Application } from '../application.js';
import { keepPackage, LARGEST_PACKAGE, readPackageName, senderOf } from './upload-package.js';

/** So long an unfinished upload waits for its next byte. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;
const MOST_UNFINISHED = 50;

const filesOf = (app: Application) => new UploadFiles(uploadFolder(app));

/** Where the bytes of unfinished uploads lie. */
export function uploadFolder(app: Application): string {
  return join(app.settings.home, 'uploads');
}

/**
 * Begins an upload that may be broken off and taken up again. Its id becomes the package's.
 * @throws DomainError UPLOAD_TOO_LARGE, PACKAGE_UNREADABLE when it is not a .zip, REQUEST_INVALID
 */
export async function beginUpload(
  app: Application,
  context: RequestContext,
  input: { fileName: string; bytes: number; reason?: string | null },
): Promise<ResumableUpload> {
  const { account, name, agency } = senderOf(context);
  const fileName = readPackageName(input.fileName);
  if (!Number.isSafeInteger(input.bytes) || input.bytes < 1)
    throw new DomainError('REQUEST_INVALID', {
      problems: [
        { where: 'headers', field: 'Upload-Length', code: 'invalid', message: '文件为空 / the file is empty' },
      ],
    });
  if (input.bytes > LARGEST_PACKAGE) throw new DomainError('UPLOAD_TOO_LARGE', { limit: LARGEST_PACKAGE });
  const upload: ResumableUpload = {
    id: randomUUID(),
    account,
    accountName: name,
    agency,
    fileName,
    bytes: input.bytes,
    reason: input.reason?.trim() ? readReason(input.reason) : null,
    begunAt: app.realTime(),
  };
  await app.database.withContext(context, async ({ resumableUploads }) => {
    const unfinished = await resumableUploads.list(MOST_UNFINISHED);
    if (unfinished.length >= MOST_UNFINISHED) throw new DomainError('UPLOAD_TOO_MANY', { most: MOST_UNFINISHED });
    await resumableUploads.begin(upload);
  });
  return upload;
}

/** Your own unfinished uploads and what has arrived of each. */
export async function listUploads(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listUploads>> {
  const rows = await app.database.withContext(context, ({ resumableUploads }) =>
    resumableUploads.list(MOST_UNFINISHED),
  );
  const uploads = await Promise.all(
    rows.map(async ({ id, fileName, bytes, reason, begunAt }) => {
      const received = (await filesOf(app).find(id))?.bytes ?? 0;
      return { id, fileName, bytes, received, reason, begunAt };
    }),
  );
  return { uploads, largest: LARGEST_PACKAGE };
}

/**
 * Your own upload: unfinished, or, when the answer to its last byte was lost, the number of bytes that it had.
 * @throws DomainError NOT_FOUND, also for somebody else's
 */
export async function findUpload(
  app: Application,
  context: RequestContext,
  id: string,
): Promise<{ state: 'unfinished'; upload: ResumableUpload } | { state: 'finished'; bytes: number }> {
  const found = await app.database.withContext(context, async ({ resumableUploads }) => ({
    upload: await resumableUploads.find(id),
    finished: await resumableUploads.findFinished(id),
  }));
  if (found.upload) return { state: 'unfinished', upload: found.upload };
  if (found.finished !== null) return { state: 'finished', bytes: found.finished };
  throw new DomainError('NOT_FOUND', { uploadId: id });
}

/** Makes a package of an upload whose last byte has come, once; nothing happens while bytes are missing. */
export async function finishUpload(app: Application, context: RequestContext, id: string): Promise<boolean> {
  const files = filesOf(app);
  const upload = await app.database.withContext(context, ({ resumableUploads }) => resumableUploads.find(id));
  const part = await files.find(id);
  if (!upload || part?.bytes !== upload.bytes) return false;
  const finished = await keepPackage(app, context, {
    id,
    fileName: upload.fileName,
    content: files.openRead(id),
    sender: { account: upload.account, name: upload.accountName, agency: upload.agency },
    origin: 'browser',
    reason: upload.reason,
    claim: ({ resumableUploads }) => resumableUploads.remove(id),
  });
  await files.remove(id);
  return finished;
}

/** Gives your own unfinished upload up. @throws DomainError NOT_FOUND */
export async function cancelUpload(app: Application, context: RequestContext, id: string): Promise<void> {
  const removed = await app.database.withContext(context, ({ resumableUploads }) => resumableUploads.remove(id));
  if (!removed) throw new DomainError('NOT_FOUND', { uploadId: id });
  await filesOf(app).remove(id);
}

/**
 * Makes packages of uploads that are complete but were left by a crash, and removes those that no byte has come for in a
 * day, and bytes that belong to none.
 */
export async function sweepUploads(
  app: Application,
  context: RequestContext,
): Promise<{ finished: number; abandoned: number }> {
  const files = filesOf(app);
  const counts = { finished: 0, abandoned: 0 };
  const rows = await app.database.withContext(context, ({ resumableUploads }) => resumableUploads.list(10_000));
  const parts = new Map((await files.list()).map((part) => [part.id, part]));
  const known = new Map(rows.map((row) => [row.id, row]));
  const old = Date.parse(app.realTime()) - ABANDONED_AFTER_MS;
  for (const row of rows) {
    const part = parts.get(row.id);
    if (part?.bytes === row.bytes) {
      if (await finishUpload(app, context, row.id)) counts.finished++;
    } else if ((part?.changedAt.getTime() ?? Date.parse(row.begunAt)) < old && Date.parse(row.begunAt) < old) {
      await app.database.withContext(context, ({ resumableUploads }) => resumableUploads.remove(row.id));
      await files.remove(row.id);
      counts.abandoned++;
    }
  }
  for (const part of parts.values()) {
    if (!known.has(part.id) && part.changedAt.getTime() < old) await files.remove(part.id);
  }
  return counts;
}
