import { createHash } from 'node:crypto';
import { submissionDueIn, type Terms } from '@fundwatch/domain/calendar';
import { exchangeTables } from '@fundwatch/domain/collect';
import {
  decideScopes,
  findLookBackCuts,
  inputHasher,
  periodsRead,
  type AcceptedSubmission,
  type LookBackCut,
  type ScopeDecision,
} from '@fundwatch/domain/evaluate';
import type { Indicator } from '@fundwatch/indicators';
import type { CountingSubmission, EvaluationScope, ListedFactFile, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readSystemTables, type SystemRows } from './read-system-tables.js';

/** What a run of a period reads and where each indicator can say something. */
export interface EvaluationPlan {
  submissions: CountingSubmission[];
  files: ListedFactFile[];
  system: SystemRows;
  /** Over every indicator's inputs: equal hashes give equal hits. */
  hash: string;
  indicators: Map<string, { inputHash: string; decisions: ScopeDecision[]; scopes: EvaluationScope[] }>;
}

const fullTables = new Set(exchangeTables.filter(({ mode }) => mode === 'full').map(({ name }) => name));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Plans a run over the submissions that count now, or over exactly `submissionIds`. */
export async function planEvaluation(
  { rules, statutory }: Pick<Application, 'rules' | 'statutory'>,
  repositories: Repositories,
  terms: Terms,
  run: {
    period: string;
    asOf: string;
    submissionIds?: readonly string[];
    /** Agencies whose rules were not checked when the run was planned; left out: those of now. */
    uncheckedAgencies?: readonly string[];
  },
  indicators: readonly Indicator[],
): Promise<EvaluationPlan> {
  const { period } = run;
  const submissions = run.submissionIds
    ? await repositories.factFiles.submissionsById(run.submissionIds)
    : await repositories.factFiles.countingSubmissions(
        periodsRead(
          indicators.flatMap(({ needs }) => needs),
          period,
        ),
      );
  const files = await repositories.factFiles.filesOf(submissions.map(({ id }) => id));
  const expected = await repositories.expectedSubmissions.expectedIn(period);
  const system = await readSystemTables(
    repositories,
    { calendar: terms.calendar, rules, statutory, period, expected: expected.rows },
    indicators.flatMap(({ needs }) => needs),
  );
  const unchecked = new Set(run.uncheckedAgencies ?? (await repositories.rules.pendingOf(period)));
  const accepted = tablesOfSubmissions(submissions, files);
  const region = [...submissions, ...expected.rows].find(({ dataset }) => dataset === 'external')?.agency ?? '';
  const dueOn = submissionDueIn(terms, period);
  const hashOf = inputHasher({ period, dueOn, asOf: run.asOf, calendar: terms.calendar, files, system }, sha256);
  const planned = new Map(
    indicators.map((indicator) => {
      const found = decideScopes({
        indicator,
        period,
        present: accepted.filter(({ agency }) => agency !== region),
        accepted,
        expected: expected.rows,
        region,
        fullTables,
      });
      const decisions = readsRuleResults(indicator) ? withholdUnchecked(found, unchecked) : found;
      const inputHash = hashOf(indicator, decisions);
      const scopes = decisions.map((decision) =>
        storedScope(decision, findLookBackCuts({ needs: indicator.needs, period, scope: decision, accepted, region })),
      );
      return [indicator.code, { inputHash, decisions, scopes }] as const;
    }),
  );
  const hash = sha256(JSON.stringify([...planned].map(([code, { inputHash }]) => [code, inputHash])));
  return { submissions, files, system, hash, indicators: planned };
}

function readsRuleResults({ needs }: Indicator): boolean {
  return needs.some((need) => 'system' in need && need.system.includes('rule_result'));
}

/** What rests on the results of rules says nothing of an agency whose rules are still being checked. */
function withholdUnchecked(decisions: readonly ScopeDecision[], unchecked: ReadonlySet<string>): ScopeDecision[] {
  return decisions.map(({ agency, line, ...rest }) =>
    unchecked.has(agency) && rest.outcome !== 'not_evaluated'
      ? { agency, line, outcome: 'not_evaluated', reasons: [{ code: 'RULES_NOT_CHECKED' }] }
      : { agency, line, ...rest },
  );
}

/** Submissions with the tables that each carried. */
export function tablesOfSubmissions(
  submissions: readonly CountingSubmission[],
  files: readonly ListedFactFile[],
): AcceptedSubmission[] {
  const tables = new Map<string, string[]>();
  for (const file of files) tables.set(keyOf(file), [...(tables.get(keyOf(file)) ?? []), file.table]);
  return submissions.map((one) => ({ ...one, tables: tables.get(keyOf(one)) ?? [] }));
}

function keyOf({
  agency,
  line,
  dataset,
  period,
}: Pick<CountingSubmission, 'agency' | 'line' | 'dataset' | 'period'>): string {
  return [agency, line, dataset, period].join('|');
}

function storedScope(decision: ScopeDecision, cuts: readonly LookBackCut[]): EvaluationScope {
  const { agency, line, outcome } = decision;
  const details: Record<string, unknown> = cuts.length ? { lookBackCuts: cuts } : {};
  if (outcome === 'not_evaluated') {
    return {
      agency,
      line,
      state: outcome,
      reason: decision.reasons[0]?.code ?? null,
      reasonDetails: { ...details, reasons: decision.reasons },
      cannotDecide: 0,
    };
  }
  if (outcome === 'partial') Object.assign(details, { present: decision.present, of: decision.of });
  if (decision.fallbacks.length) Object.assign(details, { fallbacks: decision.fallbacks });
  return {
    agency,
    line,
    state: outcome,
    reason: outcome === 'partial' ? 'PARTIAL' : null,
    reasonDetails: details,
    cannotDecide: 0,
  };
}
