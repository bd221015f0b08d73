import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DomainError } from '@fundwatch/domain';
import { readReason } from '@fundwatch/domain/collect';
import { agencyRoles, type RequestContext } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';
import { ObjectTooLarge, type StoredObject } from '@fundwatch/storage/objects';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { cleanFileName } from './clean-file-name.js';

/** The most that one package may have; a stream, so memory does not grow with it. */
export const LARGEST_PACKAGE = 2 * 1024 * 1024 * 1024;

/** Who sends a package, and for whom. */
export interface PackageSender {
  /** Null: nobody; it lay in the watched folder. */
  account: string | null;
  name: string;
  /** The only agency that it may be of; null: any. */
  agency: string | null;
}

export interface PackageToKeep {
  id: string;
  fileName: string;
  content: Readable;
  sender: PackageSender;
  origin: 'browser' | 'folder';
  /** Why it is sent again; optional, for whether it replaces anything is known only after its check. */
  reason: string | null;
  /** In the transaction that lists it; false: somebody was quicker, and nothing is listed. */
  claim: (repositories: Repositories) => Promise<boolean>;
}

/** An agency sends for itself only; the information institution for all. @throws DomainError NOT_ALLOWED */
export function senderOf({ actor, roles }: RequestContext): PackageSender & { account: string } {
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const ofAgency = agencyRoles.some((role) => roles.includes(role));
  return { account: actor.userId, name: actor.displayName, agency: ofAgency ? actor.organisation : null };
}

/** A sender's name of a package as it is kept. @throws DomainError PACKAGE_UNREADABLE when it is not a .zip */
export function readPackageName(name: string): string {
  const fileName = cleanFileName(name);
  if (!/\.zip$/i.test(fileName)) throw new DomainError('PACKAGE_UNREADABLE', { fileName, wanted: '.zip' });
  return fileName;
}

/** Sends a whole package at once. @throws DomainError UPLOAD_TOO_LARGE, PACKAGE_UNREADABLE when it is not a .zip */
export async function uploadPackage(
  app: Application,
  context: RequestContext,
  input: { fileName: string; content: Readable; reason?: string | null },
): Promise<{ id: string }> {
  const id = randomUUID();
  await keepPackage(app, context, {
    id,
    fileName: readPackageName(input.fileName),
    content: input.content,
    sender: senderOf(context),
    origin: 'browser',
    reason: input.reason?.trim() ? readReason(input.reason) : null,
    claim: async () => true,
  });
  return { id };
}

/**
 * Keeps a package as an object, lists it and lets a job check it, once. False: it was listed before.
 * @throws DomainError UPLOAD_TOO_LARGE
 */
export async function keepPackage(app: Application, context: RequestContext, toKeep: PackageToKeep): Promise<boolean> {
  const { id, fileName, sender, origin, reason, claim } = toKeep;
  const stored = await keepBytes(app, toKeep.content);
  const now = await app.clock.now();
  const kept = await app.database.withContext(context, async (repositories) => {
    if (!(await claim(repositories))) return false;
    const { submissionReading, audit } = repositories;
    await submissionReading.insertUpload({
      id,
      object: stored.sha256,
      fileName,
      bytes: stored.bytes,
      agency: sender.agency,
      uploadedBy: sender.account,
      uploadedByName: sender.name,
      uploadedAt: now,
      reason,
      origin,
    });
    const details = { fileName, sha256: stored.sha256, bytes: stored.bytes, origin };
    await audit.append({ action: 'package.upload', target: { kind: 'package', id }, businessAt: now, details });
    return true;
  });
  // A queue that is out of reach loses only the nudge; the sweep of packages finds it again.
  if (kept) crashPoint('package.before-enqueue');
  if (kept) await app.queue.enqueue('checkPackage', { packageId: id }).catch(() => undefined);
  return kept;
}

async function keepBytes(app: Application, content: Readable): Promise<StoredObject> {
  try {
    return await app.objects.put(content, LARGEST_PACKAGE);
  } catch (error) {
    if (error instanceof ObjectTooLarge) throw new DomainError('UPLOAD_TOO_LARGE', { limit: error.limit });
    throw error;
  }
}
