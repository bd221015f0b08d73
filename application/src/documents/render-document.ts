import { composeDocument, documentRules, type DocumentFacts, type DocumentKind } from '@fundwatch/domain/documents';
import { drawPdf } from './draw-pdf.js';
import { fillTemplate } from './fill-template.js';
import { openDocx } from './open-docx.js';
import { readDocx } from './read-docx.js';

export interface RenderedDocument {
  docx: Buffer;
  /** Null where the kind goes out as .docx only. */
  pdf: Buffer | null;
}

/**
 * A document in its formats. The PDF is drawn from the filled .docx, so both say the same, whatever an office changed in its
 * template. @throws DomainError DOCUMENT_TEMPLATE_INVALID
 */
export async function renderDocument(
  kind: DocumentKind,
  template: Buffer,
  facts: DocumentFacts,
  at: string,
): Promise<RenderedDocument> {
  const docx = fillTemplate(openDocx(template), composeDocument(kind, facts));
  if (!documentRules[kind].formats.includes('pdf')) return { docx, pdf: null };
  const title = `${documentRules[kind].zh} ${facts.number}`;
  return { docx, pdf: await drawPdf(readDocx(openDocx(docx)), { title, author: facts.issuer, at }) };
}
