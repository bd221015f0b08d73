import { readFile } from 'node:fs/promises';
import type { DocumentKind } from '@fundwatch/domain/documents';
import type { Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readDeliveredTemplate } from './delivered-templates.js';

/** The template that papers of this kind are made from now: the office's latest version, else the delivered one. */
export async function readTemplateInForce(
  app: Pick<Application, 'objects'>,
  { documents }: Pick<Repositories, 'documents'>,
  kind: DocumentKind,
): Promise<{ version: number; bytes: Buffer }> {
  const [latest] = await documents.templates(kind);
  if (!latest) return { version: 0, bytes: await readDeliveredTemplate(kind) };
  const bytes = latest.object === null ? readDeliveredTemplate(kind) : readFile(app.objects.pathOf(latest.object));
  return { version: latest.version, bytes: await bytes };
}
