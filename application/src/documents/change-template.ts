import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { DomainError } from '@fundwatch/domain';
import {
  documentKinds,
  documentRules,
  documentTags,
  requiredTags,
  type DocumentKind,
} from '@fundwatch/domain/documents';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories, StoredTemplate } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { cleanFileName } from '../collect/clean-file-name.js';
import type { Download } from '../feedback/get-attachment.js';
import { checkTemplate } from './check-template.js';
import { readDeliveredTemplate } from './delivered-templates.js';
import { LARGEST_TEMPLATE, templateRefused } from './open-docx.js';
import { documentMediaTypes } from './read-documents.js';

type TemplateView = ReplyOf<typeof routes.uploadDocumentTemplate>;

/** Every kind with its tags and the versions of its template. */
export async function listDocumentTemplates(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listDocumentTemplates>> {
  const all = await app.database.withContext(context, ({ documents }) => documents.templates());
  return { templates: documentKinds.map((kind) => viewTemplate(kind, all)) };
}

/** A version for editing; 0 is the delivered one. @throws DomainError NOT_FOUND */
export async function downloadDocumentTemplate(
  app: Application,
  context: RequestContext,
  { kind, version }: { kind: DocumentKind; version: number },
): Promise<Download> {
  const found =
    version === 0
      ? null
      : await app.database.withContext(context, ({ documents }) => requireVersion(documents, kind, version));
  const bytes = found?.object ? await readFile(app.objects.pathOf(found.object)) : await readDeliveredTemplate(kind);
  return {
    fileName: `${documentRules[kind].zh}-模板-${version}.docx`,
    mediaType: documentMediaTypes.docx,
    bytes: bytes.length,
    content: Readable.from([bytes]),
  };
}

/** Puts an edited template in force from now on. @throws DomainError DOCUMENT_TEMPLATE_INVALID */
export async function uploadDocumentTemplate(
  app: Application,
  context: RequestContext,
  { kind, fileName, content }: { kind: DocumentKind; fileName: string; content: AsyncIterable<Buffer> },
): Promise<TemplateView> {
  const bytes = await readAll(content);
  await checkTemplate(kind, bytes);
  const stored = await app.objects.put(Readable.from([bytes]));
  const brought = { object: stored.sha256, bytes: stored.bytes, fileName: cleanFileName(fileName) };
  return addVersion(app, context, kind, async () => ({ ...brought, note: '' }), 'document-template.upload');
}

/** Puts an earlier version in force again, as a new version. @throws DomainError NOT_FOUND */
export async function restoreDocumentTemplate(
  app: Application,
  context: RequestContext,
  { kind, version, reason }: { kind: DocumentKind; version: number; reason: string },
): Promise<TemplateView> {
  const restored = async ({ documents }: Repositories) => {
    if (version === 0) return { object: null, bytes: null, fileName: null, note: reason };
    const { object, bytes, fileName } = await requireVersion(documents, kind, version);
    return { object, bytes, fileName, note: reason };
  };
  return addVersion(app, context, kind, restored, 'document-template.restore');
}

async function addVersion(
  app: Application,
  context: RequestContext,
  kind: DocumentKind,
  content: (repositories: Repositories) => Promise<Pick<StoredTemplate, 'object' | 'bytes' | 'fileName' | 'note'>>,
  action: string,
): Promise<TemplateView> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { documents, audit } = repositories;
    await documents.lock(kind, 'template');
    const [latest] = await documents.templates(kind);
    const version: StoredTemplate = {
      ...(await content(repositories)),
      kind,
      version: (latest?.version ?? 0) + 1,
      uploadedBy: actor.userId,
      uploadedByName: actor.displayName,
      uploadedAt: now,
    };
    await documents.insertTemplate(version);
    await audit.append({
      action,
      target: { kind: 'document_template', id: kind },
      businessAt: now,
      reason: version.note || null,
      details: { version: version.version, sha256: version.object, fileName: version.fileName },
    });
    return viewTemplate(kind, await documents.templates(kind));
  });
}

async function requireVersion(documents: Repositories['documents'], kind: DocumentKind, version: number) {
  const found = (await documents.templates(kind)).find((one) => one.version === version);
  if (!found) throw new DomainError('NOT_FOUND', { kind, version });
  return found;
}

function viewTemplate(kind: DocumentKind, all: readonly StoredTemplate[]): TemplateView {
  const versions = all.filter((one) => one.kind === kind);
  return {
    kind,
    inForce: versions[0]?.object ? versions[0].version : 0,
    tags: documentTags(kind).map(({ name, row }) => ({
      name,
      row: row === null ? null : [...row],
      required: requiredTags.includes(name),
    })),
    versions: versions.map(({ version, object, fileName, bytes, note, uploadedByName, uploadedAt }) => ({
      version,
      delivered: object === null,
      fileName,
      bytes,
      note,
      uploadedBy: uploadedByName,
      uploadedAt,
    })),
  };
}

async function readAll(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > LARGEST_TEMPLATE) throw templateRefused('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
