import type {
  AccountHashes,
  RegionKeyState,
  RuleCheckState,
  RuleConclusion,
  RuleReason,
  RuleState,
} from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';

/** An agency whose rules of a period are being checked; `ticket` tells whether more came meanwhile. */
export interface ClaimedRuleCheck {
  agency: string;
  ticket: number;
}

/** A period with checks to do; every request makes the number higher. */
export interface OpenRulePeriod {
  period: string;
  requests: number;
}

/** The result of one rule at one agency × line, as it is kept. */
export interface StoredRuleResult extends RuleConclusion {
  rule: string;
  tolerance: string | null;
  brokenRows: number;
  version: number;
  /** Null: the rule failed, so that the next check runs it again. */
  inputHash: string | null;
  /** The first broken items. */
  differences: readonly RuleDifference[];
}

/** A broken item behind a result. */
export interface RuleDifference {
  item: string;
  left: string | null;
  right: string | null;
  difference: string | null;
  evidence: Readonly<Record<string, string | null>>;
}

/** The result of one rule at one agency × line of a period. */
export interface RuleResult {
  period: string;
  agency: string;
  line: string;
  rule: string;
  state: RuleState;
  reason: RuleReason | null;
  reasonDetails: Record<string, unknown>;
  compared: number;
  left: string | null;
  right: string | null;
  difference: string | null;
  tolerance: string | null;
  brokenRows: number;
  version: number;
  checkedAt: string;
}

/** What the account hashes of a period say about the region's key. */
export interface RegionKeyCheck {
  period: string;
  state: RegionKeyState;
  agencies: AccountHashes[];
  apart: string[];
  inputHash: string;
  checkedAt: string;
}

/** The columns of a result, `r` being rule_result. */
export const ruleResultColumns = `r.period, r.agency, r.line, r.rule, r.state, r.reason, r.reason_details as "reasonDetails", r.compared,
  r.left_value::text as "left", r.right_value::text as "right", r.difference::text as difference, r.tolerance::text as tolerance,
  r.broken_rows as "brokenRows", r.version, r.checked_at as "checkedAt"`;

/** The checks of rules: what is to be done, and what they found. */
export class RuleRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Asks for an agency's check of a period; a check that runs is followed by another. Times of claims are real time. */
  async request(period: string, agency: string, at: string): Promise<void> {
    await this.manager.query(
      `insert into rule_check (period, agency, state, requested_at) values ($1, $2, 'waiting', $3)
       on conflict (period, agency) do update set requests = rule_check.requests + 1, requested_at = excluded.requested_at,
         attempts = 0, state = case rule_check.state when 'running' then 'running' else 'waiting' end`,
      [period, agency, at],
    );
  }

  /** Asks again for what was checked before: an agency's periods after one, up to another. */
  async requestLater(agency: string, after: string, upTo: string, at: string): Promise<void> {
    await this.again(`agency = $2 and period > $3 and period <= $4`, at, [agency, after, upTo]);
  }

  /** Asks again for every agency of a period that was checked before. */
  async requestAll(period: string, at: string): Promise<void> {
    await this.again(`period = $2`, at, [period]);
  }

  /** Asks again for every check that was made with other rules, and for those that failed not too often. */
  async requestOutdated(rulesHash: string, mostAttempts: number, at: string): Promise<void> {
    await this.again(`state = 'done' and rules_hash is distinct from $2`, at, [rulesHash]);
    await this.manager.query(
      `update rule_check set state = 'waiting', requested_at = $1 where state = 'failed' and attempts < $2`,
      [at, mostAttempts],
    );
  }

  private async again(where: string, at: string, values: readonly unknown[]): Promise<void> {
    await this.manager.query(
      `update rule_check set requests = requests + 1, requested_at = $1, attempts = 0,
         state = case state when 'running' then 'running' else 'waiting' end
       where ${where}`,
      [at, ...values],
    );
  }

  /** Periods with checks that wait or were left running, ascending, and how often anything was asked for in each. */
  openPeriods(): Promise<OpenRulePeriod[]> {
    return this.manager.query(
      `select period, sum(requests) as requests from rule_check group by period
       having bool_or(state in ('waiting', 'running')) order by period`,
    );
  }

  /** Holds a period's checks until the transaction ends; false: another process has them. What dies lets go. */
  async hold(period: string): Promise<boolean> {
    const rows: { locked: boolean }[] = await this.manager.query(
      `select pg_try_advisory_xact_lock(hashtextextended('rule check ' || $1, 0)) as locked`,
      [period],
    );
    return rows[0]?.locked ?? false;
  }

  /** Claims every open check of a held period; one left running belonged to a process that died. */
  async claim(period: string, at: string): Promise<ClaimedRuleCheck[]> {
    const [rows] = await this.manager.query<[ClaimedRuleCheck[], number]>(
      `update rule_check set state = 'running', claimed_at = $2, attempts = attempts + 1
       where period = $1 and state in ('waiting', 'running') returning agency, requests as ticket`,
      [period, at],
    );
    return rows.sort((a, b) => (a.agency < b.agency ? -1 : 1));
  }

  /** Done, unless something newer asked for it meanwhile. */
  async finish(
    period: string,
    { agency, ticket }: ClaimedRuleCheck,
    rulesHash: string,
    checkedAt: string,
  ): Promise<void> {
    await this.manager.query(
      `update rule_check set state = case when requests = $3 then 'done' else 'waiting' end, rules_hash = $4, checked_at = $5,
         attempts = 0, error = null
       where period = $1 and agency = $2`,
      [period, agency, ticket, rulesHash, checkedAt],
    );
  }

  /** A check that broke off is tried again by the sweep. */
  async fail(period: string, agencies: readonly string[], error: string): Promise<void> {
    await this.manager.query(
      `update rule_check set state = 'failed', error = $3 where period = $1 and agency = any ($2) and state = 'running'`,
      [period, agencies, error],
    );
  }

  /** What the results of these agencies rest on, by `agency|rule`. */
  async inputHashes(period: string, agencies: readonly string[]): Promise<Map<string, string | null>> {
    const rows: { key: string; hash: string | null }[] = await this.manager.query(
      `select agency || '|' || rule as key, min(input_hash) as hash from rule_result where period = $1 and agency = any ($2)
       group by agency, rule`,
      [period, agencies],
    );
    return new Map(rows.map(({ key, hash }) => [key, hash]));
  }

  /** Replaces an agency's results of these rules, whole. */
  async replaceResults(
    period: string,
    agency: string,
    rules: readonly string[],
    results: readonly StoredRuleResult[],
    checkedAt: string,
  ): Promise<void> {
    await this.manager.query(`delete from rule_result where period = $1 and agency = $2 and rule = any ($3)`, [
      period,
      agency,
      rules,
    ]);
    await this.manager.query(
      `insert into rule_result (period, agency, line, rule, state, reason, reason_details, compared, left_value, right_value,
         difference, tolerance, broken_rows, version, input_hash, checked_at)
       select $1, r.agency, r.line, r.rule, r.state, r.reason, r."reasonDetails", r.compared, r."left", r."right", r.difference,
         r.tolerance, r."brokenRows", r.version, r."inputHash", $2
       from jsonb_to_recordset($3::jsonb) as r(agency text, line text, rule text, state text, reason text, "reasonDetails" jsonb,
         compared bigint, "left" numeric, "right" numeric, difference numeric, tolerance numeric, "brokenRows" bigint,
         version integer, "inputHash" text)`,
      [period, checkedAt, JSON.stringify(results.map(({ differences: _, ...result }) => result))],
    );
    const differences = results.flatMap(({ line, rule, differences: rows }) =>
      rows.map((row, index) => ({ line, rule, ordinal: index + 1, ...row })),
    );
    await this.manager.query(
      `insert into rule_difference (period, agency, line, rule, ordinal, item, left_value, right_value, difference, evidence)
       select $1, $2, d.line, d.rule, d.ordinal, d.item, d."left", d."right", d.difference, d.evidence
       from jsonb_to_recordset($3::jsonb) as d(line text, rule text, ordinal integer, item text, "left" numeric, "right" numeric,
         difference numeric, evidence jsonb)`,
      [period, agency, JSON.stringify(differences)],
    );
  }

  /** Every result of a period, in the order of agency, line and rule. */
  resultsOf(period: string): Promise<RuleResult[]> {
    return this.manager.query(
      `select ${ruleResultColumns} from rule_result r where r.period = $1 order by r.agency, r.line, r.rule`,
      [period],
    );
  }

  /** Agencies whose check of the period is not done. */
  async pendingOf(period: string): Promise<string[]> {
    const rows: { agency: string; state: RuleCheckState }[] = await this.manager.query(
      `select agency, state from rule_check where period = $1 and state <> 'done' order by agency`,
      [period],
    );
    return rows.map((row) => row.agency);
  }

  async regionKey(period: string): Promise<RegionKeyCheck | null> {
    const rows: RegionKeyCheck[] = await this.manager.query(
      `select period, state, agencies, apart, input_hash as "inputHash", checked_at as "checkedAt" from region_key_check where period = $1`,
      [period],
    );
    return rows[0] ?? null;
  }

  async keepRegionKey(check: RegionKeyCheck): Promise<void> {
    await this.manager.query(
      `insert into region_key_check (period, state, agencies, apart, input_hash, checked_at) values ($1, $2, $3::jsonb, $4, $5, $6)
       on conflict (period) do update set state = excluded.state, agencies = excluded.agencies, apart = excluded.apart,
         input_hash = excluded.input_hash, checked_at = excluded.checked_at`,
      [check.period, check.state, JSON.stringify(check.agencies), check.apart, check.inputHash, check.checkedAt],
    );
  }
}
