import { randomUUID } from 'node:crypto';
import type { CheckError, SubmissionIdentity } from '@fundwatch/domain/collect';
import type { EntityManager } from 'typeorm';

export type SubmissionSource = 'exchange' | 'package' | 'history';

/** A version that was decided before. */
export interface KnownVersion {
  id: string;
  version: number;
  contentHash: string;
  state: 'accepted' | 'refused';
}

/** What a submission says about itself and when it came. */
export interface Arrival {
  identity: SubmissionIdentity;
  source: SubmissionSource;
  /** Name of the exchange database that it came out of. */
  exchangeSource?: string | undefined;
  sentBy: string;
  /** ISO instants. */
  sentAt: string;
  arrivedAt: string;
}

/** What was found of one table that came. */
export interface FoundTable {
  table: string;
  rows: number;
  controlTotals: Record<string, string>;
  /** Of the bytes as sent, or of the rows of an exchange database. */
  contentHash: string;
}

/** One table of an accepted submission; no file for an empty one. */
export interface AcceptedTable extends FoundTable {
  path: string | null;
  sha256: string | null;
}

const refusedByMapping = `submission.state = 'refused' and exists (
  select from submission_check c where c.submission_id = submission.id and c.check_code = 'code_unmapped')`;

/** Writes what arrives; the only place where submissions change. */
export class SubmissionIntakeRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Holds agency × line × dataset × period until the transaction ends. */
  async lock({ agency, line, dataset, period }: SubmissionIdentity): Promise<void> {
    await this.manager.query(`select pg_advisory_xact_lock(hashtextextended('submission ' || $1, 0))`, [
      [agency, line, dataset, period].join('|'),
    ]);
  }

  /**
   * Versions that were accepted or refused, latest first. What was refused because our mapping lacked a code is not the
   * sender's version spent: it may come again.
   */
  async decidedVersions({
    agency,
    line,
    dataset,
    period,
  }: Omit<SubmissionIdentity, 'version'>): Promise<KnownVersion[]> {
    return this.manager.query(
      `select id, version, content_hash as "contentHash", state from submission
       where agency = $1 and line = $2 and dataset = $3 and period = $4 and state <> 'received' and not (${refusedByMapping})
       order by version desc, arrived_at desc`,
      [agency, line, dataset, period],
    );
  }

  /** Puts a submission on the board while it is being checked; a check that died is taken up under the same row and first arrival. */
  async markReceived(arrival: Arrival): Promise<string> {
    const { identity } = arrival;
    const rows: { id: string }[] = await this.manager.query(
      `insert into submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash, exchange_source)
       values ($1, $2, $3, $4, $5, $6, 'received', $7, $8, $9, $10, '', $11)
       on conflict (agency, line, dataset, period, version) where state = 'received'
       do update set source = excluded.source, exchange_source = excluded.exchange_source, sent_by = excluded.sent_by, sent_at = excluded.sent_at,
         arrived_at = case when excluded.source = 'history' then excluded.arrived_at else submission.arrived_at end
       returning id`,
      [
        randomUUID(),
        identity.agency,
        identity.line,
        identity.dataset,
        identity.period,
        identity.version,
        arrival.source,
        arrival.sentBy,
        arrival.sentAt,
        arrival.arrivedAt,
        arrival.exchangeSource ?? null,
      ],
    );
    return rows[0]!.id;
  }

  /** Takes a received submission off the board again: it turned out to be here already. */
  async forgetReceived(id: string): Promise<void> {
    await this.manager.query(`delete from submission where id = $1 and state = 'received'`, [id]);
  }

  /** Lists the tables and accepts, whole. */
  async accept(id: string, decidedAt: string, contentHash: string, tables: readonly AcceptedTable[]): Promise<void> {
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    await this.manager.query(
      `update submission set state = 'accepted', decided_at = $2, content_hash = $3, rows = $4 where id = $1`,
      [id, decidedAt, contentHash, rows],
    );
    await this.listTables(id, tables);
  }

  /**
   * Refuses, whole, and keeps the reasons and what was found of the tables; no facts. `total` counts the errors that were
   * not kept, too.
   */
  async refuse(
    id: string,
    decidedAt: string,
    contentHash: string,
    errors: readonly CheckError[],
    total: number,
    tables: readonly FoundTable[] = [],
  ): Promise<void> {
    await this.manager.query(
      `update submission set state = 'refused', decided_at = $2, content_hash = $3, errors = $4 where id = $1`,
      [id, decidedAt, contentHash, total],
    );
    await this.manager.query(
      `insert into submission_check (submission_id, agency, check_code, file, table_name, row_no, column_name, value, reason_zh, reason_en)
       select $1, s.agency, r."checkCode", r.file, r."table", r.row, r."column", r.value, r.reason ->> 'zh', r.reason ->> 'en'
       from submission s, jsonb_to_recordset($2::jsonb) as r("checkCode" text, file text, "table" text, row bigint, "column" text, value text, reason jsonb)
       where s.id = $1`,
      [id, JSON.stringify(errors)],
    );
    await this.listTables(
      id,
      tables.map((table) => ({ ...table, path: null, sha256: null })),
    );
  }

  private async listTables(id: string, tables: readonly AcceptedTable[]): Promise<void> {
    await this.manager.query(
      `insert into fact_file (submission_id, agency, table_name, path, sha256, rows, control_totals, content_hash)
       select $1, s.agency, r."table", r.path, r.sha256, r.rows, r."controlTotals", r."contentHash"
       from submission s, jsonb_to_recordset($2::jsonb) as r("table" text, path text, sha256 text, rows bigint, "controlTotals" jsonb, "contentHash" text)
       where s.id = $1`,
      [id, JSON.stringify(tables)],
    );
  }

  /** The kept reasons of a refusal. */
  async checksOf(id: string): Promise<CheckError[]> {
    return this.manager.query(
      `select check_code as "checkCode", file, table_name as "table", row_no as row, column_name as "column", value,
         jsonb_build_object('zh', reason_zh, 'en', reason_en) as reason
       from submission_check where submission_id = $1 order by id`,
      [id],
    );
  }

  /** Periods that the product received data of itself (not history), ascending. */
  async livePeriods(): Promise<string[]> {
    const rows: { period: string }[] = await this.manager.query(
      `select distinct period from submission where source <> 'history' order by period`,
    );
    return rows.map((row) => row.period);
  }

  /**
   * Versions already decided, whichever way they came: key `agency|line|dataset|period|version`. One that was refused for
   * a code that was not mapped is looked at again once its source has a newer mapping.
   */
  async decidedKeys(): Promise<Set<string>> {
    const rows: { key: string }[] = await this.manager.query(
      `select distinct concat_ws('|', agency, line, dataset, period, version) as key from submission where state <> 'received'
         and not (${refusedByMapping} and exists (
           select from source_mapping m where m.source = submission.exchange_source and m.made_at > submission.decided_at))`,
    );
    return new Set(rows.map((row) => row.key));
  }
}
