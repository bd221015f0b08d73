import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { isPeriod } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { IndicatorVersionRecord, Repositories, TestRun } from '@fundwatch/storage';
import type { Application } from '../application.js';

/**
 * Asks for a back-test of a version that is proposed or on trial over months that data came for; a job does it.
 * @throws DomainError NOT_FOUND, PERIOD_INVALID, INDICATOR_VERSION_SETTLED, TEST_RUN_UNDER_WAY
 */
export async function requestBackTest(
  app: Application,
  context: RequestContext,
  input: { versionId: string; periods: readonly string[] },
): Promise<{ testRunId: string }> {
  const { actor } = context;
  const now = await app.clock.now();
  const periods = [...new Set(input.periods)].sort();
  const testRunId = await app.database.withContext(context, async (repositories) => {
    const version = await requireTestable(repositories, input.versionId);
    await requireReceived(repositories, periods);
    const run: TestRun = {
      id: randomUUID(),
      kind: 'back_test',
      indicator: version.code,
      version: version.version,
      definitionHash: version.definitionHash,
      versionId: version.id,
      evaluationId: null,
      state: 'queued',
      requestedByName: actor.kind === 'user' ? actor.displayName : actor.name,
      requestedAt: now,
      startedAt: null,
      finishedAt: null,
      error: null,
    };
    if (!(await repositories.testRuns.insert(run, periods)))
      throw new DomainError('TEST_RUN_UNDER_WAY', { indicator: version.code, version: version.version });
    await repositories.audit.append({
      action: 'test_run.request',
      target: { kind: 'test_run', id: run.id },
      businessAt: now,
      details: { kind: run.kind, indicator: run.indicator, version: run.version, periods },
    });
    return run.id;
  });
  await app.queue.enqueue('runTest', { testRunId });
  return { testRunId };
}

/**
 * Cancels a test run; the months done before stay. What is over already stays as it ended.
 * @throws DomainError NOT_FOUND
 */
export async function cancelTestRun(
  app: Application,
  context: RequestContext,
  { testRunId }: { testRunId: string },
): Promise<void> {
  const now = await app.clock.now();
  await app.database.withContext(context, async ({ testRuns, audit }) => {
    const run = await testRuns.get(testRunId);
    if (!run) throw new DomainError('NOT_FOUND', { testRun: testRunId });
    if (!(await testRuns.end(testRunId, 'cancelled', now))) return;
    await audit.append({
      action: 'test_run.cancel',
      target: { kind: 'test_run', id: testRunId },
      businessAt: now,
      details: { kind: run.kind, indicator: run.indicator, version: run.version },
    });
  });
}

/** Nudges test runs whose nudge was lost or whose worker died. Returns how many. */
export async function sweepTestRuns(app: Application, context: RequestContext): Promise<number> {
  const open = await app.database.withContext(context, ({ testRuns }) => testRuns.open());
  for (const { id } of open) await app.queue.enqueue('runTest', { testRunId: id });
  return open.length;
}

async function requireTestable(
  { indicatorVersions }: Repositories,
  versionId: string,
): Promise<IndicatorVersionRecord> {
  const version = await indicatorVersions.get(versionId);
  if (!version) throw new DomainError('NOT_FOUND', { indicatorVersion: versionId });
  const onTrial = (await indicatorVersions.onTrial()).some(({ id }) => id === versionId);
  if (version.state !== 'proposed' && !onTrial)
    throw new DomainError('INDICATOR_VERSION_SETTLED', { state: version.state });
  return version;
}

/** A month that nothing came for would say "finds nothing". */
async function requireReceived({ submissionReading }: Repositories, periods: readonly string[]): Promise<void> {
  const received = new Set(await submissionReading.periods());
  const unknown = periods.find((period) => !isPeriod(period) || !received.has(period));
  if (unknown !== undefined || periods.length === 0) throw new DomainError('PERIOD_INVALID', { period: unknown ?? '' });
}
