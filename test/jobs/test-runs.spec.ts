import { link } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cancelTestRun,
  decideVersion,
  getTestRun,
  insertProposal,
  listTestRunHits,
  listTestRuns,
  proposeVersion,
  requestBackTest,
  requestEvaluation,
  sweepTestRuns,
} from '@fundwatch/application';
import { finishEvaluation, runTest } from '@fundwatch/application/facts';
import type { IndicatorChanges } from '@fundwatch/domain/evaluate';
import type { Indicator } from '@fundwatch/indicators';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MONTH, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  await office.settleMonth();
});
afterAll(() => office?.close());

const propose = (code: string, changes: IndicatorChanges) =>
  proposeVersion(office.app, office.as('officer'), { code, changes, from: 'in_force', reason: '先试算' });
const read = (testRunId: string) => getTestRun(office.app, office.as('officer'), { testRunId });
const settled = (testRunId: string) =>
  office.until(async () => !['queued', 'running'].includes((await read(testRunId)).state));
const picture = async () => {
  const { hits, alerts, alertHits, events } = await office.picture();
  return { hits, alerts, alertHits, events };
};
/** The queue as a process without one has it. */
const silently = () => ({ ...office.app, queue: { enqueue: async () => undefined } });

let versionId: string;

it('a back-test says what a proposed version would find, and raises nothing', async () => {
  const before = await picture();
  ({ id: versionId } = await propose('DY01', { parameters: { grace_months: '3' } }));
  const { testRunId } = await requestBackTest(office.app, office.as('officer'), { versionId, periods: [MONTH] });
  await settled(testRunId);
  const run = await read(testRunId);
  expect(run).toMatchObject({
    kind: 'back_test',
    state: 'done',
    error: null,
    monthsDone: 1,
    present: 1,
    gone: 1,
    new: 0,
  });
  // P13 of the south died in July: three months' grace leave September in order.
  expect(run.cells).toMatchObject([{ agency: { code: SOUTH }, period: MONTH, present: 1, found: 0, new: 0, gone: 1 }]);
  expect(run.periods).toMatchObject([{ state: 'done', comparedWith: { version: 1 }, dataChanged: false }]);
  expect(run.judged).toMatchObject({ open: { alerts: 1, lost: 1 }, real: { alerts: 0, lost: 0 } });
  const { items } = await listTestRunHits(office.app, office.as('officer'), { testRunId, presence: 'gone', limit: 10 });
  const alert = (await office.alerts()).find(({ indicator }) => indicator === 'DY01')!;
  expect(items).toMatchObject([{ subject: 'P13', presence: 'gone', alert: { id: alert.id, number: alert.number } }]);
  expect(await picture()).toEqual(before);
});

it('a version that leaves everything as it is keeps every hit', async () => {
  const { id } = await propose('DY23', { severity: 'low' });
  const { testRunId } = await requestBackTest(office.app, office.as('officer'), { versionId: id, periods: [MONTH] });
  await settled(testRunId);
  expect(await read(testRunId)).toMatchObject({ state: 'done', present: 1, kept: 1, new: 0, gone: 0 });
});

it('a version that retires the indicator finds nothing', async () => {
  const { id } = await propose('DQ11', { status: 'retired' });
  const { testRunId } = await requestBackTest(office.app, office.as('officer'), { versionId: id, periods: [MONTH] });
  await settled(testRunId);
  const run = await read(testRunId);
  expect(run).toMatchObject({ state: 'done', kept: 0, new: 0 });
  expect(run.gone).toBe(run.present);
  expect(run.present).toBeGreaterThan(0);
});

it('only months that data came for can be tested', async () => {
  const ask = (periods: string[]) => requestBackTest(office.app, office.as('officer'), { versionId, periods });
  await expect(ask(['202501'])).rejects.toMatchObject({ code: 'PERIOD_INVALID' });
  await expect(ask([])).rejects.toMatchObject({ code: 'PERIOD_INVALID' });
});

it('two people who start the same back-test start one', async () => {
  const ask = () => requestBackTest(silently(), office.as('officer'), { versionId, periods: [MONTH] });
  const both = await Promise.allSettled([ask(), ask()]);
  const refused = both.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual(['TEST_RUN_UNDER_WAY']);
  const { value } = both.find(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<{ testRunId: string }>;
  // Two workers get the nudge; the work is done once.
  const outcomes = await Promise.all([1, 2].map(() => runTest(office.app, office.system, value)));
  expect(outcomes.filter(Boolean)).toEqual([{ state: 'done', months: 1 }]);
  expect(await runTest(office.app, office.system, value)).toBeNull();
});

it('one that is cancelled before its turn is not run', async () => {
  const ask = { versionId, periods: [MONTH] };
  const { testRunId } = await requestBackTest(silently(), office.as('officer'), ask);
  await cancelTestRun(office.app, office.as('head'), { testRunId });
  expect(await runTest(office.app, office.system, { testRunId })).toBeNull();
  expect(await read(testRunId)).toMatchObject({ state: 'cancelled', monthsDone: 0, mayCancel: false });
});

it('one that is cancelled while a month runs keeps nothing of that month', async () => {
  const ask = { versionId, periods: [MONTH] };
  const { testRunId } = await requestBackTest(silently(), office.as('officer'), ask);
  // The first thing that the month's work asks for after it has started.
  const clock = {
    now: async () => {
      const { state } = (await read(testRunId)).periods[0]!;
      if (state !== 'waiting') await cancelTestRun(office.app, office.as('officer'), { testRunId });
      return office.app.clock.now();
    },
  };
  expect(await runTest({ ...office.app, clock }, office.system, { testRunId })).toEqual({
    state: 'cancelled',
    months: 0,
  });
  expect(await office.sql(`select from fundwatch.test_run_hit where test_run_id = $1`, [testRunId])).toEqual([]);
  await cancelTestRun(office.app, office.as('officer'), { testRunId });
  expect((await read(testRunId)).state).toBe('cancelled');
});

it('one whose nudge was lost is found by the sweep', async () => {
  const ask = { versionId, periods: [MONTH] };
  const { testRunId } = await requestBackTest(silently(), office.as('officer'), ask);
  expect(await sweepTestRuns(office.app, office.system)).toBe(1);
  await settled(testRunId);
  expect(await read(testRunId)).toMatchObject({ state: 'done', monthsDone: 1 });
  expect(await sweepTestRuns(office.app, office.system)).toBe(0);
});

it('a fault ends the run with its reason, and the product goes on', async () => {
  const { id } = await propose('DQ06', { severity: 'low' });
  await office.sql(`update fundwatch.test_run set state = 'done' where state in ('queued', 'running')`);
  const { testRunId } = await requestBackTest(silently(), office.as('officer'), { versionId: id, periods: [MONTH] });
  const damaged = { ...office.app, settings: { ...office.app.settings, home: `${office.home}/nowhere` } };
  const outcome = await runTest(damaged, office.system, { testRunId });
  expect(outcome).toMatchObject({ state: 'failed', months: 0 });
  const run = await read(testRunId);
  expect(run.error).not.toBeNull();
  expect(run.periods).toMatchObject([{ state: 'failed' }]);
  const again = await requestBackTest(office.app, office.as('officer'), { versionId: id, periods: [MONTH] });
  await settled(again.testRunId);
  expect(await read(again.testRunId)).toMatchObject({ state: 'done' });
});

it('a version on trial follows every evaluation of a month, once, and no agency hears of it', async () => {
  const { id } = await propose('DY29', { status: 'trial', severity: 'low' });
  await decideVersion(office.app, office.as('head'), { versionId: id, decision: 'approve' });
  const before = await picture();
  const run = await requestEvaluation(office.app, office.system, {
    period: MONTH,
    trigger: 'hand',
    indicators: ['DY29'],
    withoutNudge: true,
  });
  await finishEvaluation(office.app, office.system, run);
  const list = () => listTestRuns(office.app, office.as('officer'), { code: 'DY29', kind: 'trial', limit: 10 });
  // This office's own workers had the nudge, too: one of the two did it.
  await settled((await list()).items[0]!.id);
  const { items } = await list();
  expect(items).toMatchObject([{ kind: 'trial', versionId: id, evaluationId: run.id, state: 'done', new: 0, gone: 0 }]);
  // Reconciled again, as after a crash, it stays one.
  await finishEvaluation(office.app, office.system, run);
  expect((await list()).total).toBe(1);
  const after = await picture();
  expect({ ...after, hits: before.hits }).toEqual(before);
  const seen = await office.app.database.withContext(office.as(SOUTH), ({ testRuns }) => testRuns.get(items[0]!.id));
  expect(seen).toBeNull();
});

it('an indicator of the office that was never active has its trial, too: everything is new', async () => {
  const dy01 = office.app.catalogue.get('DY01')!;
  const definition: Indicator = { ...dy01, code: 'DY51', version: 1, status: 'trial' };
  const proposed = await office.app.database.withContext(office.as('officer'), (repositories) =>
    insertProposal(repositories, office.as('officer'), {
      definition,
      basedOn: null,
      origin: 'own',
      deliveredHash: null,
      changes: {},
      reason: '本单位指标',
      now: '2026-10-16T01:00:00.000Z',
    }),
  );
  const ask = { versionId: proposed.id, periods: [MONTH] };
  const { testRunId } = await requestBackTest(office.app, office.as('officer'), ask);
  await settled(testRunId);
  const run = await read(testRunId);
  expect(run).toMatchObject({ state: 'done', present: 0, new: 1, kept: 0, gone: 0 });
  expect(run.periods).toMatchObject([{ comparedWith: null, dataChanged: false }]);
  await decideVersion(office.app, office.as('head'), { versionId: proposed.id, decision: 'approve' });
  await finishEvaluation(
    office.app,
    office.system,
    await requestEvaluation(office.app, office.system, {
      period: MONTH,
      trigger: 'hand',
      indicators: ['DQ01'],
      withoutNudge: true,
    }),
  );
  const trials = () => listTestRuns(office.app, office.as('officer'), { code: 'DY51', kind: 'trial', limit: 10 });
  await settled((await trials()).items[0]!.id);
  expect((await trials()).items).toMatchObject([{ versionId: proposed.id, state: 'done', new: 1 }]);
  expect((await office.alerts()).filter(({ indicator }) => indicator === 'DY51')).toEqual([]);
});

/** The month's packages as those of an earlier month, too. */
async function listAlso(period: string): Promise<void> {
  const files = await office.sql<{ path: string; copy: string }>(
    `with copied as (
       insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, decided_at, content_hash, rows)
       select gen_random_uuid(), agency, line, dataset, $2, version, state, 'history', sent_by, sent_at, arrived_at, decided_at, content_hash, rows
       from fundwatch.submission where period = $1 and state = 'accepted'
       returning id, agency, line, dataset, version
     )
     insert into fundwatch.fact_file (submission_id, agency, table_name, path, sha256, rows, control_totals, content_hash)
     select c.id, f.agency, f.table_name, f.path || '.' || $2, f.sha256, f.rows, f.control_totals, f.content_hash
     from copied c
     join fundwatch.submission s using (agency, line, dataset, version)
     join fundwatch.fact_file f on f.submission_id = s.id
     where s.period = $1 and s.state = 'accepted'
     returning left(path, -length('.' || $2)) as path, path as copy`,
    [MONTH, period],
  );
  for (const { path, copy } of files.filter(({ path: own }) => own !== null))
    await link(join(office.home, 'facts', path), join(office.home, 'facts', copy));
}

// Last in this office: its later runs would look back on these months.
it('one of several months does them in their order; cancelled on the way, it keeps the months that were done and no more', async () => {
  const months = ['202607', '202608', MONTH];
  await listAlso('202607');
  await listAlso('202608');
  const whole = await requestBackTest(silently(), office.as('officer'), { versionId, periods: months });
  expect(await runTest(office.app, office.system, whole)).toEqual({ state: 'done', months: 3 });
  expect((await read(whole.testRunId)).periods).toMatchObject(months.map((period) => ({ period, state: 'done' })));

  const { testRunId } = await requestBackTest(silently(), office.as('officer'), { versionId, periods: months });
  // The third month is opened while the second is read.
  const clock = {
    now: async () => {
      const { state } = (await read(testRunId)).periods[1]!;
      if (state !== 'waiting') await cancelTestRun(office.app, office.as('officer'), { testRunId });
      return office.app.clock.now();
    },
  };
  // The cancelling races with the end of the second month; the third comes too late either way.
  const outcome = await runTest({ ...office.app, clock }, office.system, { testRunId });
  expect(outcome?.state).toBe('cancelled');
  const done = (await read(testRunId)).periods.filter(({ state }) => state === 'done').map(({ period }) => period);
  expect([['202607'], ['202607', '202608']]).toContainEqual(done);
  expect(outcome?.months).toBe(done.length);
  const kept = await office.sql(`select distinct period from fundwatch.test_run_hit where test_run_id = $1`, [
    testRunId,
  ]);
  expect(kept.filter(({ period }) => !done.includes(String(period)))).toEqual([]);
});

it('one whose worker is killed goes on where it was, with what was done before', async () => {
  const other = await Office.open({ indicators: ['DY01'] });
  try {
    const jobs = other.startProcess();
    await other.settleMonth();
    const { id } = await proposeVersion(other.app, other.as('officer'), {
      code: 'DY01',
      changes: { parameters: { grace_months: '3' } },
      from: 'in_force',
      reason: '先试算',
    });
    const letGo = await other.holdTable('test_run_hit');
    const { testRunId } = await requestBackTest(other.app, other.as('officer'), { versionId: id, periods: [MONTH] });
    await other.untilWaitsFor('test_run_hit');
    await jobs.kill();
    await letGo();
    const now = () => getTestRun(other.app, other.as('officer'), { testRunId });
    expect(await now()).toMatchObject({ state: 'running', monthsDone: 0 });
    // A process that boots sweeps.
    other.startProcess();
    await other.until(async () => (await now()).state !== 'running');
    expect(await now()).toMatchObject({ state: 'done', monthsDone: 1, present: 1, gone: 1 });
    expect(await other.sql(`select from fundwatch.audit_event where action = 'test_run.finish'`)).toHaveLength(1);
  } finally {
    await other.close();
  }
});
