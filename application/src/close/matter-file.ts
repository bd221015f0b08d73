import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { MatterFile, MatterOfFile, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import type { Download } from '../feedback/get-attachment.js';
import { storeAttachment, type SentFile } from '../feedback/store-attachment.js';

export type MatterFileView = ReplyOf<typeof routes.addSourceFile>;
/** Sees to it that the record is there, takes papers, and that this person may reach it. */
export type RequireMatter = (repositories: Repositories) => Promise<void>;
const MOST_FILES = 100;

/**
 * Keeps a paper of a record that is the office's own. @throws what `storeAttachment` and `require` throw
 */
export async function addMatterFile(
  app: Application,
  context: RequestContext,
  { matter, matterId, ...sent }: SentFile & { matter: MatterOfFile; matterId: string },
  require: RequireMatter,
): Promise<MatterFileView> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const stored = await storeAttachment(app, context, sent);
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    await require(repositories);
    const { matterFiles, audit } = repositories;
    if ((await matterFiles.list(matter, matterId)).length >= MOST_FILES)
      throw new DomainError('ATTACHMENT_TOO_LARGE', { most: MOST_FILES });
    const file: MatterFile = {
      ...stored,
      id: randomUUID(),
      matter,
      matterId,
      uploadedBy: actor.userId,
      uploadedByName: actor.displayName,
      uploadedAt: now,
    };
    await matterFiles.insert(file);
    await audit.append({
      action: 'matter-file.add',
      target: { kind: matter, id: matterId },
      businessAt: now,
      details: { fileId: file.id, sha256: file.object, bytes: file.bytes },
    });
    return viewMatterFile(file);
  });
}

/** A paper for download; each look is in the audit. @throws DomainError NOT_FOUND */
export async function getMatterFile(
  app: Application,
  context: RequestContext,
  { matter, matterId, fileId }: { matter: MatterOfFile; matterId: string; fileId: string },
): Promise<Download> {
  const businessAt = await app.clock.now();
  const file = await app.database.withContext(context, async ({ matterFiles, audit }) => {
    const found = await matterFiles.get(matter, matterId, fileId);
    if (!found) throw new DomainError('NOT_FOUND', { fileId });
    await audit.append({
      action: 'matter-file.read',
      target: { kind: matter, id: matterId },
      businessAt,
      details: { fileId, sha256: found.object },
    });
    return found;
  });
  const { fileName, mediaType, bytes } = file;
  return { fileName, mediaType, bytes, content: await app.objects.openRead(file.object) };
}

/** A paper as a page lists it. */
export function viewMatterFile({
  id,
  fileName,
  mediaType,
  bytes,
  uploadedAt,
  uploadedByName,
  scannedAt,
}: MatterFile): MatterFileView {
  return { id, fileName, mediaType, bytes, uploadedAt, uploadedBy: uploadedByName, scannedAt };
}
