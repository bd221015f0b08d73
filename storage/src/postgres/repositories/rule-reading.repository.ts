import type { RuleCheckState, RuleState } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { type RuleDifference, type RuleResult, ruleResultColumns } from './rule.repository.js';

export interface RuleResultRecord extends RuleResult {
  agencyName: string;
}

export interface RuleResultFilter {
  period: string;
  agency?: string | undefined;
  line?: string | undefined;
  rule?: string | undefined;
  state?: readonly RuleState[] | undefined;
}

/** How far the check of an agency is. */
export interface RuleCheckRecord {
  agency: string;
  agencyName: string;
  state: RuleCheckState;
  checkedAt: string | null;
}

/** An agency's results of one rule, over its lines. */
export interface RuleCellRecord {
  agency: string;
  rule: string;
  holds: number;
  broken: number;
  notCheckable: number;
}

const from = `rule_result r left join organisation o on o.code = r.agency`;
const columns = `${ruleResultColumns}, coalesce(o.name, r.agency) as "agencyName"`;

/** $1…$5 as a filter; a null leaves its column open. */
const filterSql = `r.period = $1 and ($2::text is null or r.agency = $2) and ($3::text is null or r.line = $3)
  and ($4::text is null or r.rule = $4) and ($5::text[] is null or r.state = any ($5))`;
const filterValues = ({ period, agency, line, rule, state }: RuleResultFilter) => [
  period,
  agency ?? null,
  line ?? null,
  rule ?? null,
  state?.length ? state : null,
];

/** Reads the results of rules, as far as the context may see them. */
export class RuleReadingRepository {
  constructor(private readonly manager: EntityManager) {}

  /** In the order of agency, line and rule. */
  list(filter: RuleResultFilter, after: readonly unknown[] | null, limit: number): Promise<RuleResultRecord[]> {
    return this.manager.query(
      `select ${columns} from ${from} where ${filterSql}
         and ($6::text is null or (r.agency, r.line, r.rule) > ($6, $7, $8))
       order by r.agency, r.line, r.rule limit $9`,
      [...filterValues(filter), after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
    );
  }

  async count(filter: RuleResultFilter): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from rule_result r where ${filterSql}`,
      filterValues(filter),
    );
    return rows[0]?.count ?? 0;
  }

  async get(key: { period: string; agency: string; line: string; rule: string }): Promise<RuleResultRecord | null> {
    const rows: RuleResultRecord[] = await this.manager.query(
      `select ${columns} from ${from} where r.period = $1 and r.agency = $2 and r.line = $3 and r.rule = $4`,
      [key.period, key.agency, key.line, key.rule],
    );
    return rows[0] ?? null;
  }

  /** The broken items that were kept, in the rule's own order. */
  differences(key: { period: string; agency: string; line: string; rule: string }): Promise<RuleDifference[]> {
    return this.manager.query(
      `select item, left_value::text as "left", right_value::text as "right", difference::text as difference, evidence
       from rule_difference where period = $1 and agency = $2 and line = $3 and rule = $4 order by ordinal`,
      [key.period, key.agency, key.line, key.rule],
    );
  }

  /** How far each agency of a period is. */
  checks(period: string): Promise<RuleCheckRecord[]> {
    return this.manager.query(
      `select c.agency, coalesce(o.name, c.agency) as "agencyName", c.state, c.checked_at as "checkedAt"
       from rule_check c left join organisation o on o.code = c.agency where c.period = $1 order by c.agency`,
      [period],
    );
  }

  /** Agencies × rules of a period, over one line or all. */
  cells(period: string, line: string | null): Promise<RuleCellRecord[]> {
    return this.manager.query(
      `select agency, rule, count(*) filter (where state = 'holds') as holds, count(*) filter (where state = 'broken') as broken,
         count(*) filter (where state = 'not_checkable') as "notCheckable"
       from rule_result where period = $1 and ($2::text is null or line = $2) group by agency, rule order by agency, rule`,
      [period, line],
    );
  }

  /** Lines that have results in a period. */
  async lines(period: string): Promise<string[]> {
    const rows: { line: string }[] = await this.manager.query(
      `select distinct line from rule_result where period = $1 order by line`,
      [period],
    );
    return rows.map((row) => row.line);
  }
}
