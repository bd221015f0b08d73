import '@fastify/multipart';
import { DomainError } from '@fundwatch/domain';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';

/** The one file of a multipart request, as a stream. @throws DomainError REQUEST_INVALID when there is none */
export async function takeUpload(request: FastifyRequest): Promise<{ fileName: string; content: Readable }> {
  const missing = () =>
    new DomainError('REQUEST_INVALID', { problems: [{ where: 'body', field: 'file', code: 'missing' }] });
  if (!request.isMultipart()) throw missing();
  const file = await request.file();
  if (!file) throw missing();
  return { fileName: file.filename, content: file.file };
}
