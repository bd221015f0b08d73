import { shanghaiDayOf, submissionLockedIn } from '@fundwatch/domain/calendar';
import type { MonthToClose } from '@fundwatch/domain/evaluate';
import type { Indicator } from '@fundwatch/indicators';
import type { Evaluation, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { planEvaluation, type EvaluationPlan } from './plan-evaluation.js';

/** Whether a month can be closed now, and what it would be closed with. */
export interface MonthReadiness {
  month: MonthToClose;
  /** The last finished run; null: never run. */
  last: Evaluation | null;
  /** What a run would read now; null without a last run. */
  plan: EvaluationPlan | null;
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
  const indicators = [...app.catalogue.values()].filter(({ status }) => status === 'active');
  const last = await evaluations.latestFinished(period);
  const terms = await app.terms();
  const plan = last && (await planEvaluation(app, repositories, terms, { period, asOf: last.asOf }, indicators));
  const ran = new Map(
    last ? (await evaluations.indicatorsOf(last.id)).map((one) => [one.indicator, one] as const) : [],
  );
  const month: MonthToClose = {
    period,
    today: shanghaiDayOf(now),
    lockOn: submissionLockedIn(terms, period),
    standing: standing ? (standing.state as 'proposed' | 'closed') : null,
    run: {
      active: (await evaluations.activeOf(period)) !== null,
      finished: last !== null,
      undone: indicators.filter(({ code }) => ran.get(code)?.state !== 'done').map(({ code }) => code),
      stale: indicators
        .filter(({ code }) => {
          const one = ran.get(code);
          return one?.state === 'done' && one.inputHash !== plan?.indicators.get(code)?.inputHash;
        })
        .map(({ code }) => code),
      unchecked: await repositories.rules.pendingOf(period),
    },
  };
  return { month, last, plan, indicators };
}
