import type { Download } from '@fundwatch/application';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Bytes to be saved, never to be shown by the browser under the product's address. */
export function sendDownload(reply: FastifyReply, { fileName, mediaType, bytes, content }: Download): StreamableFile {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  void reply
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`)
    .header('cache-control', 'private, no-store')
    .header('content-security-policy', `default-src 'none'; sandbox`);
  return new StreamableFile(content, { type: mediaType, ...(bytes === null ? {} : { length: bytes }) });
}
