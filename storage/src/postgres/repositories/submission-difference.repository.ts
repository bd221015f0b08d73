import type { EntityManager } from 'typeorm';

export type DifferenceState = 'waiting' | 'running' | 'same' | 'done' | 'failed';
export type DifferenceKind = 'changed' | 'added' | 'removed';

/** What a version changed in one table; counts are null until it is compared. */
export interface TableDifference {
  table: string;
  state: DifferenceState;
  rowsBefore: number | null;
  rowsAfter: number | null;
  controlTotalsBefore: Record<string, string> | null;
  controlTotalsAfter: Record<string, string> | null;
  added: number | null;
  removed: number | null;
  changed: number | null;
}

/** One row that differs, values as text. */
export interface DifferingRow {
  kind: DifferenceKind;
  key: Record<string, string | null>;
  /** Of a changed row the columns that differ, of an added or removed one all that have a value. */
  before: Record<string, string | null> | null;
  after: Record<string, string | null> | null;
}

/** Where the two versions of a table lie; null for an empty or absent table. */
export interface TableToCompare {
  table: string;
  pathBefore: string | null;
  pathAfter: string | null;
}

/** What each version changed against the one it replaces. */
export class SubmissionDifferenceRepository {
  constructor(private readonly manager: EntityManager) {}

  /**
   * Lists the tables of an accepted version that replaces another as work to compare; the same content is known to be
   * the same. Called in the transaction that accepts it.
   */
  async plan(submissionId: string, replaces: string): Promise<void> {
    await this.manager.query(
      `insert into submission_difference (submission_id, agency, table_name, state, rows_before, rows_after,
         control_totals_before, control_totals_after, added, removed, changed)
       select s.id, s.agency, table_name, case when same then 'same' else 'waiting' end, rows_before, rows_after,
         totals_before, totals_after, case when same then 0 end, case when same then 0 end, case when same then 0 end
       from submission s, (
         select table_name, n.rows as rows_after, o.rows as rows_before, n.control_totals as totals_after,
           o.control_totals as totals_before,
           coalesce(n.content_hash = o.content_hash, false) or (coalesce(n.rows, 0) = 0 and coalesce(o.rows, 0) = 0) as same
         from (select * from fact_file where submission_id = $1) n
         full join (select * from fact_file where submission_id = $2) o using (table_name)
       ) found
       where s.id = $1`,
      [submissionId, replaces],
    );
  }

  /** Holds a version's comparison until the transaction ends; false: another worker has it. */
  async hold(submissionId: string): Promise<boolean> {
    const rows: { locked: boolean }[] = await this.manager.query(
      `select pg_try_advisory_xact_lock(hashtextextended('submission difference ' || $1, 0)) as locked`,
      [submissionId],
    );
    return rows[0]?.locked ?? false;
  }

  /** The next table of a version that is not compared yet, marked as running. What a dead worker left running is open, too. */
  async start(submissionId: string, at: string, besides: readonly string[]): Promise<TableToCompare | null> {
    const rows: TableToCompare[] = await this.manager
      .query(
        `with next as (
           select submission_id, table_name from submission_difference
           where submission_id = $1 and state in ('waiting', 'running') and table_name <> all ($3) order by table_name limit 1
         )
         update submission_difference d set state = 'running', claimed_at = $2, attempts = attempts + 1
         from next, submission s where d.submission_id = next.submission_id and d.table_name = next.table_name and s.id = d.submission_id
         returning d.table_name as "table",
           (select path from fact_file f where f.submission_id = s.replaces and f.table_name = d.table_name) as "pathBefore",
           (select path from fact_file f where f.submission_id = s.id and f.table_name = d.table_name) as "pathAfter"`,
        [submissionId, at, besides],
      )
      .then((reply: [TableToCompare[], number]) => reply[0]);
    return rows[0] ?? null;
  }

  /** Keeps what was found of one table. */
  async finish(
    submissionId: string,
    table: string,
    found: { added: number; removed: number; changed: number; rows: readonly DifferingRow[] },
  ): Promise<void> {
    await this.manager.query(`delete from submission_difference_row where submission_id = $1 and table_name = $2`, [
      submissionId,
      table,
    ]);
    await this.manager.query(
      `insert into submission_difference_row (submission_id, table_name, ordinal, agency, kind, key, before, after)
       select d.submission_id, d.table_name, r.ordinal, d.agency, r.kind, r.key, r.before, r.after
       from submission_difference d,
         jsonb_to_recordset($3::jsonb) as r(ordinal integer, kind text, key jsonb, before jsonb, after jsonb)
       where d.submission_id = $1 and d.table_name = $2`,
      [submissionId, table, JSON.stringify(found.rows.map((row, index) => ({ ordinal: index + 1, ...row })))],
    );
    await this.manager.query(
      `update submission_difference set state = 'done', added = $3, removed = $4, changed = $5, error = null
       where submission_id = $1 and table_name = $2`,
      [submissionId, table, found.added, found.removed, found.changed],
    );
  }

  /** A comparison that broke off is tried again by the sweep, at most `mostAttempts` times. */
  async fail(submissionId: string, table: string, error: string, mostAttempts: number): Promise<void> {
    await this.manager.query(
      `update submission_difference set state = case when attempts >= $4 then 'failed' else 'waiting' end, error = $3
       where submission_id = $1 and table_name = $2`,
      [submissionId, table, error, mostAttempts],
    );
  }

  /** Versions with tables that are not compared yet: a nudge more does no harm, a lost one is repaired. */
  async open(): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `select distinct submission_id as id from submission_difference where state in ('waiting', 'running') order by 1`,
    );
    return rows.map((row) => row.id);
  }

  /** The tables of a version against the one it replaces. */
  tables(submissionId: string): Promise<TableDifference[]> {
    return this.manager.query(
      `select table_name as "table", state, rows_before as "rowsBefore", rows_after as "rowsAfter",
         control_totals_before as "controlTotalsBefore", control_totals_after as "controlTotalsAfter", added, removed, changed
       from submission_difference where submission_id = $1 order by table_name`,
      [submissionId],
    );
  }

  /** The kept rows of one table that differ, after the one numbered `after`: changed ones first, then added, then removed. */
  rows(
    submissionId: string,
    table: string,
    after: number | null,
    limit: number,
  ): Promise<(DifferingRow & { ordinal: number })[]> {
    return this.manager.query(
      `select ordinal, kind, key, before, after from submission_difference_row
       where submission_id = $1 and table_name = $2 and ($3::integer is null or ordinal > $3) order by ordinal limit $4`,
      [submissionId, table, after, limit],
    );
  }

  async countRows(submissionId: string, table: string): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from submission_difference_row where submission_id = $1 and table_name = $2`,
      [submissionId, table],
    );
    return rows[0]?.count ?? 0;
  }
}
