import { DomainError } from '@fundwatch/domain';
import { addPeriods, endOfDay, submissionDueIn, type Terms } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Evaluation, EvaluationTrigger } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { indicatorsOfMonth } from './indicators-of-month.js';
import { planEvaluation } from './plan-evaluation.js';
import { requestEvaluation } from './request-evaluation.js';

const HOUR = 3_600_000;

/**
 * Starts what is due, oldest period first: the first run of a period one hour after its due date, and a new run of every
 * evaluated period whose inputs have changed since (a newly accepted submission touches its own period and those that look back on it).
 * Returns the runs started.
 */
export async function startDueEvaluations(app: Application, context: RequestContext): Promise<Evaluation[]> {
  const now = await app.clock.now();
  const terms = await app.terms();
  const started: Evaluation[] = [];
  for (const period of await duePeriods(app, context, terms, now)) {
    const trigger = await app.database.withContext(context, async (repositories): Promise<EvaluationTrigger | null> => {
      const last = await repositories.evaluations.latestFinished(period);
      if (!last) return 'schedule';
      const { indicators } = await indicatorsOfMonth(app, repositories, period);
      const active = [...indicators.values()].filter(({ status }) => status === 'active');
      // What failed is tried again the next time: a passing fault must not stay "not evaluated".
      const known = new Map(
        (await repositories.evaluations.indicatorsOf(last.id))
          .filter(({ state }) => state === 'done')
          .map((one) => [one.indicator, one.inputHash]),
      );
      const plan = await planEvaluation(app, repositories, terms, { period, asOf: last.asOf }, active);
      const changed = active.some(({ code }) => known.get(code) !== plan.indicators.get(code)?.inputHash);
      return changed ? 'new_data' : null;
    });
    if (!trigger) continue;
    try {
      started.push(await requestEvaluation(app, context, { period, trigger }));
    } catch (error) {
      // Somebody else has just started it.
      if (!(error instanceof DomainError && error.code === 'EVALUATION_RUNNING')) throw error;
    }
  }
  return started;
}

/** Periods from the first one that the product received itself, whose due date (rolled) passed at least an hour ago, ascending. */
async function duePeriods(app: Application, context: RequestContext, terms: Terms, now: string): Promise<string[]> {
  const known = await app.database.withContext(context, ({ submissionIntake }) => submissionIntake.livePeriods());
  const first = known[0];
  if (first === undefined) return [];
  const due: string[] = [];
  for (let period = first; ; period = addPeriods(period, 1)) {
    const dueOn = submissionDueIn(terms, period);
    // Without a calendar the due date is not guessed; the run can be started by hand.
    if (dueOn === null || Date.parse(endOfDay(dueOn)) + HOUR > Date.parse(now)) break;
    due.push(period);
  }
  return due;
}
