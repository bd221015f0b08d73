import { DomainError } from '@fundwatch/domain';
import { shortDecimal, sumJudgedAlerts } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { TestRunKind } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories, TestRunHitFilter, TestRunPeriod, TestRunRecord } from '@fundwatch/storage';
import { evidenceColumnsOf, maskEvidence } from '../alert/show-evidence.js';
import type { Application } from '../application.js';
import { describeScope } from '../evaluate/describe-scope.js';
import { pageOf, readCursor } from '../paging/cursor.js';

type TestRunView = ReplyOf<typeof routes.listTestRuns>['items'][number];

/** Test runs of an indicator, or of one of its versions, the latest first. @throws DomainError CURSOR_INVALID */
export async function listTestRuns(
  app: Application,
  context: RequestContext,
  input: {
    code: string;
    kind?: TestRunKind | undefined;
    versionId?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<ReplyOf<typeof routes.listTestRuns>> {
  const place = readCursor(input.cursor, await app.clock.now(), ['instant', 'uuid']);
  const filter = { indicator: input.code, kind: input.kind, versionId: input.versionId, asOf: place.asOf };
  return app.database.withContext(context, async ({ testRuns }) => {
    const rows = await testRuns.ofIndicator(filter, place.after, input.limit + 1);
    const total = await testRuns.countOfIndicator(filter);
    return pageOf(rows, input.limit, place, total, (row) => [new Date(row.requestedAt).toISOString(), row.id], viewRun);
  });
}

/** One test run: its months, hits by agency and month, and what of past alerts it would lose. @throws DomainError NOT_FOUND */
export async function getTestRun(
  app: Application,
  context: RequestContext,
  { testRunId }: { testRunId: string },
): Promise<ReplyOf<typeof routes.getTestRun>> {
  return app.database.withContext(context, async (repositories) => {
    const { testRuns, organisations, indicatorDefinitions } = repositories;
    const run = await requireRun(repositories, testRunId);
    const definition = await indicatorDefinitions.get(run.definitionHash);
    const names = new Map((await organisations.list()).map(({ code, name }) => [code, name]));
    const cells = await testRuns.cellsOf(testRunId);
    return {
      ...viewRun(run),
      title: { zh: definition!.title.zh, en: definition!.title.en },
      evidenceColumns: evidenceColumnsOf(definition!).map(({ name, title, personal }) => ({ name, title, personal })),
      periods: (await testRuns.periodsOf(testRunId)).map((period) => viewPeriod(period, names)),
      cells: cells.map(({ agency, agencyName, ...cell }) => ({ ...cell, agency: { code: agency, name: agencyName } })),
      judged: sumJudgedAlerts(await testRuns.alertsOf(testRunId, run.indicator)),
    };
  });
}

/** What a test run finds, or no longer finds, personal columns masked. @throws DomainError NOT_FOUND, CURSOR_INVALID */
export async function listTestRunHits(
  app: Application,
  context: RequestContext,
  input: TestRunHitFilter & { testRunId: string; cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listTestRunHits>> {
  const place = readCursor(input.cursor, await app.clock.now(), ['text', 'text', 'text', 'text', 'text', 'text']);
  return app.database.withContext(context, async (repositories) => {
    const { testRuns, indicatorDefinitions } = repositories;
    const run = await requireRun(repositories, input.testRunId);
    const definition = (await indicatorDefinitions.get(run.definitionHash)) ?? undefined;
    const rows = await testRuns.hitsOf(run.id, input, place.after, input.limit + 1);
    const total = await testRuns.countHits(run.id, input);
    return pageOf(
      rows,
      input.limit,
      place,
      total,
      (row) => [row.period, row.agency, row.line, row.subject, row.hitKey, row.verdict],
      ({ agency, agencyName, alertId, alertNumber, alertState, problemType, ...hit }) => ({
        ...hit,
        agency: { code: agency, name: agencyName },
        observed: shortDecimal(hit.observed),
        threshold: shortDecimal(hit.threshold),
        evidence: maskEvidence(definition, hit.evidence),
        alert:
          alertId && alertNumber && alertState
            ? { id: alertId, number: alertNumber, state: alertState, problemType }
            : null,
      }),
    );
  });
}

async function requireRun({ testRuns }: Repositories, id: string): Promise<TestRunRecord> {
  const run = await testRuns.get(id);
  if (!run) throw new DomainError('NOT_FOUND', { testRun: id });
  return run;
}

function viewRun(run: TestRunRecord): TestRunView {
  const { id, kind, indicator, version, versionId, evaluationId, state, requestedAt, startedAt, finishedAt, error } =
    run;
  return {
    id,
    kind,
    indicator,
    version,
    versionId,
    evaluationId,
    state,
    requestedBy: run.requestedByName,
    requestedAt,
    startedAt,
    finishedAt,
    error,
    months: run.months,
    monthsDone: run.monthsDone,
    firstPeriod: run.firstPeriod,
    lastPeriod: run.lastPeriod,
    present: run.presentHits,
    new: run.newHits,
    kept: run.keptHits,
    gone: run.goneHits,
    cannotDecide: run.cannotDecide,
    mayCancel: state === 'queued' || state === 'running',
  };
}

function viewPeriod(
  period: TestRunPeriod,
  names: ReadonlyMap<string, string>,
): ReplyOf<typeof routes.getTestRun>['periods'][number] {
  const { comparedWith, comparedRunNo, comparedVersion } = period;
  return {
    period: period.period,
    state: period.state,
    comparedWith:
      comparedWith && comparedRunNo !== null && comparedVersion !== null
        ? { evaluationId: comparedWith, runNo: comparedRunNo, version: comparedVersion }
        : null,
    dataChanged: period.dataChanged,
    present: period.presentHits,
    new: period.newHits,
    kept: period.keptHits,
    gone: period.goneHits,
    cannotDecide: period.cannotDecide,
    uncompared: period.uncompared,
    notEvaluated: period.notEvaluated.map(({ agency, line, reasons }) => {
      const reason = reasons[0]?.code ?? null;
      const record = { state: 'not_evaluated', reason, reasonDetails: { reasons }, records: 0 } as const;
      return { agency: { code: agency, name: names.get(agency) ?? agency }, line, reason: describeScope(record) };
    }),
    durationMs: period.durationMs,
  };
}
