import type { DocumentContent, DocumentKind } from '@fundwatch/domain/documents';
import type { EntityManager } from 'typeorm';
import { DocumentRow, DocumentTemplateRow } from '../entities/index.js';
import type { MatterOfEvent } from './matter-event.repository.js';

export interface StoredDocument {
  id: string;
  kind: DocumentKind;
  subjectKey: string;
  alertId: string | null;
  branchId: string | null;
  inspectionId: string | null;
  majorMatterId: string | null;
  agency: string | null;
  number: string;
  revision: number;
  content: DocumentContent;
  docxObject: string;
  docxBytes: number;
  pdfObject: string | null;
  pdfBytes: number | null;
  templateVersion: number;
  agencyMaySee: boolean;
  madeBy: string;
  madeByName: string;
  madeAt: string;
}

export interface StoredTemplate {
  kind: DocumentKind;
  version: number;
  object: string | null;
  bytes: number | null;
  fileName: string | null;
  note: string;
  uploadedBy: string;
  uploadedByName: string;
  uploadedAt: string;
}

/** The papers, their numbers, and the templates of an office. */
export class DocumentRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Holds a paper's subject until the transaction ends: of two makers one comes first. */
  async lock(kind: DocumentKind, subjectKey: string): Promise<void> {
    await this.manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `document|${kind}|${subjectKey}`,
    ]);
  }

  async insert(document: StoredDocument): Promise<void> {
    await this.manager.insert(DocumentRow, { ...document, content: document.content as object });
  }

  /** Of one alert as far as this context may see them, the latest first. */
  async ofAlert(alertId: string): Promise<StoredDocument[]> {
    return this.found({ alertId });
  }

  /** Of an inspection or a major matter, the latest first. */
  async ofMatter(of: MatterOfEvent, id: string): Promise<StoredDocument[]> {
    return this.found(of === 'inspection' ? { inspectionId: id } : { majorMatterId: id });
  }

  /** Notices of inspections that went out to the agencies of this context, each as it stands now, the latest first. */
  async receivedNotices(limit: number): Promise<StoredDocument[]> {
    const rows = await this.manager
      .createQueryBuilder(DocumentRow, 'd')
      .where(`d.kind = 'inspection_notice' and d.inspection_id is not null and d.agency_may_see`)
      .distinctOn(['d.inspection_id'])
      .orderBy('d.inspection_id')
      .addOrderBy('d.revision', 'DESC')
      .getMany();
    return (rows as unknown as StoredDocument[])
      .sort((a, b) => (a.madeAt < b.madeAt ? 1 : a.madeAt > b.madeAt ? -1 : a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  /** Shows an agency the papers of a subject that it may see from now on; returns how many there are. */
  async showToAgency(kind: DocumentKind, subjectKey: string): Promise<number> {
    const done = await this.manager.update(DocumentRow, { kind, subjectKey }, { agencyMaySee: true });
    return done.affected ?? 0;
  }

  /** Of one subject, the latest first. */
  async ofSubject(kind: DocumentKind, subjectKey: string): Promise<StoredDocument[]> {
    return this.found({ kind, subjectKey });
  }

  /** Of a kind that is about a period, the latest first. */
  async ofKind(kind: DocumentKind): Promise<StoredDocument[]> {
    return this.found({ kind });
  }

  async get(id: string): Promise<StoredDocument | null> {
    return (await this.found({ id }))[0] ?? null;
  }

  /** The next number under this word in that year. */
  async nextNumber(word: string, year: number): Promise<number> {
    const rows: { last: number }[] = await this.manager.query(
      `insert into document_number as n (word, year, last) values ($1, $2, 1)
       on conflict (word, year) do update set last = n.last + 1 returning last`,
      [word, year],
    );
    return rows[0]!.last;
  }

  /** All versions of the templates of a kind, or of every kind; the highest first. */
  async templates(kind?: DocumentKind): Promise<StoredTemplate[]> {
    const rows = await this.manager.find(DocumentTemplateRow, {
      ...(kind ? { where: { kind } } : {}),
      order: { kind: 'ASC', version: 'DESC' },
    });
    return rows as StoredTemplate[];
  }

  async insertTemplate(template: StoredTemplate): Promise<void> {
    await this.manager.insert(DocumentTemplateRow, template);
  }

  private async found(
    where:
      | { id: string }
      | { alertId: string }
      | { inspectionId: string }
      | { majorMatterId: string }
      | { kind: DocumentKind; subjectKey?: string },
  ) {
    const rows = await this.manager.find(DocumentRow, {
      where,
      order: { madeAt: 'DESC', revision: 'DESC', id: 'ASC' },
    });
    return rows as unknown as StoredDocument[];
  }
}
