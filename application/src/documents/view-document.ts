import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { StoredDocument } from '@fundwatch/storage';

export type DocumentView = ReplyOf<typeof routes.makeDocument>;
export type SummaryDocumentView = ReplyOf<typeof routes.makeSummaryDocument>;

/** A paper as lists show it. */
export function viewDocument(document: StoredDocument): DocumentView {
  const { id, kind, alertId, branchId, number, revision, templateVersion, madeByName, madeAt, pdfObject } = document;
  const formats: DocumentView['formats'] = pdfObject === null ? ['docx'] : ['docx', 'pdf'];
  return { id, kind, alertId, branchId, number, revision, formats, templateVersion, madeBy: madeByName, madeAt };
}

/** A summary with the months that it is about. */
export function viewSummaryDocument(document: StoredDocument): SummaryDocumentView {
  const [from = '', to = ''] = document.subjectKey.replace('period:', '').split('-');
  return { ...viewDocument(document), from, to };
}
