import type { EntityManager } from 'typeorm';

/** One line of the list of expected submissions (decisions 14); periods are inclusive, validTo null = open. */
export interface ExpectedSubmission {
  agency: string;
  line: string;
  dataset: string;
  validFrom: string;
  validTo: string | null;
  mayLack: string[];
}

const agencyExists = (alias: string) => `not exists (select from organisation o where o.code = ${alias}.agency
  and (to_char(o.opened_on, 'YYYYMM') > p.period or to_char(o.closed_on, 'YYYYMM') < p.period))`;

export class ExpectedSubmissionRepository {
  constructor(private readonly manager: EntityManager) {}

  /** The whole list, ended lines included. */
  async list(): Promise<ExpectedSubmission[]> {
    return this.manager.query(
      `select agency, line, dataset, valid_from as "validFrom", valid_to as "validTo", may_lack as "mayLack"
       from expected_submission order by 1, 2, 3, 4`,
    );
  }

  /** One change of the list at a time, until the transaction ends. */
  async lock(): Promise<void> {
    await this.manager.query(`select pg_advisory_xact_lock(hashtext('fundwatch.expected_submission'))`);
  }

  /** Replaces the whole list. */
  async replaceAll(list: readonly ExpectedSubmission[]): Promise<void> {
    await this.manager.query(`delete from expected_submission`);
    await this.manager.query(
      `insert into expected_submission (agency, line, dataset, valid_from, valid_to, may_lack)
       select r.agency, r.line, r.dataset, r."validFrom", r."validTo", array(select jsonb_array_elements_text(r."mayLack"))
       from jsonb_to_recordset($1::jsonb) as r(agency text, line text, dataset text, "validFrom" text, "validTo" text, "mayLack" jsonb)`,
      [JSON.stringify(list)],
    );
  }

  /**
   * The entered list where it covers the period; without a list, everything received in any earlier period. An agency is
   * expected from the month in which it opened to the month in which it closed.
   */
  async expectedIn(period: string): Promise<{ listKnown: boolean; rows: ExpectedSubmission[] }> {
    const { hasList, expected } = await this.read([period]);
    const rows = expected.map(({ period: _period, ...row }) => row);
    return { listKnown: hasList || rows.length > 0, rows };
  }

  /** What is expected in each of these periods, in one reading. */
  async expectedInEach(periods: readonly string[]): Promise<(ExpectedSubmission & { period: string })[]> {
    return (await this.read(periods)).expected;
  }

  private async read(periods: readonly string[]) {
    const hasList = await this.hasList();
    const expected: (ExpectedSubmission & { period: string })[] = await this.manager.query(
      hasList
        ? `select p.period, agency, line, dataset, valid_from as "validFrom", valid_to as "validTo", may_lack as "mayLack"
           from unnest($1::text[]) as p(period)
           join expected_submission e on valid_from <= p.period and (valid_to is null or valid_to >= p.period)
           where ${agencyExists('e')} order by 1, 2, 3, 4`
        : `select distinct p.period, agency, line, dataset, p.period as "validFrom", null as "validTo", '{}'::text[] as "mayLack"
           from unnest($1::text[]) as p(period) join submission s on s.period < p.period
           where ${agencyExists('s')} order by 1, 2, 3, 4`,
      [periods],
    );
    return { hasList, expected };
  }

  async hasList(): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(`select 1 from expected_submission limit 1`);
    return rows.length > 0;
  }
}
