import { DomainError } from '@fundwatch/domain';
import { compareTestHits, countTestHits, type TestRunState } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Indicator } from '@fundwatch/indicators';
import type { StoredHit, TestRunRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readAllRows } from './read-all-rows.js';
import { openTestPeriod, type OpenTestPeriod, type TestedPeriod } from './run-test-period.js';

/** Rows that a test run may keep; a version that finds more says so and fails. */
const MAX_HITS_PER_TEST = 100_000;

/** How a test run ended in this process. */
export interface TestRunOutcome {
  state: TestRunState;
  /** Months done. */
  months: number;
  error?: string;
}

/**
 * Carries out a test run, one month after the other, so that its progress shows and it can be cancelled between them. What was
 * done before a crash stays. A fault ends the run with its reason. Null: over, or another process's.
 */
export async function runTest(
  app: Application,
  context: RequestContext,
  { testRunId }: { testRunId: string },
): Promise<TestRunOutcome | null> {
  const { database } = app;
  return database.withContext(context, async (holding) => {
    if (!(await holding.testRuns.hold(testRunId))) return null;
    const at = await app.clock.now();
    const claimed = await database.withContext(context, async ({ testRuns }) =>
      (await testRuns.claim(testRunId, at)) ? testRuns.get(testRunId) : null,
    );
    if (!claimed) return null;
    try {
      await runMonths(app, context, claimed);
      await endRun(app, context, claimed, 'done');
    } catch (error) {
      await endRun(app, context, claimed, 'failed', error as Error);
    }
    return outcomeOf(app, context, testRunId);
  });
}

async function runMonths(app: Application, context: RequestContext, run: TestRunRecord): Promise<void> {
  const { database } = app;
  const { indicator, left } = await database.withContext(context, async ({ testRuns, indicatorDefinitions }) => ({
    indicator: (await indicatorDefinitions.get(run.definitionHash)) as Indicator,
    left: (await testRuns.periodsOf(run.id)).filter(({ state }) => state !== 'done'),
  }));
  // The next month is planned and opened while this one is read.
  let opening: Promise<OpenTestPeriod> | undefined;
  try {
    for (const [i, { period }] of left.entries()) {
      const goesOn = await database.withContext(context, ({ testRuns }) => testRuns.startPeriod(run.id, period));
      if (!goesOn) return;
      const opened = await (opening ?? openTestPeriod(app, context, { indicator, period }));
      const next = left[i + 1];
      opening = next && openTestPeriod(app, context, { indicator, period: next.period });
      // Its own turn tells what went wrong with it.
      opening?.catch(() => undefined);
      if (!(await keepMonth(app, context, run, await opened.run()))) return;
    }
  } finally {
    await opening?.then(
      (unused) => unused.close(),
      () => undefined,
    );
  }
}

/** Keeps a month beside the result that stands; false when the run was cancelled meanwhile. */
async function keepMonth(
  app: Application,
  context: RequestContext,
  run: TestRunRecord,
  { period, hits, silent, present, dataChanged, durationMs }: TestedPeriod,
): Promise<boolean> {
  return app.database.withContext(context, async (repositories) => {
    const { testRuns } = repositories;
    if (!(await testRuns.lockRunning(run.id))) return false;
    if ((await testRuns.countFound(run.id)) + hits.length > MAX_HITS_PER_TEST)
      throw new DomainError('EVALUATION_TOO_MANY_HITS', { indicator: run.indicator, period, limit: MAX_HITS_PER_TEST });
    const standing: StoredHit[] = present ? await readAllRows(repositories, present.evaluationId, [run.indicator]) : [];
    const { hits: compared, uncompared } = compareTestHits(standing, hits, silent);
    const counts = countTestHits(compared);
    await testRuns.finishPeriod(
      run.id,
      {
        period,
        comparedWith: present?.evaluationId ?? null,
        comparedVersion: present?.version ?? null,
        dataChanged,
        presentHits: standing.filter(({ verdict }) => verdict === 'hit').length,
        newHits: counts.new,
        keptHits: counts.kept,
        goneHits: counts.gone,
        cannotDecide: counts.cannotDecide,
        notEvaluated: silent,
        uncompared,
        durationMs,
      },
      compared,
    );
    return true;
  });
}

/** Ends a run unless it was cancelled meanwhile, with its audit. */
async function endRun(
  app: Application,
  context: RequestContext,
  run: TestRunRecord,
  state: 'done' | 'failed',
  error?: Error,
): Promise<void> {
  const now = await app.clock.now();
  await app.database.withContext(context, async ({ testRuns, audit }) => {
    if (!(await testRuns.end(run.id, state, now, error && reasonOf(error)))) return;
    await audit.append({
      action: state === 'done' ? 'test_run.finish' : 'test_run.fail',
      target: { kind: 'test_run', id: run.id },
      businessAt: now,
      details: {
        kind: run.kind,
        indicator: run.indicator,
        version: run.version,
        ...(error ? { error: error.message } : {}),
      },
    });
  });
}

function reasonOf(error: Error): NonNullable<TestRunRecord['error']> {
  return error instanceof DomainError
    ? { code: error.code, details: error.details }
    : { code: 'INTERNAL', details: { message: error.message.slice(0, 2_000) } };
}

async function outcomeOf(app: Application, context: RequestContext, id: string): Promise<TestRunOutcome> {
  const run = (await app.database.withContext(context, ({ testRuns }) => testRuns.get(id)))!;
  return { state: run.state, months: run.monthsDone, ...(run.error ? { error: run.error.code } : {}) };
}
