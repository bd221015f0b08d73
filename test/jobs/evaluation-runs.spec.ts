import {
  getEvaluation,
  listAlerts,
  listNotEvaluated,
  requestEvaluation,
  startEvaluation,
  summariseNotEvaluated,
} from '@fundwatch/application';
import { finishEvaluation } from '@fundwatch/application/facts';
import type { Indicator } from '@fundwatch/indicators';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aMonth, MONTH, NORTH, northBusiness, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
beforeEach(async () => {
  office = await Office.open();
  await office.startWorkers();
});
afterEach(() => office.close());

const latest = async () => {
  const [row] = await office.sql<{ id: string }>(
    `select id from fundwatch.evaluation where period = $1 order by run_no desc limit 1`,
    [MONTH],
  );
  return getEvaluation(office.app, office.as('officer'), { evaluationId: row!.id });
};

it('an indicator whose data is missing is shown as not evaluated, with the reason, where it is missing', async () => {
  const without = aMonth().filter(({ agency, dataset }) => !(agency === NORTH && dataset === 'finance'));
  await office.settleMonth(without);
  const run = await latest();
  const { items } = await listNotEvaluated(office.app, office.as('officer'), { evaluationId: run.id, limit: 100 });
  expect(items.map(({ indicator, agency, line, state }) => [indicator, agency.code, line, state])).toEqual([
    ['CW01', NORTH, '110', 'not_evaluated'],
    ['CW07', NORTH, '110', 'not_evaluated'],
    ['DQ10', NORTH, '110', 'not_evaluated'],
  ]);
  expect(items[0]!.reason).toMatchObject({ code: 'DATASET_MISSING' });
  expect(items[0]!.reason.zh).toContain(NORTH);
  expect(run.notEvaluated).toBe(3);
  // The submission that did not come is itself a matter to explain.
  expect((await office.alerts()).map(({ indicator, agency }) => [indicator, agency.code])).toContainEqual([
    'DQ01',
    NORTH,
  ]);
});

it('an indicator that cannot be run is not evaluated for that reason, and the others raise their alerts', async () => {
  const catalogue = office.app.catalogue as Map<string, Indicator>;
  const broken = catalogue.get('DY29')!;
  catalogue.set('DY29', { ...broken, sql: broken.sql.replaceAll('facts.bank_return', 'facts.no_such_table') });
  await office.settleMonth();

  expect((await office.alerts()).map(({ indicator }) => indicator)).toEqual(['DQ11', 'DY01', 'DY23']);
  const run = await latest();
  const failed = run.indicators.filter(({ state }) => state === 'failed');
  expect(failed).toMatchObject([{ indicator: 'DY29', scopesEvaluated: 0, scopesNotEvaluated: 2 }]);
  expect(failed[0]!.error).not.toBeNull();
  const { items } = await listNotEvaluated(office.app, office.as('officer'), { evaluationId: run.id, limit: 100 });
  expect(items.map(({ indicator, agency, reason }) => [indicator, agency.code, reason.code])).toEqual([
    ['DY29', NORTH, 'INDICATOR_FAILED'],
    ['DY29', SOUTH, 'INDICATOR_FAILED'],
  ]);
  const asOfficer = office.as('officer');
  const { reasons } = await summariseNotEvaluated(office.app, asOfficer, { evaluationId: run.id });
  expect(reasons).toMatchObject([{ code: 'INDICATOR_FAILED', scopes: 2, indicators: 1, agencies: 2 }]);
  const raised = await listAlerts(office.app, asOfficer, { raisedBy: run.id, order: 'raised', limit: 50 });
  expect(raised.items.map(({ indicator }) => indicator).sort()).toEqual(['DQ11', 'DY01', 'DY23']);
  expect(raised.total).toBe(run.alertsRaised);

  // Nothing new has come, but what failed is tried again in the next night.
  catalogue.set('DY29', broken);
  await office.setClock('2026-10-17T01:00:00+08:00');
  await office.evaluate(2);
  expect((await office.alerts()).map(({ indicator }) => indicator)).toEqual(['DQ11', 'DY01', 'DY23', 'DY29']);
});

it('a run takes over the results whose inputs are unchanged, and computes only the others', async () => {
  await office.settleMonth();
  const first = await latest();
  expect(first.indicators.every(({ reused }) => !reused)).toBe(true);

  await office.setClock('2026-10-20T10:00:00+08:00');
  await office.upload(northBusiness({ version: 2 }));
  await office.until(() => office.dataSettled());
  await office.setClock('2026-10-21T01:00:00+08:00');
  await office.evaluate(2);
  const second = await latest();
  const reused = second.indicators.filter((one) => one.reused).map(({ indicator }) => indicator);
  // Control data and the books did not change; the system's list of submissions did.
  expect(reused).toEqual(expect.arrayContaining(['NK01', 'NK02']));
  expect(reused).not.toContain('DQ01');
  expect(second).toMatchObject({ runNo: 2, hits: first.hits, alertsRaised: 0, alertsWithdrawn: 0 });
  expect(await office.alerts()).toHaveLength(4);
});

it('a second run of a period is refused while one is under way, and allowed afterwards', async () => {
  const { app, system } = office;
  const ask = { period: MONTH, trigger: 'hand', indicators: ['DQ01'], withoutNudge: true } as const;
  const run = await requestEvaluation(app, system, ask);
  await expect(startEvaluation(app, office.as('officer'), { period: MONTH })).rejects.toMatchObject({
    code: 'EVALUATION_RUNNING',
    details: { period: MONTH, evaluationId: run.id },
  });
  await requestEvaluation(app, system, { ...ask, period: '202611' });
  await finishEvaluation(app, system, run);
  expect(await requestEvaluation(app, system, ask)).toMatchObject({ runNo: 2 });
});

it('of two requests at the same time one is recorded', async () => {
  const ask = { period: MONTH, trigger: 'hand', indicators: ['DQ01'], withoutNudge: true } as const;
  const both = await Promise.allSettled([1, 2].map(() => requestEvaluation(office.app, office.system, ask)));
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'EVALUATION_RUNNING' } });
});

it('periods are reconciled in ascending order: a later one waits for an earlier one that is under way', async () => {
  const { app, system } = office;
  const ask = { trigger: 'hand', indicators: ['DQ01'], withoutNudge: true } as const;
  const earlier = await requestEvaluation(app, system, { ...ask, period: '202608' });
  const later = await requestEvaluation(app, system, { ...ask, period: MONTH });
  expect(await finishEvaluation(app, system, later)).toBeNull();
  expect(await finishEvaluation(app, system, earlier)).not.toBeNull();
  expect(await finishEvaluation(app, system, later)).not.toBeNull();
});
