import { shanghaiDayOf, submissionLockedIn } from '@fundwatch/domain/calendar';
import type { MonthToClose } from '@fundwatch/domain/evaluate';
import type { Indicator } from '@fundwatch/indicators';
import type { Evaluation, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import type { EvaluationPlan } from './plan-evaluation.js';
import { readPeriodResults } from './read-period-results.js';

/** Whether a month can be closed now, and what it would be closed with. */
export interface MonthReadiness {
  month: MonthToClose;
  /** The last finished run; null: never run. */
  last: Evaluation | null;
  /** What a run by the definitions of the last one would read now; null without a last run. */
  plan: EvaluationPlan | null;
  /** The definitions that the month's results rest on. */
  indicators: Indicator[];
}

/** Compares the month's last run with what a run would read now. */
export async function readMonthToClose(
  app: Application,
  repositories: Repositories,
  period: string,
  now: string,
): Promise<MonthReadiness> {
  const { evaluations, monthCloses } = repositories;
  const standing = await monthCloses.standing(period);
  const last = await evaluations.latestFinished(period);
  const terms = await app.terms();
  const results = last && (await readPeriodResults(app, repositories, terms, last));
  const month: MonthToClose = {
    period,
    today: shanghaiDayOf(now),
    lockOn: submissionLockedIn(terms, period),
    standing: standing ? (standing.state as 'proposed' | 'closed') : null,
    run: {
      active: (await evaluations.activeOf(period)) !== null,
      finished: last !== null,
      undone: results?.undone ?? [],
      stale: results?.stale ?? [],
      unchecked: await repositories.rules.pendingOf(period),
    },
  };
  return { month, last, plan: results?.plan ?? null, indicators: results?.indicators ?? [] };
}
