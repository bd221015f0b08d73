import type { EntityManager } from 'typeorm';

/** The accepted version that counts of one agency × line × dataset × period. */
export interface CountingSubmission {
  id: string;
  agency: string;
  line: string;
  dataset: string;
  period: string;
  version: number;
  contentHash: string;
}

/** One table of an accepted submission. */
export interface ListedFactFile extends Omit<CountingSubmission, 'id' | 'contentHash'> {
  table: string;
  /** Relative to the facts' folder; null when the table was empty. */
  path: string | null;
  sha256: string | null;
  rows: number;
}

/** A submission as the system table `facts.submission` shows it. */
export interface SubmissionRecord {
  agency: string;
  line: string;
  dataset: string;
  period: string;
  version: number;
  state: 'accepted' | 'refused' | 'received';
  sentAt: string;
  arrivedAt: string;
  decidedAt: string | null;
}

/** An external table as an accepted version brought it. */
export interface FeedRecord {
  agency: string;
  feed: string;
  period: string;
  version: number;
  rows: number;
  loadedAt: string;
}

/** What PostgreSQL knows of the immutable fact files. */
export class FactFileRepository {
  constructor(private readonly manager: EntityManager) {}

  /** The counting (highest accepted) versions of the periods, in a fixed order. */
  countingSubmissions(periods: readonly string[]): Promise<CountingSubmission[]> {
    return this.manager.query(
      `select distinct on (agency, line, dataset, period) id, agency, line, dataset, period, version, content_hash as "contentHash"
       from submission where state = 'accepted' and period = any ($1)
       order by agency, line, dataset, period, version desc`,
      [periods],
    );
  }

  /** The given submissions, in the same order. */
  submissionsById(ids: readonly string[]): Promise<CountingSubmission[]> {
    return this.manager.query(
      `select id, agency, line, dataset, period, version, content_hash as "contentHash" from submission where id = any ($1)
       order by agency, line, dataset, period`,
      [ids],
    );
  }

  /** The files of the given submissions as far as they were accepted, empty tables with a null path. */
  filesOf(submissionIds: readonly string[]): Promise<ListedFactFile[]> {
    return this.manager.query(
      `select f.table_name as "table", s.agency, s.line, s.dataset, s.period, s.version, f.path, f.sha256, f.rows
       from fact_file f join submission s on s.id = f.submission_id
       where f.submission_id = any ($1) and s.state = 'accepted'
       order by f.table_name, s.agency, s.line, s.period, s.version`,
      [submissionIds],
    );
  }

  /** Every file that some submission lists; the sweep keeps these. */
  async listedPaths(): Promise<Set<string>> {
    const rows: { path: string }[] = await this.manager.query(`select path from fact_file where path is not null`);
    return new Set(rows.map((row) => row.path));
  }

  /** Submissions of the period and earlier, for `facts.submission`. */
  submissionRecords(upTo: string): Promise<SubmissionRecord[]> {
    return this.manager.query(
      `select agency, line, dataset, period, version, state, sent_at as "sentAt", arrived_at as "arrivedAt", decided_at as "decidedAt"
       from submission where period <= $1 order by agency, line, dataset, period, version, arrived_at`,
      [upTo],
    );
  }

  /** What was found of every table of the decided versions from `from` to `upTo`, for `facts.submission_table`. */
  tableRecords(from: string, upTo: string): Promise<Record<string, string | null>[]> {
    return this.manager.query(
      `select s.agency, s.line, s.dataset, s.period, s.version::text as version, s.state, f.table_name, f.rows::text as rows, f.content_hash
       from fact_file f join submission s on s.id = f.submission_id
       where s.period between $1 and $2 order by s.agency, s.line, s.dataset, s.period, s.version, s.arrived_at, f.table_name`,
      [from, upTo],
    );
  }

  /** Control totals of the accepted versions from `from` to `upTo`, for `facts.submission_total`. */
  totalRecords(from: string, upTo: string): Promise<Record<string, string | null>[]> {
    return this.manager.query(
      `select s.agency, s.line, s.dataset, s.period, s.version::text as version, f.table_name, t.key as column_name, t.value as total
       from fact_file f join submission s on s.id = f.submission_id, jsonb_each_text(f.control_totals) t
       where s.state = 'accepted' and s.period between $1 and $2
       order by s.agency, s.line, s.dataset, s.period, s.version, f.table_name, t.key`,
      [from, upTo],
    );
  }

  /** Every external table that an accepted version of the period or an earlier one brought, and when, for `facts.external_feed`. */
  feedRecords(from: string, upTo: string): Promise<FeedRecord[]> {
    return this.manager.query(
      `select s.agency, f.table_name as feed, s.period, s.version, f.rows, s.arrived_at as "loadedAt"
       from fact_file f join submission s on s.id = f.submission_id
       where s.dataset = 'external' and s.state = 'accepted' and s.period between $1 and $2
       order by s.agency, f.table_name, s.period, s.version`,
      [from, upTo],
    );
  }

  /** Reasons of refusals in the period, for `facts.submission_check`. */
  checkRecords(period: string): Promise<Record<string, string | null>[]> {
    return this.manager.query(
      `select s.agency, s.line, s.dataset, s.period, s.version::text as version, c.check_code, c.table_name, c.row_no::text as row_no,
         c.column_name, c.value, c.reason_zh as reason
       from submission_check c join submission s on s.id = c.submission_id
       where s.period = $1 order by s.agency, s.line, s.dataset, s.version, c.id`,
      [period],
    );
  }
}
