import type { CalendarYear, FixedDue, SubmissionTerm } from '@fundwatch/domain/calendar';
import type { EntityManager } from 'typeorm';

/** One import of a calendar year; the highest revision of a year holds. */
export interface ImportedCalendarYear extends CalendarYear {
  revision: number;
  fileName: string;
  fileSha256: string;
  reason: string | null;
  importedBy: string;
  importedAt: string;
}

export interface StoredSubmissionTerm extends SubmissionTerm {
  reason: string;
  setBy: string;
  setAt: string;
}

/** The latest revision of every imported year, and every term. */
export interface StoredTerms {
  years: (CalendarYear & { revision: number })[];
  submissionTerms: SubmissionTerm[];
  fixedDue: FixedDue[];
}

const termsColumns = `coalesce((select jsonb_agg(y) from (
    select distinct on (year) year, revision, papers, days_off as "daysOff", working_days as "workingDays"
    from calendar_year order by year, revision desc) y), '[]') as years,
  coalesce((select jsonb_agg(t) from (
    select from_period as "from", due_day as "dueDay", roll, lock_working_days as "lockWorkingDays"
    from submission_term order by from_period) t), '[]') as "submissionTerms",
  coalesce((select jsonb_agg(d) from (
    select period, due_on as "dueOn", locked_on as "lockedOn" from submission_due) d), '[]') as "fixedDue"`;

/** The calendars and the terms of submission: what dates are computed with. */
export class TermsRepository {
  constructor(private readonly manager: EntityManager) {}

  async read(): Promise<StoredTerms> {
    const [row] = await this.manager.query(`select ${termsColumns}`);
    return row;
  }

  /** The same, and where the business clock stands (null: on the real time), in one query. */
  async readWithClock(): Promise<StoredTerms & { now: string | null }> {
    const [row] = await this.manager.query(
      `select ${termsColumns}, (select now from business_clock where id = 1) as now`,
    );
    return row;
  }

  /** Every import, latest first. */
  async importedYears(): Promise<ImportedCalendarYear[]> {
    return this.manager.query(
      `select year, revision, papers, days_off as "daysOff", working_days as "workingDays", file_name as "fileName",
         file_sha256 as "fileSha256", reason, imported_by as "importedBy", imported_at as "importedAt"
       from calendar_year order by imported_at desc, year desc, revision desc`,
    );
  }

  /** Keeps a revision of a year; its number is the caller's, taken under `lock`. */
  async insertYear(one: ImportedCalendarYear): Promise<void> {
    await this.manager.query(
      `insert into calendar_year (year, revision, papers, days_off, working_days, file_name, file_sha256, reason, imported_by, imported_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        one.year,
        one.revision,
        JSON.stringify(one.papers),
        one.daysOff,
        one.workingDays,
        one.fileName,
        one.fileSha256,
        one.reason,
        one.importedBy,
        one.importedAt,
      ],
    );
  }

  /** One change of calendar or terms at a time, until the transaction ends. */
  async lock(): Promise<void> {
    await this.manager.query(`select pg_advisory_xact_lock(hashtext('fundwatch.terms'))`);
  }

  /** Keeps due days that have passed as they stood; what was kept before stays. */
  async fixDue(list: readonly FixedDue[], calendarVersion: string, at: string): Promise<void> {
    await this.manager.query(
      `insert into submission_due (period, due_on, locked_on, calendar_version, fixed_at)
       select r.period, r."dueOn", r."lockedOn", $2, $3 from jsonb_to_recordset($1::jsonb) as r(period text, "dueOn" date, "lockedOn" date)
       on conflict (period) do nothing`,
      [JSON.stringify(list), calendarVersion, at],
    );
  }

  /** Latest first. */
  async submissionTerms(): Promise<StoredSubmissionTerm[]> {
    return this.manager.query(
      `select from_period as "from", due_day as "dueDay", roll, lock_working_days as "lockWorkingDays", reason,
         set_by as "setBy", set_at as "setAt"
       from submission_term order by from_period desc`,
    );
  }

  /** Sets the term that holds from a period on, instead of one set for the same period before. */
  async setSubmissionTerm(term: StoredSubmissionTerm): Promise<void> {
    await this.manager.query(
      `insert into submission_term (from_period, due_day, roll, lock_working_days, reason, set_by, set_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (from_period) do update set due_day = excluded.due_day, roll = excluded.roll,
         lock_working_days = excluded.lock_working_days, reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at`,
      [term.from, term.dueDay, term.roll, term.lockWorkingDays, term.reason, term.setBy, term.setAt],
    );
  }
}
