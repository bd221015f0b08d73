import { readFile } from 'node:fs/promises';
import type { DocumentKind } from '@fundwatch/domain/documents';

/** The template of a kind as the product brings it; an office puts its own versions above it. */
export function readDeliveredTemplate(kind: DocumentKind): Promise<Buffer> {
  return readFile(new URL(`../../templates/${kind.replaceAll('_', '-')}.docx`, import.meta.url));
}
