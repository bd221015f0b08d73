import { uploadFolder, type Application } from '@fundwatch/application';
import { DomainError } from '@fundwatch/domain';
import { FileStore } from '@tus/file-store';
import { Metadata, Server, TUS_RESUMABLE } from '@tus/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { takeOver } from '../platform/take-over.js';

interface Passage {
  id: string;
  /** Runs once the last byte is on the disk, before the answer. */
  onFinished?: () => Promise<void>;
}

/**
 * Hands requests that were let in over to the tus library, which keeps the bytes below the home. Who may, how large and
 * under which id was decided before.
 */
export class ResumableUploads {
  private readonly passages = new WeakMap<object, Passage>();
  private readonly tus: Server;

  constructor(app: Application) {
    this.tus = new Server({
      path: '/api/uploads',
      relativeLocation: true,
      datastore: new FileStore({ directory: uploadFolder(app) }),
      namingFunction: (request) => this.passageOf(request).id,
      // No other origin reads these answers.
      allowedOrigins: () => false,
      onUploadFinish: async (request) => {
        await this.passageOf(request).onFinished?.();
        return {};
      },
    });
  }

  /** What the headers announce: name, size and, for a package sent again, why. @throws DomainError REQUEST_INVALID */
  readAnnouncement({ headers }: FastifyRequest): { fileName: string; bytes: number; reason: string | null } {
    const invalid = (field: string) =>
      new DomainError('REQUEST_INVALID', { problems: [{ where: 'headers', field, code: 'invalid' }] });
    const length = headers['upload-length'];
    if (typeof length !== 'string' || !/^\d{1,15}$/.test(length)) throw invalid('Upload-Length');
    let metadata: Record<string, string | null>;
    try {
      metadata = Metadata.parse(String(headers['upload-metadata'] ?? ''));
    } catch {
      throw invalid('Upload-Metadata');
    }
    if (!metadata['filename']) throw invalid('Upload-Metadata');
    return { fileName: metadata['filename'], bytes: Number(length), reason: metadata['reason'] ?? null };
  }

  async answer(request: FastifyRequest, reply: FastifyReply, passage: Passage): Promise<void> {
    this.passages.set(request.raw, passage);
    takeOver(reply);
    await this.tus.handle(request.raw, reply.raw);
  }

  /** Every byte has come and is a package already: the sender has nothing left to do. */
  answerFinished(reply: FastifyReply, bytes: number): void {
    takeOver(reply);
    const headers = { 'tus-resumable': TUS_RESUMABLE, 'upload-offset': bytes, 'upload-length': bytes };
    reply.raw.writeHead(200, headers).end();
  }

  answerGone(reply: FastifyReply): void {
    takeOver(reply);
    reply.raw.writeHead(204, { 'tus-resumable': TUS_RESUMABLE }).end();
  }

  private passageOf(request: { runtime?: { node?: { req: object } | undefined } | undefined }): Passage {
    const raw = request.runtime?.node?.req;
    const passage = raw && this.passages.get(raw);
    if (!passage) throw new Error('an upload came past the controller');
    return passage;
  }
}
