import { DomainError } from '@fundwatch/domain';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Indicator } from '@fundwatch/indicators';
import type { Evaluation, StoredHit } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { evaluateIndicator } from './evaluate-indicator.js';
import { holdRunFacts, letGoOfRunFacts } from './hold-run-facts.js';
import { indicatorOfRun } from './indicators-of-month.js';

export interface IndicatorOutcome {
  /** False: another worker did it, or the run is over. */
  done: boolean;
  hits: number;
  cannotDecide: number;
  /** Nothing is left to run: the reconciliation may start. */
  last: boolean;
}

/**
 * Runs one indicator of a run over the immutable facts and keeps its rows and scopes in one transaction; running it again
 * leaves the same. Unchanged inputs and version take over the earlier result.
 * @throws DomainError INDICATOR_INVALID, FACT_FILE_DAMAGED, EVALUATION_TOO_MANY_HITS
 */
export async function runIndicator(
  app: Application,
  context: RequestContext,
  { evaluationId, indicator: code }: { evaluationId: string; indicator: string },
): Promise<IndicatorOutcome> {
  const startedAt = process.hrtime.bigint();
  const now = await app.clock.now();
  const evaluation = await app.database.withContext(context, async ({ evaluations }) => {
    const found = await evaluations.get(evaluationId);
    const active = found && (found.state === 'queued' || found.state === 'running');
    return active && (await evaluations.startIndicator(evaluationId, code, now)) ? found : null;
  });
  if (!evaluation)
    return { done: false, hits: 0, cannotDecide: 0, last: await nothingLeft(app, context, evaluationId) };
  const indicator = await app.database.withContext(context, (repositories) =>
    indicatorOfRun(app, repositories, evaluation, code),
  );
  if (!indicator) throw new DomainError('INDICATOR_UNKNOWN', { indicator: code });

  const reuse = await findReusable(app, context, evaluation, indicator);
  const rows = reuse ? [] : await evaluateFacts(app, context, evaluation, indicator);
  const outcome = await app.database.withContext(context, async (repositories) => {
    const { evaluations } = repositories;
    if (!(await evaluations.lockRunning(evaluation.id, code))) return { done: false, hits: 0, cannotDecide: 0 };
    if (reuse) {
      await evaluations.copyResult(evaluation.id, code, reuse);
    } else {
      await evaluations.replaceHits(evaluation.id, code, rows);
    }
    crashPoint('evaluate.after-hits');
    const counts = await evaluations.countHits(evaluation.id, code);
    const durationMs = Number(process.hrtime.bigint() - startedAt) / 1e6;
    await evaluations.finishIndicator(evaluation.id, code, { ...counts, durationMs, reusedFrom: reuse });
    return { done: true, ...counts };
  });
  return { ...outcome, last: await nothingLeft(app, context, evaluationId) };
}

/** Gives up on an indicator after its last attempt: its scopes are *not evaluated*, the others of the run go on. */
export async function failIndicator(
  app: Application,
  context: RequestContext,
  { evaluationId, indicator, error }: { evaluationId: string; indicator: string; error: string },
): Promise<void> {
  await app.database.withContext(context, ({ evaluations }) =>
    evaluations.failIndicator(evaluationId, indicator, error),
  );
}

/** Whether every indicator has been run; then the facts are not held any longer. */
async function nothingLeft(app: Application, context: RequestContext, evaluationId: string): Promise<boolean> {
  const left = await app.database.withContext(context, ({ evaluations }) => evaluations.indicatorsOf(evaluationId));
  const isOver = left.every(({ state }) => state === 'done' || state === 'failed');
  if (isOver) letGoOfRunFacts(app, evaluationId);
  return isOver;
}

async function findReusable(
  app: Application,
  context: RequestContext,
  evaluation: Evaluation,
  indicator: Indicator,
): Promise<string | null> {
  return app.database.withContext(context, async ({ evaluations }) => {
    const own = (await evaluations.indicatorsOf(evaluation.id)).find((one) => one.indicator === indicator.code);
    return own?.inputHash
      ? evaluations.reusableResult(evaluation.period, indicator.code, indicator.version, own.inputHash)
      : null;
  });
}

async function evaluateFacts(
  app: Application,
  context: RequestContext,
  evaluation: Evaluation,
  indicator: Indicator,
): Promise<StoredHit[]> {
  const held = holdRunFacts(app, context, evaluation);
  try {
    const { plan, run } = await held.facts;
    const decisions = plan.indicators.get(indicator.code)?.decisions ?? [];
    return await evaluateIndicator(app, { period: evaluation.period, run, decisions }, indicator);
  } finally {
    held.release();
  }
}
