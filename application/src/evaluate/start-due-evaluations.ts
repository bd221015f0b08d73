import { DomainError } from '@fundwatch/domain';
import { addPeriods, endOfDay, submissionDueIn, type Terms } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Evaluation, EvaluationTrigger } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readPeriodResults } from './read-period-results.js';
import { requestEvaluation } from './request-evaluation.js';

const HOUR = 3_600_000;

/**
 * Starts what is due, oldest period first: the first run of a period one hour after its due date, and a new run of every
 * evaluated period whose inputs have changed since (a newly accepted submission touches its own period and those that look back on it).
 * A version of an indicator that came into force restates no month. Returns the runs started.
 */
export async function startDueEvaluations(app: Application, context: RequestContext): Promise<Evaluation[]> {
  const now = await app.clock.now();
  const terms = await app.terms();
  const started: Evaluation[] = [];
  for (const period of await duePeriods(app, context, terms, now)) {
    const trigger = await app.database.withContext(context, async (repositories): Promise<EvaluationTrigger | null> => {
      const last = await repositories.evaluations.latestFinished(period);
      if (!last) return 'schedule';
      const { undone, stale } = await readPeriodResults(app, repositories, terms, last);
      // What failed is tried again the next time: a passing fault must not stay "not evaluated".
      return undone.length || stale.length ? 'new_data' : null;
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
