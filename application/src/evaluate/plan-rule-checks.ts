import { createHash } from 'node:crypto';
import { groupBy } from '@fundwatch/domain';
import { lastDayOf, periodsBack, submissionDueIn, type Terms } from '@fundwatch/domain/calendar';
import { exchangeTables } from '@fundwatch/domain/collect';
import { type AcceptedSubmission, decideScopes, inputHasher, type ScopeDecision } from '@fundwatch/domain/evaluate';
import type { Rule } from '@fundwatch/indicators';
import type { ListedFactFile, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { tablesOfSubmissions } from './plan-evaluation.js';
import { readSystemTables, type SystemRows } from './read-system-tables.js';
import { longestLookBack } from './request-rule-checks.js';

/** A rule whose inputs at these agencies are not those of their last result. */
export interface RuleToCheck {
  rule: Rule;
  agencies: AgencyToCheck[];
}

export interface AgencyToCheck {
  agency: string;
  inputHash: string;
  decisions: ScopeDecision[];
}

/** What has to be checked, and the facts that it reads. */
export interface RuleCheckPlan {
  files: ListedFactFile[];
  system: SystemRows;
  dueOn: string | null;
  rules: RuleToCheck[];
}

const fullTables = new Set(exchangeTables.filter(({ mode }) => mode === 'full').map(({ name }) => name));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Compares what these agencies' results of a period rest on with what is there now. */
export async function planRuleChecks(
  app: Application,
  repositories: Repositories,
  terms: Terms,
  { period, agencies }: { period: string; agencies: readonly string[] },
): Promise<RuleCheckPlan> {
  const { factFiles, expectedSubmissions, rules } = repositories;
  const counting = await factFiles.countingSubmissions(periodsBack(period, longestLookBack(app)));
  const expected = (await expectedSubmissions.expectedIn(period)).rows;
  const region = [...counting, ...expected].find(({ dataset }) => dataset === 'external')?.agency ?? '';
  const wanted = new Set([...agencies, region]);
  const submissions = counting.filter(({ agency }) => wanted.has(agency));
  const files = await factFiles.filesOf(submissions.map(({ id }) => id));
  const accepted = tablesOfSubmissions(submissions, files);
  const own = accepted.filter(({ agency }) => agency !== region);
  const expectedHere = expected.filter(({ agency }) => wanted.has(agency));
  const system = await readSystemTables(
    repositories,
    { calendar: terms.calendar, rules: app.rules, statutory: app.statutory, period, expected },
    [],
  );
  const known = await rules.inputHashes(period, agencies);
  const dueOn = submissionDueIn(terms, period);
  const filesBy = groupBy(files, ({ agency }) => agency);

  const hashers = new Map<string, ReturnType<typeof inputHasher>>();
  const hasherOf = (agency: string) => {
    const known = hashers.get(agency);
    if (known) return known;
    const files = [...(filesBy.get(agency) ?? []), ...(agency === region ? [] : (filesBy.get(region) ?? []))];
    const inputs = { period, dueOn, asOf: lastDayOf(period), calendar: terms.calendar, files, system: {} };
    const hasher = inputHasher(inputs, sha256);
    hashers.set(agency, hasher);
    return hasher;
  };
  const plans = [...app.rules.values()].map((rule): RuleToCheck => {
    const decisions = rule.checkable
      ? decideScopes({
          indicator: { ...rule, needs: decidingNeeds(rule), reach: 'agency' },
          period,
          present: own,
          accepted,
          expected: expectedHere,
          region,
          fullTables,
        })
      : scopesOf(rule, period, own);
    const decisionsBy = groupBy(decisions, ({ agency }) => agency);
    const stale = agencies.flatMap((agency): AgencyToCheck[] => {
      const scopes = decisionsBy.get(agency) ?? [];
      const inputHash = hasherOf(agency)({ ...rule, readsAsOf: false }, scopes);
      const before = known.get(`${agency}|${rule.code}`);
      const isStale = scopes.length ? before !== inputHash : before !== undefined;
      return isStale ? [{ agency, inputHash, decisions: scopes }] : [];
    });
    return { rule, agencies: stale };
  });
  return { files, system, dueOn, rules: plans.filter((plan) => plan.agencies.length > 0) };
}

/** A rule of the whole agency rests on its control data; what its lines sent is read as far as it is there. */
function decidingNeeds({ scope, needs }: Rule): Rule['needs'] {
  return scope === 'line' ? needs : needs.filter(({ dataset }) => dataset === 'control');
}

/** Where a rule that cannot be checked is listed: the agencies and lines of M that it would be about. */
function scopesOf(rule: Rule, period: string, own: readonly AcceptedSubmission[]): ScopeDecision[] {
  const places = own
    .filter((one) => one.period === period && (one.line === '000') === (rule.scope === 'agency'))
    .filter(({ line }) => rule.lines === 'ALL' || rule.lines.includes(line));
  const unique = new Map(places.map(({ agency, line }) => [`${agency}|${line}`, { agency, line }]));
  return [...unique.values()].map((place) => ({ ...place, outcome: 'evaluated', fallbacks: [] }));
}
