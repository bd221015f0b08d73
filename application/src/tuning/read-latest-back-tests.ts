import { sumJudgedAlerts } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { Repositories } from '@fundwatch/storage';

export type BackTestSummary = NonNullable<
  ReplyOf<typeof routes.listIndicatorProposals>['proposals'][number]['backTest']
>;

/** By version what its latest back-test says; versions that were never back-tested are left out. */
export async function readLatestBackTests(
  { testRuns }: Pick<Repositories, 'testRuns'>,
  versionIds: readonly string[],
): Promise<Map<string, BackTestSummary>> {
  const summaries = new Map<string, BackTestSummary>();
  if (versionIds.length === 0) return summaries;
  for (const run of await testRuns.latestBackTests(versionIds)) {
    const judged = run.monthsDone ? sumJudgedAlerts(await testRuns.alertsOf(run.id, run.indicator)) : null;
    summaries.set(run.versionId!, {
      id: run.id,
      state: run.state,
      months: run.months,
      monthsDone: run.monthsDone,
      firstPeriod: run.firstPeriod,
      lastPeriod: run.lastPeriod,
      new: run.newHits,
      gone: run.goneHits,
      requestedAt: run.requestedAt,
      judged: judged && { real: judged.real, false: judged.false },
    });
  }
  return summaries;
}
