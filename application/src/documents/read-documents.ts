import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { documentRules, mayReadDocument, possibleDocuments, type DocumentFormat } from '@fundwatch/domain/documents';
import type { RequestContext } from '@fundwatch/domain/identity';
import { requireAlert } from '../alert/require-alert.js';
import type { Application } from '../application.js';
import type { Download } from '../feedback/get-attachment.js';
import { viewDocument, viewSummaryDocument } from './view-document.js';

export const documentMediaTypes: Readonly<Record<DocumentFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** The papers of an alert as far as this person may read them, and those that he may make. @throws DomainError NOT_FOUND */
export async function listDocuments(
  app: Application,
  context: RequestContext,
  { alertId }: { alertId: string },
): Promise<ReplyOf<typeof routes.listDocuments>> {
  return app.database.withContext(context, async (repositories) => {
    const alert = await requireAlert(repositories, context, alertId);
    const documents = await repositories.documents.ofAlert(alertId);
    const possible = possibleDocuments(alert, await repositories.branches.list(alertId), context.roles);
    return {
      documents: documents.filter(({ kind }) => mayReadDocument(kind, context.roles)).map(viewDocument),
      possible: possible.map((one) => ({
        ...one,
        number: documents.find(({ kind, branchId }) => kind === one.kind && branchId === one.branchId)?.number ?? null,
      })),
    };
  });
}

/** Summaries that were made, the latest first. */
export async function listSummaryDocuments(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listSummaryDocuments>> {
  return app.database.withContext(context, async ({ documents }) => {
    const all = [...(await documents.ofKind('half_year_summary')), ...(await documents.ofKind('annual_summary'))];
    return { documents: all.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1)).map(viewSummaryDocument) };
  });
}

/** A paper for download; each one that leaves is in the audit. @throws DomainError NOT_FOUND */
export async function downloadDocument(
  app: Application,
  context: RequestContext,
  { documentId, format }: { documentId: string; format: DocumentFormat },
): Promise<Download> {
  const businessAt = await app.clock.now();
  const found = await app.database.withContext(context, async (repositories) => {
    const document = await repositories.documents.get(documentId);
    const unknown = () => new DomainError('NOT_FOUND', { documentId });
    if (!document || !mayReadDocument(document.kind, context.roles)) throw unknown();
    if (document.alertId !== null) await requireAlert(repositories, context, document.alertId);
    const object = format === 'pdf' ? document.pdfObject : document.docxObject;
    if (object === null) throw unknown();
    await repositories.audit.append({
      action: 'document.download',
      target: { kind: 'document', id: document.id },
      businessAt,
      details: { kind: document.kind, number: document.number, revision: document.revision, format, sha256: object },
    });
    return { document, object };
  });
  const { document, object } = found;
  const again = document.revision > 1 ? `-第${document.revision}稿` : '';
  return {
    fileName: `${documentRules[document.kind].zh}-${document.number}${again}.${format}`,
    mediaType: documentMediaTypes[format],
    bytes: format === 'pdf' ? document.pdfBytes : document.docxBytes,
    content: await app.objects.openRead(object),
  };
}
