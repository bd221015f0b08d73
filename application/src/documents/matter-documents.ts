import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import {
  possibleMatterDocuments,
  requireInputs,
  type DocumentKind,
  type DocumentMatter,
} from '@fundwatch/domain/documents';
import type { RequestContext } from '@fundwatch/domain/identity';
import type {
  InspectionRecord,
  MajorMatterRecord,
  MatterOfEvent,
  Repositories,
  StoredDocument,
} from '@fundwatch/storage';
import type { Application } from '../application.js';
import type { Making } from './gather-facts.js';
import { gatherInspectionFacts, gatherMajorMatterFacts } from './gather-matter-facts.js';
import { keepDocument } from './make-document.js';
import { viewDocument } from './view-document.js';

type MatterDocumentView = ReplyOf<typeof routes.makeMatterDocument>;
const MOST_NOTICES = 200;

export interface MatterReference {
  matter: MatterOfEvent;
  matterId: string;
}

/** The papers of an inspection or a major matter, and those that this person may make. @throws DomainError NOT_FOUND */
export async function listMatterDocuments(
  app: Application,
  context: RequestContext,
  which: MatterReference,
): Promise<ReplyOf<typeof routes.listMatterDocuments>> {
  return app.database.withContext(context, async (repositories) => {
    const found = await requireMatter(repositories, which);
    const documents = await repositories.documents.ofMatter(which.matter, which.matterId);
    return {
      documents: documents.map(viewMatterDocument),
      possible: possibleMatterDocuments(standingOf(found), context.roles).map((kind) => ({
        kind,
        branchId: null,
        number: documents.find((one) => one.kind === kind)?.number ?? null,
      })),
    };
  });
}

/**
 * Makes the notice of an inspection or the report of a major matter from its record. The agency gets a notice with the step that
 * gives it; made again after that it goes out at once. @throws DomainError NOT_FOUND · DOCUMENT_NOT_POSSIBLE · DOCUMENT_INCOMPLETE ·
 *   DOCUMENT_TEMPLATE_INVALID
 */
export async function makeMatterDocument(
  app: Application,
  context: RequestContext,
  { kind, inputs, ...which }: MatterReference & { kind: DocumentKind; inputs: Record<string, string> },
): Promise<MatterDocumentView> {
  const at = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const found = await requireMatter(repositories, which);
    const { state } = found.record;
    if (!possibleMatterDocuments(standingOf(found), context.roles).includes(kind))
      throw new DomainError('DOCUMENT_NOT_POSSIBLE', { kind, state });
    const said = requireInputs(kind, inputs);
    const isNotice = found.of === 'inspection';
    const made = await keepDocument(app, context, repositories, {
      kind,
      at,
      subjectKey: subjectKeyOf(which),
      alertId: null,
      branchId: null,
      inspectionId: isNotice ? which.matterId : null,
      majorMatterId: isNotice ? null : which.matterId,
      agency: isNotice ? found.record.agency : null,
      agencyMaySee: isNotice && found.record.notifiedOn !== null,
      // Reported under the number that the office gave it.
      givenNumber: isNotice ? null : found.record.reportNumber,
      facts: (number) => {
        const making: Making = { number, at, context, inputs: said };
        return found.of === 'inspection'
          ? gatherInspectionFacts(app, repositories, found.record, making)
          : gatherMajorMatterFacts(app, repositories, found.record, making);
      },
    });
    return viewMatterDocument(made);
  });
}

/** Notices of inspections that the agency was given. */
export async function listInspectionNotices(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listInspectionNotices>> {
  return app.database.withContext(context, async ({ documents }) => ({
    notices: (await documents.receivedNotices(MOST_NOTICES)).map((document) => {
      const said = (name: string) => {
        const text = document.content[name];
        return typeof text === 'string' ? text : '';
      };
      return {
        ...viewDocument(document),
        inspection: {
          number: said('检查编号'),
          title: said('检查名称'),
          kind: said('检查类型'),
          from: said('开始日期'),
          to: said('结束日期'),
        },
      };
    }),
  }));
}

/** The notice goes out with the step that gives it: from then on the agency reads it. */
export async function sendInspectionNotice({ documents }: Repositories, inspectionId: string): Promise<void> {
  await documents.showToAgency('inspection_notice', subjectKeyOf({ matter: 'inspection', matterId: inspectionId }));
}

type Found = { of: 'inspection'; record: InspectionRecord } | { of: 'major_matter'; record: MajorMatterRecord };

async function requireMatter(
  { inspections, majorMatters }: Repositories,
  { matter, matterId }: MatterReference,
): Promise<Found> {
  if (matter === 'inspection') {
    const record = await inspections.get(matterId);
    if (record) return { of: matter, record };
  } else {
    const record = await majorMatters.get(matterId);
    if (record) return { of: matter, record };
  }
  throw new DomainError('NOT_FOUND', { [matter]: matterId });
}

const standingOf = ({ of, record: { state } }: Found) => ({ of, state }) as DocumentMatter;
const subjectKeyOf = ({ matter, matterId }: MatterReference) => `${matter}:${matterId}`;

function viewMatterDocument(document: StoredDocument): MatterDocumentView {
  return { ...viewDocument(document), sent: document.inspectionId !== null && document.agencyMaySee };
}
