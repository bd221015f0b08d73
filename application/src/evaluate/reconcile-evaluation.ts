import { DomainError, groupBy } from '@fundwatch/domain';
import { reconcile, type FoundHit } from '@fundwatch/domain/alert';
import {
  nominalSubmissionDueOn,
  shanghaiDayOf,
  submissionDueIn,
  submissionTermOf,
  yearOf,
} from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { compareWithClose } from './compare-with-close.js';
import { indicatorsOfRun } from './indicators-of-month.js';
import { startTrials } from './start-trials.js';

/** What a run did to the alerts. */
export interface ReconciliationCounts {
  raised: number;
  extended: number;
  withdrawn: number;
}

/**
 * Turns the hits of a run into alerts, all in one transaction under the period's lock: all of it happens, or nothing.
 * Periods are reconciled in ascending order; null: not this one's turn, or it is done. Versions on trial follow as test runs.
 */
export async function reconcileEvaluation(
  app: Application,
  context: RequestContext,
  evaluationId: string,
): Promise<ReconciliationCounts | null> {
  const now = await app.clock.now();
  const terms = await app.terms();
  const done = await app.database.withContext(context, async (repositories) => {
    const { evaluations, alertReconcile, audit } = repositories;
    const known = await evaluations.get(evaluationId);
    if (!known) throw new DomainError('NOT_FOUND', { evaluation: evaluationId });
    await evaluations.lockPeriod(known.period);
    if (!(await evaluations.startReconciling(evaluationId))) return null;
    const total: ReconciliationCounts = { raised: 0, extended: 0, withdrawn: 0 };
    const { dueDay } = submissionTermOf(terms, known.period);
    const dueOn = submissionDueIn(terms, known.period) ?? nominalSubmissionDueOn(known.period, dueDay);
    const indicators = await indicatorsOfRun(app, repositories, known);
    const quiet = groupBy(await repositories.whitelist.validIn(known.period), ({ indicator }) => indicator);
    for (const ran of await evaluations.indicatorsOf(evaluationId)) {
      if (ran.state !== 'done') continue;
      const indicator = indicators.get(ran.indicator);
      if (!indicator) throw new DomainError('INDICATOR_UNKNOWN', { indicator: ran.indicator });
      const scopes = await evaluations.scopesOf(evaluationId, ran.indicator);
      const found = await evaluations.hitsOf(evaluationId, ran.indicator, 'hit');
      const undecided = await evaluations.hitsOf(evaluationId, ran.indicator, 'cannot_decide');
      const { effects, outcomes } = reconcile(
        await alertReconcile.existing(ran.indicator),
        {
          indicator: { ...indicator, version: ran.version },
          period: known.period,
          dueOn,
          evaluated: scopes.filter(({ state }) => state !== 'not_evaluated'),
          cannotDecide: undecided,
          hits: found.map((hit) => ({ ...hit, firstPeriod: hit.firstPeriod ?? known.period }) as FoundHit),
          lookBackCutShort: scopes.some(({ reasonDetails }) => 'lookBackCuts' in reasonDetails),
          baseline: known.baseline,
          whitelist: quiet.get(ran.indicator) ?? [],
        },
        { now, settings: app.settings.alerts },
      );
      const counts = await alertReconcile.apply(effects, outcomes, ran.indicator, {
        evaluationId,
        parameters: ran.parameters,
        definitionHash: ran.definitionHash,
        now,
        year: yearOf(shanghaiDayOf(now)),
        numberPrefix: app.settings.alerts.numberPrefix,
        afterEffect: () => crashPoint('reconcile.mid'),
      });
      total.raised += counts.raised;
      total.extended += counts.extended;
      total.withdrawn += counts.withdrawn;
    }
    await compareWithClose(app, repositories, known);
    await evaluations.finish(evaluationId, now, total);
    await audit.append({
      action: 'evaluation.finish',
      target: { kind: 'evaluation', id: evaluationId },
      businessAt: now,
      details: { period: known.period, runNo: known.runNo, ...total },
    });
    const trials = await startTrials(app, repositories, known, now);
    crashPoint('reconcile.before-commit');
    return { total, trials };
  });
  for (const testRunId of done?.trials ?? []) await app.queue.enqueue('runTest', { testRunId });
  return done?.total ?? null;
}
