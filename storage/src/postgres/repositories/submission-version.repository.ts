import type { EntityManager } from 'typeorm';

/** A reason for sending again, and who stated it when. */
export interface StatedReason {
  text: string;
  byName: string;
  at: string;
}

/** One version of a submission among its others. */
export interface SubmissionVersion {
  id: string;
  version: number;
  state: 'received' | 'accepted' | 'refused';
  arrivedAt: string;
  decidedAt: string | null;
  rows: number;
  errors: number;
  /** The accepted version before it. */
  replaces: string | null;
  reason: string | null;
  reasonByName: string | null;
  reasonAt: string | null;
}

/** One table of one version, as its file lies. */
export interface VersionTable {
  rows: number;
  /** Relative to the facts' folder; null when the table is empty. */
  path: string | null;
}

/** The package that a submission came as. */
export interface SubmittedPackage {
  /** sha256 of the stored object. */
  object: string;
  fileName: string;
  bytes: number;
}

/** Versions of submissions: which replaces which, why, and what can be looked at of each. */
export class SubmissionVersionRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Notes which accepted version the one just accepted replaces; null: it is the first. */
  async noteReplaced(id: string): Promise<string | null> {
    const [rows]: [{ replaces: string | null }[], number] = await this.manager.query(
      `update submission s set replaces = (
         select o.id from submission o where o.agency = s.agency and o.line = s.line and o.dataset = s.dataset and o.period = s.period
           and o.state = 'accepted' and o.version < s.version order by o.version desc limit 1)
       where s.id = $1 returning replaces`,
      [id],
    );
    return rows[0]?.replaces ?? null;
  }

  /** Keeps why a version was sent again. */
  async stateReason(id: string, reason: StatedReason): Promise<void> {
    await this.manager.query(`update submission set reason = $2, reason_by_name = $3, reason_at = $4 where id = $1`, [
      id,
      reason.text,
      reason.byName,
      reason.at,
    ]);
  }

  /** Every version of the same agency, line, dataset and period, latest first; at most `limit`. */
  siblings(id: string, limit: number): Promise<SubmissionVersion[]> {
    return this.manager.query(
      `select o.id, o.version, o.state, o.arrived_at as "arrivedAt", o.decided_at as "decidedAt", o.rows, o.errors, o.replaces,
         o.reason, o.reason_by_name as "reasonByName", o.reason_at as "reasonAt"
       from submission s join submission o
         on o.agency = s.agency and o.line = s.line and o.dataset = s.dataset and o.period = s.period
       where s.id = $1 order by o.version desc, o.arrived_at desc, o.id limit $2`,
      [id, limit],
    );
  }

  /** A table of a version; null when the version has none of that name. */
  async table(id: string, table: string): Promise<VersionTable | null> {
    const rows: VersionTable[] = await this.manager.query(
      `select rows, path from fact_file where submission_id = $1 and table_name = $2`,
      [id, table],
    );
    return rows[0] ?? null;
  }

  /** Rows of each table in the version that counts of the period before, by table. */
  async rowsBefore(id: string, periodBefore: string): Promise<Map<string, number>> {
    const rows: { table: string; rows: number }[] = await this.manager.query(
      `select f.table_name as "table", f.rows from fact_file f where f.submission_id = (
         select o.id from submission s join submission o on o.agency = s.agency and o.line = s.line and o.dataset = s.dataset
         where s.id = $1 and o.period = $2 and o.state = 'accepted' order by o.version desc limit 1)`,
      [id, periodBefore],
    );
    return new Map(rows.map((row) => [row.table, row.rows]));
  }

  /** The package that became this submission; null when it did not come as one. */
  async packageOf(id: string): Promise<SubmittedPackage | null> {
    const rows: SubmittedPackage[] = await this.manager.query(
      `select object, file_name as "fileName", bytes from package_upload
       where submission_id = $1 and state in ('accepted', 'refused') order by uploaded_at limit 1`,
      [id],
    );
    return rows[0] ?? null;
  }
}
