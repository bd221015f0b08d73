import type { Terms } from '@fundwatch/domain/calendar';
import type { Indicator } from '@fundwatch/indicators';
import type { Evaluation, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readStandings } from '../tuning/read-in-force.js';
import { readFrozenIndicators } from './frozen-month.js';
import { indicatorsOfRun } from './indicators-of-month.js';
import { planEvaluation, type EvaluationPlan } from './plan-evaluation.js';

/** What the last run of a period says still, and what it doesn't. */
export interface PeriodResults {
  /** By the definitions that ran: what a run with them would read now. */
  plan: EvaluationPlan;
  /** The definitions behind the results, in order of code; also those never run that ought to have been. */
  indicators: Indicator[];
  /** Indicators that failed in the last run, or that it did not have though they were in force. */
  undone: string[];
  /** Indicators whose inputs have changed since they were run, by the definition that ran. */
  stale: string[];
}

/**
 * Compares the last run of a period with what its own definitions would read now. A version that came into force since
 * restates nothing: it is taken by the next run, and the next run comes with new data, by hand, or with the next period.
 */
export async function readPeriodResults(
  app: Application,
  repositories: Repositories,
  terms: Terms,
  last: Evaluation,
): Promise<PeriodResults> {
  const { period, asOf } = last;
  const ran = await repositories.evaluations.indicatorsOf(last.id);
  const definitions = await indicatorsOfRun(app, repositories, last);
  const missing = (await ownIndicators(app, repositories, last)).filter(({ code }) => !definitions.has(code));
  const indicators = [...definitions.values(), ...missing].sort((a, b) => (a.code < b.code ? -1 : 1));
  const plan = await planEvaluation(app, repositories, terms, { period, asOf }, indicators);
  const done = ran.filter(({ state, indicator }) => state === 'done' && definitions.has(indicator));
  return {
    plan,
    indicators,
    undone: indicators.map(({ code }) => code).filter((code) => !done.some(({ indicator }) => indicator === code)),
    stale: done
      .filter(({ indicator, inputHash }) => inputHash !== plan.indicators.get(indicator)?.inputHash)
      .map(({ indicator }) => indicator),
  };
}

/** Active ones that a whole run of the period has: of an open month without what the office put in force since. */
async function ownIndicators(app: Application, repositories: Repositories, last: Evaluation): Promise<Indicator[]> {
  const close = await repositories.monthCloses.closed(last.period);
  const known = close
    ? [...(await readFrozenIndicators(app, close)).values()]
    : [...(await readStandings(app, repositories)).values()]
        .filter(({ version }) => !version?.decidedAt || version.decidedAt < last.requestedAt)
        .map(({ indicator }) => indicator);
  return known.filter(({ status }) => status === 'active');
}
