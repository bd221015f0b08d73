import {
  concludeRule,
  notCheckable,
  type RuleConclusion,
  type RuleSummary,
  type ScopeDecision,
} from '@fundwatch/domain/evaluate';
import { isCheckable } from '@fundwatch/indicators';
import type { RuleDifference, StoredRuleResult } from '@fundwatch/storage';
import type { FactQuery, FactRun } from '@fundwatch/storage/facts';
import { absentTablesOf } from './open-fact-run.js';
import type { RuleToCheck } from './plan-rule-checks.js';

/** Broken items that are kept with a result; all of them are counted. */
const KEPT_DIFFERENCES = 100;

/** The broken items behind a result. */
type Behind = Pick<StoredRuleResult, 'brokenRows' | 'differences'>;
const nothing: Behind = { brokenRows: 0, differences: [] };

/** The results of one rule at the agencies that need them. Throws what the query throws. */
export async function runRule(run: FactRun | null, asked: RuleToCheck): Promise<StoredRuleResult[]> {
  const { rule, agencies } = asked;
  if (!isCheckable(rule)) {
    const lacks = rule.waitsFor.map(({ table, field }) => ({ table, field }));
    return resultsOf(asked, (scope) => ({ ...notCheckable(scope, 'standard_lacks', { lacks }), ...nothing }));
  }
  const isAsked = agencies.some(({ decisions }) => decisions.some(({ outcome }) => outcome !== 'not_evaluated'));
  const absentTables = absentTablesOf(agencies.flatMap(({ decisions }) => decisions));
  const found = isAsked && run ? await readRows(run, { ...rule, absentTables }) : new Map<string, Found>();
  return resultsOf(asked, (scope) => {
    const place = found.get(`${scope.agency}|${scope.line}`);
    const conclusion = concludeRule(scope, place?.summary);
    return { ...conclusion, ...(place && conclusion.state === 'broken' ? place.behind : nothing) };
  });
}

/** What stands where a rule could not be run: it says nothing, and the next check runs it again. */
export function failedRule(asked: RuleToCheck, error: Error): StoredRuleResult[] {
  const results = resultsOf(asked, (scope) => ({
    ...(scope.outcome === 'not_evaluated'
      ? concludeRule(scope, undefined)
      : notCheckable(scope, 'rule_failed', { error: error.message })),
    ...nothing,
  }));
  return results.map((result) => ({ ...result, inputHash: null }));
}

function resultsOf(
  { rule: { code, version, parameters }, agencies }: RuleToCheck,
  conclude: (scope: ScopeDecision) => RuleConclusion & Behind,
): StoredRuleResult[] {
  const tolerance = parameters.find(({ name }) => name === 'tolerance')?.value ?? null;
  return agencies.flatMap(({ inputHash, decisions }) =>
    decisions.map((scope) => ({ rule: code, version, tolerance, inputHash, ...conclude(scope) })),
  );
}

interface Found {
  summary?: RuleSummary;
  behind: { brokenRows: number; differences: RuleDifference[] };
}

async function readRows(run: FactRun, rule: FactQuery): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  for await (const row of run.checkRule(rule)) {
    const key = `${row.agency}|${row.line}`;
    const place = found.get(key) ?? { behind: { brokenRows: 0, differences: [] } };
    found.set(key, place);
    const { verdict, compared, left, right, difference, missing, item, evidence } = row;
    if (verdict !== 'row') {
      place.summary = { verdict, compared: compared ?? 0, left, right, difference, missing };
      continue;
    }
    place.behind.brokenRows += 1;
    if (place.behind.differences.length < KEPT_DIFFERENCES)
      place.behind.differences.push({ item: item ?? '', left, right, difference, evidence });
  }
  return found;
}
