import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { readReason } from '@fundwatch/domain/collect';
import { agencyRoles, type RequestContext } from '@fundwatch/domain/identity';
import { ObjectTooLarge, type StoredObject } from '@fundwatch/storage/objects';
import type { Application } from '../application.js';
import { cleanFileName } from './clean-file-name.js';

/** Enough for a year of a whole city in one table; a stream, so memory does not grow with it. */
export const LARGEST_PACKAGE = 4 * 1024 * 1024 * 1024;

/**
 * Keeps an uploaded package as an object and lets a job check it. An agency sends for itself only; the information
 * institution for all. @throws DomainError UPLOAD_TOO_LARGE, PACKAGE_UNREADABLE when it is not a .zip
 */
export async function uploadPackage(
  app: Application,
  context: RequestContext,
  input: { fileName: string; content: Readable; reason?: string | null },
): Promise<ReplyOf<typeof routes.uploadPackage>> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const fileName = cleanFileName(input.fileName);
  if (!/\.zip$/i.test(fileName)) throw new DomainError('PACKAGE_UNREADABLE', { fileName, wanted: '.zip' });
  const stored = await keep(app, input.content);
  const id = randomUUID();
  const now = await app.clock.now();
  const ofAgency = agencyRoles.some((role) => context.roles.includes(role));
  const upload = {
    id,
    object: stored.sha256,
    fileName,
    bytes: stored.bytes,
    agency: ofAgency ? actor.organisation : null,
    uploadedBy: actor.userId,
    uploadedByName: actor.displayName,
    uploadedAt: now,
    // Optional with an upload: whether it replaces anything is known only after its check.
    reason: input.reason?.trim() ? readReason(input.reason) : null,
  };
  await app.database.withContext(context, async ({ submissionReading, audit }) => {
    await submissionReading.insertUpload(upload);
    const details = { fileName, sha256: stored.sha256, bytes: stored.bytes };
    await audit.append({ action: 'package.upload', target: { kind: 'package', id }, businessAt: now, details });
  });
  await nudge(app, id);
  const { uploadedByName, uploadedAt, bytes } = upload;
  return {
    id,
    fileName,
    bytes,
    uploadedAt,
    uploadedBy: uploadedByName,
    state: 'waiting',
    submissionId: null,
    problems: [],
  };
}

async function keep(app: Application, content: Readable): Promise<StoredObject> {
  try {
    return await app.objects.put(content, LARGEST_PACKAGE);
  } catch (error) {
    if (error instanceof ObjectTooLarge) throw new DomainError('UPLOAD_TOO_LARGE', { limit: error.limit });
    throw error;
  }
}

/** A queue that is out of reach loses only the nudge; the sweep of packages finds the upload again. */
async function nudge(app: Application, packageId: string): Promise<void> {
  await app.queue.enqueue('checkPackage', { packageId }).catch(() => undefined);
}
