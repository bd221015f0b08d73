import { lastDayOf } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { ClaimedRuleCheck, StoredRuleResult } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { checkRegionKey } from './check-region-key.js';
import { openFactRun } from './open-fact-run.js';
import { planRuleChecks, type RuleCheckPlan } from './plan-rule-checks.js';
import { hashRules } from './request-rule-checks.js';
import { failedRule, runRule } from './run-rule.js';

/** What a check wrote. */
export interface RuleCheckCounts {
  agencies: number;
  results: number;
  broken: number;
  /** Rules that could not be run, and why; they say nothing until the next check. */
  failed: { rule: string; error: string }[];
}

/**
 * Checks the rules of every agency of a period that waits for it, one agency's results in one transaction, then the region's
 * key. Rules whose inputs are unchanged keep their results. Null: another process has the period.
 * @throws DomainError FACT_FILE_DAMAGED
 */
export async function checkRules(
  app: Application,
  context: RequestContext,
  { period }: { period: string },
): Promise<RuleCheckCounts | null> {
  let sum: RuleCheckCounts | null = null;
  for (;;) {
    const counts = await checkWhileHeld(app, context, period);
    if (counts === null) return sum;
    sum = sum ? add(sum, counts) : counts;
    // What was asked for between the last claim and letting go found the period held.
    const open = await app.database.withContext(context, ({ rules }) => rules.openPeriods());
    if (!open.some((one) => one.period === period)) return sum;
  }
}

function checkWhileHeld(app: Application, context: RequestContext, period: string): Promise<RuleCheckCounts | null> {
  const { database } = app;
  return database.withContext(context, async (holding) => {
    if (!(await holding.rules.hold(period))) return null;
    let sum: RuleCheckCounts = { agencies: 0, results: 0, broken: 0, failed: [] };
    for (;;) {
      const claimed = await database.withContext(context, ({ rules }) => rules.claim(period, app.realTime()));
      if (claimed.length === 0) break;
      try {
        sum = add(sum, await checkClaimed(app, context, period, claimed));
      } catch (error) {
        const names = claimed.map(({ agency }) => agency);
        await database.withContext(context, ({ rules }) => rules.fail(period, names, (error as Error).message));
        throw error;
      }
    }
    if (sum.agencies > 0) await checkRegionKey(app, context, period);
    return sum;
  });
}

async function checkClaimed(
  app: Application,
  context: RequestContext,
  period: string,
  claimed: readonly ClaimedRuleCheck[],
): Promise<RuleCheckCounts> {
  const terms = await app.terms();
  const agencies = claimed.map(({ agency }) => agency);
  const plan = await app.database.withContext(context, (repositories) =>
    planRuleChecks(app, repositories, terms, { period, agencies }),
  );
  const failed: RuleCheckCounts['failed'] = [];
  const results = await runRules(app, period, plan, (rule, error) => failed.push({ rule, error: error.message }));
  const checkedAt = await app.clock.now();
  for (const claim of claimed) {
    const { agency } = claim;
    const stale = plan.rules.filter((one) => one.agencies.some((place) => place.agency === agency));
    const found = results.filter((one) => one.agency === agency);
    await app.database.withContext(context, async ({ rules, audit }) => {
      if (stale.length) {
        const codes = stale.map(({ rule }) => rule.code);
        await rules.replaceResults(period, agency, codes, found, checkedAt);
        await audit.append({
          action: 'rules.check',
          target: { kind: 'organisation', id: agency },
          businessAt: checkedAt,
          details: { period, rules: codes.length, broken: countBroken(found) },
        });
      }
      await rules.finish(period, claim, hashRules(app), checkedAt);
      crashPoint('rules.before-commit');
    });
  }
  return { agencies: claimed.length, results: results.length, broken: countBroken(results), failed };
}

/** Every rule over one opening of the facts; a rule that throws fails alone. */
async function runRules(
  app: Application,
  period: string,
  plan: RuleCheckPlan,
  onFailure: (rule: string, error: Error) => void,
): Promise<StoredRuleResult[]> {
  const tables = new Set(plan.rules.flatMap(({ rule }) => rule.needs.flatMap((need) => need.tables)));
  const isAsked = plan.rules.some(({ rule }) => rule.checkable);
  const files = plan.files.filter(({ table }) => tables.has(table));
  const { dueOn, system } = plan;
  const run = isAsked ? await openFactRun(app, { period, asOf: lastDayOf(period), dueOn, files, system }) : null;
  const results: StoredRuleResult[] = [];
  try {
    for (const one of plan.rules) {
      try {
        results.push(...(await runRule(run, one)));
      } catch (error) {
        onFailure(one.rule.code, error as Error);
        results.push(...failedRule(one, error as Error));
      }
    }
  } finally {
    await run?.close();
  }
  return results;
}

function countBroken(results: readonly StoredRuleResult[]): number {
  return results.filter(({ state }) => state === 'broken').length;
}

function add(a: RuleCheckCounts, b: RuleCheckCounts): RuleCheckCounts {
  return {
    agencies: a.agencies + b.agencies,
    results: a.results + b.results,
    broken: a.broken + b.broken,
    failed: [...a.failed, ...b.failed],
  };
}
