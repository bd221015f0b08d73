import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { DomainError } from '@fundwatch/domain';
import { yearOf, shanghaiDayOf } from '@fundwatch/domain/calendar';
import {
  composeDocument,
  documentNumber,
  documentRules,
  possibleDocuments,
  requireInputs,
  type DocumentFacts,
  type DocumentKind,
} from '@fundwatch/domain/documents';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories, StoredDocument } from '@fundwatch/storage';
import { readBusinessDay } from '../alert/business-day.js';
import { getAlert } from '../alert/get-alert.js';
import { requireAlert } from '../alert/require-alert.js';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { summariseReport } from '../reports/summarise-report.js';
import { gatherFacts, issuerOf, madeByOf } from './gather-facts.js';
import { orderNumber } from './order-number.js';
import { renderDocument } from './render-document.js';
import { readTemplateInForce } from './template-in-force.js';
import { viewDocument, viewSummaryDocument, type DocumentView, type SummaryDocumentView } from './view-document.js';

export interface DocumentRequest {
  alertId: string;
  kind: DocumentKind;
  branchId: string | null;
  inputs: Record<string, string>;
}

/**
 * Makes a paper of an alert or of one of its branches, numbers it, and keeps it. Made again it keeps its number, and the
 * earlier one stays.
 * @throws DomainError NOT_FOUND · DOCUMENT_NOT_POSSIBLE · DOCUMENT_INCOMPLETE · DOCUMENT_TEMPLATE_INVALID
 */
export async function makeDocument(
  app: Application,
  context: RequestContext,
  { alertId, kind, branchId, inputs }: DocumentRequest,
): Promise<DocumentView> {
  const at = await app.clock.now();
  const view = await getAlert(app, context, { alertId });
  return app.database.withContext(context, async (repositories) => {
    const alert = await requireAlert(repositories, context, alertId);
    const branches = await repositories.branches.list(alertId);
    const possible = possibleDocuments(alert, branches, context.roles);
    if (!possible.some((one) => one.kind === kind && one.branchId === branchId))
      throw new DomainError('DOCUMENT_NOT_POSSIBLE', { kind, state: alert.state });
    const said = requireInputs(kind, inputs);
    const made = await keepDocument(app, context, repositories, {
      kind,
      at,
      subjectKey: branchId === null ? `alert:${alertId}` : `branch:${branchId}`,
      alertId,
      branchId,
      inspectionId: null,
      majorMatterId: null,
      agency: alert.agency,
      agencyMaySee: documentRules[kind].agencyMaySee,
      givenNumber:
        kind === 'supervise_order' && branchId !== null
          ? await orderNumber(app, repositories, { alertId, branchId }, at)
          : null,
      facts: (number) => gatherFacts(app, repositories, alert, view, branchId, { number, at, context, inputs: said }),
    });
    return viewDocument(made);
  });
}

/** 半年、年度分类汇总 (津16). @throws DomainError NOT_ALLOWED · DOCUMENT_TEMPLATE_INVALID */
export async function makeSummaryDocument(
  app: Application,
  context: RequestContext,
  { year, half }: { year: number; half: 'first' | 'second' | 'whole' },
): Promise<SummaryDocumentView> {
  const day = await readBusinessDay(app);
  const at = day.now;
  const kind = half === 'whole' ? 'annual_summary' : 'half_year_summary';
  const from = `${year}${half === 'second' ? '07' : '01'}`;
  const to = `${year}${half === 'first' ? '06' : '12'}`;
  return app.database.withContext(context, async (repositories) => {
    const made = await keepDocument(app, context, repositories, {
      kind,
      at,
      subjectKey: `period:${from}-${to}`,
      alertId: null,
      branchId: null,
      inspectionId: null,
      majorMatterId: null,
      agency: null,
      agencyMaySee: documentRules[kind].agencyMaySee,
      givenNumber: null,
      facts: async (number) => ({
        number,
        madeOn: shanghaiDayOf(at),
        issuer: await issuerOf(repositories),
        madeBy: madeByOf(context),
        alert: null,
        hits: [],
        steps: [],
        indicatorBasis: [],
        answer: null,
        branch: null,
        inspection: null,
        majorMatter: null,
        departmentName: null,
        events: [],
        inputs: {},
        summary: await summariseReport(app, repositories, day, { from, to }),
      }),
    });
    return viewSummaryDocument(made);
  });
}

/** What a paper is about, and when it is made. */
export interface DocumentPlan extends Pick<
  StoredDocument,
  'kind' | 'subjectKey' | 'alertId' | 'branchId' | 'inspectionId' | 'majorMatterId' | 'agency' | 'agencyMaySee'
> {
  at: string;
  /** A number that the step has given already. */
  givenNumber: string | null;
  facts: (number: string) => Promise<DocumentFacts>;
}

/** Numbers a paper, fills its template, keeps it with the audit. @throws DomainError NOT_ALLOWED · DOCUMENT_TEMPLATE_INVALID */
export async function keepDocument(
  app: Application,
  context: RequestContext,
  repositories: Repositories,
  { at, givenNumber, facts, ...plan }: DocumentPlan,
): Promise<StoredDocument> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const { documents, audit } = repositories;
  const { kind, subjectKey } = plan;
  await documents.lock(kind, subjectKey);
  const [earlier] = await documents.ofSubject(kind, subjectKey);
  const number = earlier?.number ?? givenNumber ?? (await newNumber(app, repositories, kind, at));
  const template = await readTemplateInForce(app, repositories, kind);
  const told = await facts(number);
  const { docx, pdf } = await renderDocument(kind, template.bytes, told, at);
  const docxObject = await app.objects.put(Readable.from([docx]));
  const pdfObject = pdf && (await app.objects.put(Readable.from([pdf])));
  crashPoint('document.after-rename');
  const document: StoredDocument = {
    ...plan,
    id: randomUUID(),
    number,
    revision: (earlier?.revision ?? 0) + 1,
    content: composeDocument(kind, told),
    docxObject: docxObject.sha256,
    docxBytes: docxObject.bytes,
    pdfObject: pdfObject?.sha256 ?? null,
    pdfBytes: pdfObject?.bytes ?? null,
    templateVersion: template.version,
    madeBy: actor.userId,
    madeByName: actor.displayName,
    madeAt: at,
  };
  await documents.insert(document);
  await audit.append({
    action: 'document.make',
    target: { kind: 'document', id: document.id },
    businessAt: at,
    details: { kind, number, revision: document.revision, subject: subjectKey, template: template.version },
  });
  return document;
}

async function newNumber(app: Application, { documents }: Repositories, kind: DocumentKind, at: string) {
  const word = app.settings.documents.numberWords[kind];
  const year = yearOf(shanghaiDayOf(at));
  return documentNumber(word, year, await documents.nextNumber(word, year));
}
