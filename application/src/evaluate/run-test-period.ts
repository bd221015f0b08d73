import { shanghaiDayOf, submissionDueIn } from '@fundwatch/domain/calendar';
import type { ScopeDecision } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Indicator } from '@fundwatch/indicators';
import type { SilentPlace, StoredHit } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { evaluateIndicator } from './evaluate-indicator.js';
import { openFactRun } from './open-fact-run.js';
import { planEvaluation } from './plan-evaluation.js';

/** What one version of an indicator finds in a month, beside the evaluation that stands for the indicator there. */
export interface TestedPeriod {
  period: string;
  hits: StoredHit[];
  /** Where the version has nothing to say for want of data. */
  silent: SilentPlace[];
  /** The evaluation that stands, and the version that it ran; null: the indicator was not evaluated in this month. */
  present: { evaluationId: string; version: number } | null;
  /** The facts are others than those which that evaluation read. */
  dataChanged: boolean;
  durationMs: number;
}

/** A month that is planned and opened for a version; `run` or `close` it. */
export interface OpenTestPeriod {
  period: string;
  /** Runs the version and closes. @throws DomainError INDICATOR_INVALID, FACT_FILE_DAMAGED, EVALUATION_TOO_MANY_HITS */
  run(): Promise<TestedPeriod>;
  close(): Promise<void>;
}

/**
 * Opens the facts that count in a month now for a version, as of the day of the evaluation that stands. Changes nothing.
 * @throws DomainError FACT_FILE_DAMAGED
 */
export async function openTestPeriod(
  app: Application,
  context: RequestContext,
  { indicator, period }: { indicator: Indicator; period: string },
): Promise<OpenTestPeriod> {
  const opening = stopwatch();
  const { present, dataChanged, asOf, plan, dueOn } = await planTest(app, context, indicator, period);
  const decisions = plan.indicators.get(indicator.code)?.decisions ?? [];
  const tested = { period, present, dataChanged };
  // A version that retires the indicator finds nothing anywhere.
  if (indicator.status === 'retired') {
    const nothing = { ...tested, hits: [], silent: [], durationMs: opening() };
    return { period, run: async () => nothing, close: async () => undefined };
  }
  // One indicator reads a few tables of many files; the others need not be opened.
  const read = new Set(indicator.needs.flatMap((need) => ('system' in need ? [] : need.tables)));
  const files = plan.files.filter(({ table }) => read.has(table));
  const facts = await openFactRun(app, { period, asOf, dueOn, files, system: plan.system });
  const openedIn = opening();
  return {
    period,
    run: async () => {
      const evaluating = stopwatch();
      try {
        const hits = await evaluateIndicator(app, { period, run: facts, decisions }, indicator);
        return { ...tested, hits, silent: silentPlaces(decisions), durationMs: openedIn + evaluating() };
      } finally {
        await facts.close();
      }
    },
    close: () => facts.close(),
  };
}

function silentPlaces(decisions: readonly ScopeDecision[]): SilentPlace[] {
  return decisions.flatMap((decision): SilentPlace[] =>
    decision.outcome === 'not_evaluated'
      ? [{ agency: decision.agency, line: decision.line, reasons: decision.reasons }]
      : [],
  );
}

/** Whole milliseconds since it was made. */
function stopwatch(): () => number {
  const startedAt = process.hrtime.bigint();
  return () => Math.round(Number(process.hrtime.bigint() - startedAt) / 1e6);
}

async function planTest(app: Application, context: RequestContext, indicator: Indicator, period: string) {
  const now = await app.clock.now();
  const terms = await app.terms();
  return app.database.withContext(context, async (repositories) => {
    const { evaluations, indicatorDefinitions } = repositories;
    const results = await evaluations.latestResults(period, now);
    const result = results.find((one) => one.indicator === indicator.code && one.state === 'done');
    const evaluation = result ? await evaluations.get(result.evaluationId) : null;
    const asOf = evaluation?.asOf ?? shanghaiDayOf(now);
    const planned = (one: Indicator) => planEvaluation(app, repositories, terms, { period, asOf }, [one]);
    const plan = await planned(indicator);
    const ran =
      evaluation && (await evaluations.indicatorsOf(evaluation.id)).find((one) => one.indicator === indicator.code);
    const definition =
      evaluation &&
      ((await indicatorDefinitions.ofRun(evaluation.id, indicator.code)).get(indicator.code) as Indicator | undefined);
    const inputHash = definition ? (await planned(definition)).indicators.get(indicator.code)?.inputHash : undefined;
    return {
      plan,
      asOf,
      dueOn: submissionDueIn(terms, period),
      present: ran ? { evaluationId: ran.evaluationId, version: ran.version } : null,
      dataChanged: inputHash !== undefined && inputHash !== ran?.inputHash,
    };
  });
}
