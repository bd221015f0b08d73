import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { PackageUploadRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';

type PackageView = ReplyOf<typeof routes.getPackage>;

function viewPackage(upload: PackageUploadRecord): PackageView {
  const { id, fileName, bytes, uploadedAt, uploadedBy, state, submissionId, problems, reason, origin } = upload;
  return { id, fileName, bytes, uploadedAt, uploadedBy, state, submissionId, problems, reason, origin };
}

/** Uploaded packages, latest first, and how far their check is. @throws DomainError CURSOR_INVALID */
export async function listPackages(
  app: Application,
  context: RequestContext,
  input: { cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listPackages>> {
  const place = readCursor(input.cursor, await app.clock.now(), ['instant', 'uuid']);
  const [rows, total] = await app.database.withContext(context, async ({ submissionReading }) => [
    await submissionReading.listUploads(place.asOf, place.after, input.limit + 1),
    await submissionReading.countUploads(place.asOf),
  ]);
  return pageOf(rows, input.limit, place, total, (row) => row.key, viewPackage);
}

/** @throws DomainError NOT_FOUND */
export async function getPackage(
  app: Application,
  context: RequestContext,
  input: { packageId: string },
): Promise<PackageView> {
  const upload = await app.database.withContext(context, ({ submissionReading }) =>
    submissionReading.getUpload(input.packageId),
  );
  if (!upload) throw new DomainError('NOT_FOUND', { packageId: input.packageId });
  return viewPackage(upload);
}
