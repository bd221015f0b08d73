import type { DocumentContent, DocumentKind, SummaryFigures, SummaryLine } from '@fundwatch/domain/documents';
import type { ProblemType } from '@fundwatch/domain/alert';
import type { EntityManager } from 'typeorm';
import { DocumentRow, DocumentTemplateRow } from '../entities/index.js';

export interface StoredDocument {
  id: string;
  kind: DocumentKind;
  subjectKey: string;
  alertId: string | null;
  branchId: string | null;
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

  /** 分类汇总 of the alerts that were raised from the first of these months to the last, baseline left out. */
  async summarise(from: string, to: string): Promise<SummaryFigures> {
    const lines = (by: string, where = ''): Promise<SummaryLine[]> =>
      this.manager.query(
        `select ${by} as name, count(*)::int as raised, count(*) filter (where a.answered_at is not null)::int as answered,
           count(*) filter (where a.answered_late)::int as late, count(*) filter (where a.state in ('closed', 'dismissed'))::int as closed,
           count(*) filter (where a.state not in ('closed', 'dismissed', 'withdrawn'))::int as open,
           coalesce(sum(a.amount), 0)::numeric(18, 2)::text as amount,
           coalesce(sum(last.recovered_amount), 0)::numeric(18, 2)::text as recovered
         from alert a left join organisation o on o.code = a.agency
           left join lateral (select recovered_amount from answer where alert_id = a.id order by round desc limit 1) last on true
         where a.state <> 'withdrawn' and (not a.baseline or a.dispatched_at is not null)
           and to_char(a.raised_at at time zone 'Asia/Shanghai', 'YYYYMM') between $1 and $2 ${where}
         group by 1 order by 2 desc, 1`,
        [from, to],
      );
    const [total] = await lines(`'合计'`);
    const byProblem: { problemType: ProblemType; alerts: number; amount: string; recovered: string }[] =
      await this.manager.query(
        `select a.problem_type as "problemType", count(*)::int as alerts,
           coalesce(sum(last.confirmed_amount), 0)::numeric(18, 2)::text as amount,
           coalesce(sum(last.recovered_amount), 0)::numeric(18, 2)::text as recovered
         from alert a
           left join lateral (select confirmed_amount, recovered_amount from answer where alert_id = a.id order by round desc limit 1) last on true
         where a.problem_type is not null and a.state <> 'withdrawn' and (not a.baseline or a.dispatched_at is not null)
           and to_char(a.raised_at at time zone 'Asia/Shanghai', 'YYYYMM') between $1 and $2
         group by 1 order by substr(a.problem_type, 2)::int`,
        [from, to],
      );
    const none = { raised: 0, answered: 0, late: 0, closed: 0, open: 0, amount: '0.00', recovered: '0.00' };
    return {
      from,
      to,
      total: total ?? { name: '合计', ...none },
      byAgency: await lines(`coalesce(o.name, a.agency)`),
      byGroup: await lines(`left(a.indicator, 2)`),
      byProblem,
    };
  }

  private async found(where: { id: string } | { alertId: string } | { kind: DocumentKind; subjectKey?: string }) {
    const rows = await this.manager.find(DocumentRow, {
      where,
      order: { madeAt: 'DESC', revision: 'DESC', id: 'ASC' },
    });
    return rows as unknown as StoredDocument[];
  }
}
