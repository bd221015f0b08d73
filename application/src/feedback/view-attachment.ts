import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { Attachment } from '@fundwatch/storage';

/** Evidence as the page lists it. */
export function viewAttachment(attachment: Attachment): ReplyOf<typeof routes.addAttachment> {
  const { id, fileName, mediaType, bytes, uploadedAt, uploadedByName, scannedAt } = attachment;
  return { id, fileName, mediaType, bytes, uploadedAt, uploadedBy: uploadedByName, scannedAt };
}
