import type { EntityManager } from 'typeorm';

export interface ArrivedSubmission {
  id: string;
  agency: string;
  agencyName: string;
  line: string;
  dataset: string;
  period: string;
  version: number;
  state: 'received' | 'accepted' | 'refused';
  source: 'exchange' | 'package' | 'history';
  sentBy: string;
  sentAt: string;
  arrivedAt: string;
  decidedAt: string | null;
  rows: number;
  errors: number;
  /** The accepted version before it. */
  replaces: string | null;
  /** Why it was sent again. */
  reason: string | null;
}

export interface SubmissionTable {
  name: string;
  rows: number;
  controlTotals: Record<string, string>;
  errors: number;
}

export interface SubmissionCheckRecord {
  id: number;
  checkCode: string;
  file: string | null;
  table: string | null;
  row: number | null;
  column: string | null;
  value: string | null;
  reason: { zh: string; en: string };
}

export interface SubmissionFilter {
  period?: string | undefined;
  agency?: string | undefined;
  line?: string | undefined;
  dataset?: string | undefined;
  state?: readonly string[] | undefined;
}

export interface PackageUploadRecord {
  id: string;
  fileName: string;
  bytes: number;
  uploadedAt: string;
  uploadedBy: string;
  state: 'waiting' | 'checking' | 'accepted' | 'refused' | 'already_here' | 'failed';
  submissionId: string | null;
  problems: Omit<SubmissionCheckRecord, 'id'>[];
  reason: string | null;
  origin: 'browser' | 'folder';
}

export interface ExchangeSourceRecord {
  name: string;
  lastPullAt: string | null;
  lastSuccessAt: string | null;
  lastError: string | null;
  failures: number;
  /** What its account may change there; null: not looked yet. */
  writePrivileges: string[] | null;
  mappingRevision: number;
  /** Submissions decided that came out of it. */
  accepted: number;
  refused: number;
}

const columns = `s.id, s.agency, coalesce(o.name, s.agency) as "agencyName", s.line, s.dataset, s.period, s.version, s.state, s.source,
  s.sent_by as "sentBy", s.sent_at as "sentAt", s.arrived_at as "arrivedAt", s.decided_at as "decidedAt", s.rows, s.errors,
  s.replaces, s.reason`;
const from = `submission s left join organisation o on o.code = s.agency`;
const uploadColumns = `id, file_name as "fileName", bytes, uploaded_at as "uploadedAt", uploaded_by_name as "uploadedBy", state,
  submission_id as "submissionId", problems, reason, origin`;

/** $1…$5 as a filter; a null leaves its column open. */
const filterSql = `($1::text is null or s.period = $1) and ($2::text is null or s.agency = $2) and ($3::text is null or s.line = $3)
  and ($4::text is null or s.dataset = $4) and ($5::text[] is null or s.state = any($5))`;
const filterValues = ({ period, agency, line, dataset, state }: SubmissionFilter) => [
  period ?? null,
  agency ?? null,
  line ?? null,
  dataset ?? null,
  state?.length ? state : null,
];

/** Reads what arrived, as far as the context may see it. */
export class SubmissionReadingRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Periods that anything was sent for, latest first. */
  async periods(): Promise<string[]> {
    const rows: { period: string }[] = await this.manager.query(
      `select distinct period from submission order by period desc`,
    );
    return rows.map((row) => row.period);
  }

  /** Every submission of a period, for the arrival board. */
  async ofPeriod(period: string): Promise<ArrivedSubmission[]> {
    return this.manager.query(
      `select ${columns} from ${from} where s.period = $1 order by s.agency, s.line, s.dataset, s.version, s.arrived_at`,
      [period],
    );
  }

  /** How each submission of these periods stands, in one reading. */
  async arrivedIn(
    periods: readonly string[],
  ): Promise<Pick<ArrivedSubmission, 'agency' | 'line' | 'dataset' | 'period' | 'version' | 'state' | 'arrivedAt'>[]> {
    return this.manager.query(
      `select s.agency, s.line, s.dataset, s.period, s.version, s.state, s.arrived_at as "arrivedAt" from submission s
       where s.period = any($1) order by s.period, s.agency, s.line, s.dataset, s.version, s.arrived_at`,
      [periods],
    );
  }

  /** Latest arrival first, from `after` on, arrived at or before `asOf`. */
  async list(
    filter: SubmissionFilter,
    asOf: string,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<(ArrivedSubmission & { key: [string, string] })[]> {
    return this.manager.query(
      `select ${columns}, json_build_array(to_char(s.arrived_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), s.id) as key
       from ${from} where ${filterSql} and s.arrived_at <= $6
         and ($7::timestamptz is null or s.arrived_at < $7 or (s.arrived_at = $7 and s.id > $8::uuid))
       order by s.arrived_at desc, s.id limit $9`,
      [...filterValues(filter), asOf, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }

  async count(filter: SubmissionFilter, asOf: string): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from submission s where ${filterSql} and s.arrived_at <= $6`,
      [...filterValues(filter), asOf],
    );
    return rows[0]?.count ?? 0;
  }

  async get(id: string): Promise<ArrivedSubmission | null> {
    const rows: ArrivedSubmission[] = await this.manager.query(`select ${columns} from ${from} where s.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Tables of an accepted submission, and those that a refusal complains of. */
  async tables(id: string): Promise<SubmissionTable[]> {
    return this.manager.query(
      `select coalesce(f.table_name, c.table_name) as name, coalesce(f.rows, 0) as rows, coalesce(f.control_totals, '{}') as "controlTotals",
         coalesce(c.errors, 0) as errors
       from (select table_name, rows, control_totals from fact_file where submission_id = $1) f
       full join (select table_name, count(*) as errors from submission_check where submission_id = $1 and table_name is not null
         group by table_name) c on c.table_name = f.table_name
       order by 1`,
      [id],
    );
  }

  /** A refusal's reasons in the order in which they were found, after the one numbered `after`. */
  async checks(id: string, after: number | null, limit: number): Promise<SubmissionCheckRecord[]> {
    return this.manager.query(
      `select id, check_code as "checkCode", file, table_name as "table", row_no as row, column_name as "column", value,
         jsonb_build_object('zh', reason_zh, 'en', reason_en) as reason
       from submission_check where submission_id = $1 and ($2::bigint is null or id > $2) order by submission_check.id limit $3`,
      [id, after, limit],
    );
  }

  async countChecks(id: string): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from submission_check where submission_id = $1`,
      [id],
    );
    return rows[0]?.count ?? 0;
  }

  async insertUpload(upload: {
    id: string;
    object: string;
    fileName: string;
    bytes: number;
    agency: string | null;
    /** Null: it lay in the watched folder. */
    uploadedBy: string | null;
    uploadedByName: string;
    uploadedAt: string;
    reason: string | null;
    origin: 'browser' | 'folder';
  }): Promise<void> {
    await this.manager.query(
      `insert into package_upload (id, object, file_name, bytes, agency, uploaded_by, uploaded_by_name, uploaded_at, reason, origin, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting')`,
      [
        upload.id,
        upload.object,
        upload.fileName,
        upload.bytes,
        upload.agency,
        upload.uploadedBy,
        upload.uploadedByName,
        upload.uploadedAt,
        upload.reason,
        upload.origin,
      ],
    );
  }

  async getUpload(id: string): Promise<PackageUploadRecord | null> {
    const rows: PackageUploadRecord[] = await this.manager.query(
      `select ${uploadColumns} from package_upload where id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Latest first. */
  async listUploads(
    asOf: string,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<(PackageUploadRecord & { key: [string, string] })[]> {
    return this.manager.query(
      `select ${uploadColumns}, json_build_array(to_char(uploaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), id) as key
       from package_upload where uploaded_at <= $1
         and ($2::timestamptz is null or uploaded_at < $2 or (uploaded_at = $2 and id > $3::uuid))
       order by uploaded_at desc, id limit $4`,
      [asOf, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }

  async countUploads(asOf: string): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from package_upload where uploaded_at <= $1`,
      [asOf],
    );
    return rows[0]?.count ?? 0;
  }

  /** How the sources of these names are doing, in that order. */
  async exchangeSources(names: readonly string[]): Promise<ExchangeSourceRecord[]> {
    return this.manager.query(
      `select n.name, e.last_pull_at as "lastPullAt", e.last_success_at as "lastSuccessAt", e.last_error as "lastError",
         coalesce(e.failures, 0) as failures, e.write_privileges as "writePrivileges",
         (select coalesce(max(revision), 0) from source_mapping m where m.source = n.name) as "mappingRevision",
         (select count(*) from submission s where s.exchange_source = n.name and s.state = 'accepted') as accepted,
         (select count(*) from submission s where s.exchange_source = n.name and s.state = 'refused') as refused
       from unnest($1::text[]) with ordinality as n (name, place) left join exchange_source e on e.name = n.name order by n.place`,
      [names],
    );
  }
}
