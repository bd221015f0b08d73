import {
  decideMonthClose,
  decideVersion,
  getAlert,
  getEvaluation,
  getMonthClose,
  getTestRun,
  listAlertHits,
  listMonthStandings,
  listTestRunHits,
  listTestRuns,
  proposeMonthClose,
  proposeVersion,
  requestBackTest,
  requestEvaluation,
} from '@fundwatch/application';
import { finishEvaluation } from '@fundwatch/application/facts';
import type { IndicatorChanges } from '@fundwatch/domain/evaluate';
import type { Indicator } from '@fundwatch/indicators';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  business,
  control,
  external,
  finance,
  idNumber,
  MONTH,
  NORTH,
  payment,
  person,
  SOUTH,
} from '../support/a-month.js';
import { Office } from '../support/an-office.js';

const NEXT = '202610';
let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  await office.settleMonth();
});
afterAll(() => office?.close());

const propose = (by: string, code: string, changes: IndicatorChanges) =>
  proposeVersion(office.app, office.as(by), { code, changes, from: 'in_force', reason: '先核实再预警' });
const approve = (by: string, { id }: { id: string }) =>
  decideVersion(office.app, office.as(by), { versionId: id, decision: 'approve' });
const runs = (period: string) =>
  office.sql<{ id: string }>(`select id from fundwatch.evaluation where period = $1 order by run_no`, [period]);
const indicatorsOf = async (period: string) => {
  const evaluationId = (await runs(period)).at(-1)!.id;
  return (await getEvaluation(office.app, office.as('officer'), { evaluationId })).indicators;
};
const alertOn = async (subject: string, indicator = 'DY01') => {
  const found = (await office.alerts()).find((one) => one.subject === subject && one.indicator === indicator);
  return getAlert(office.app, office.as('officer'), { alertId: found!.id });
};
/** What it says to the agency about the months after a death that may be paid. */
const graceOf = (alert: Awaited<ReturnType<typeof alertOn>>) =>
  alert.explainedBy?.parameters.find(({ name }) => name === 'grace_months')?.value;

/** Version 1 was delivered; the rejected proposal keeps its number 2. */
it('one person proposes a change, and cannot approve it', async () => {
  const proposed = await propose('head', 'DY01', { parameters: { grace_months: '3' } });
  await expect(approve('head', proposed)).rejects.toMatchObject({ code: 'NEEDS_ANOTHER_PERSON' });
  await decideVersion(office.app, office.as('leader'), {
    versionId: proposed.id,
    decision: 'reject',
    reason: '由监测人员提出',
  });
});

let changed: { id: string };
it('before anybody approves, a back-test says what would be found otherwise, and raises nothing', async () => {
  changed = await propose('officer', 'DY01', { parameters: { grace_months: '3' }, severity: 'medium' });
  const list = () =>
    listTestRuns(office.app, office.as('head'), { code: 'DY01', versionId: changed.id, kind: 'back_test', limit: 1 });
  // A proposal without one says so.
  expect((await list()).total).toBe(0);
  const before = await office.picture();
  const { testRunId } = await requestBackTest(office.app, office.as('officer'), {
    versionId: changed.id,
    periods: [MONTH],
  });
  const result = () => getTestRun(office.app, office.as('head'), { testRunId });
  await office.until(async () => !['queued', 'running'].includes((await result()).state));
  // P13 died in July; with three months' grace September may be paid, and the alert on it would not have been raised.
  const run = await result();
  expect(run).toMatchObject({ state: 'done', version: 3, present: 1, new: 0, kept: 0, gone: 1 });
  expect(run.judged).toMatchObject({ open: { alerts: 1, lost: 1 }, real: { alerts: 0, lost: 0 } });
  const { items } = await listTestRunHits(office.app, office.as('head'), { testRunId, presence: 'gone', limit: 10 });
  expect(items).toMatchObject([{ subject: 'P13', alert: { number: (await alertOn('P13')).number } }]);
  expect(await office.picture()).toEqual(before);
  expect((await list()).items).toMatchObject([{ id: testRunId }]);
});

it('approved by another, it restates nothing: the month that was evaluated is not run again, and can be closed as it is', async () => {
  await approve('head', changed);
  await approve('head', await propose('officer', 'DY23', { status: 'retired' }));
  await office.setClock('2026-10-30T09:00:00+08:00');
  const before = office.jobs.filter(({ name }) => name === 'startDueEvaluations').length;
  await office.app.queue.enqueue('startDueEvaluations', {});
  await office.until(() => office.jobs.filter(({ name }) => name === 'startDueEvaluations').length > before);
  expect(await runs(MONTH)).toHaveLength(1);
  const { months } = await listMonthStandings(office.app, office.as('officer'));
  expect(months.find(({ period }) => period === MONTH)).toMatchObject({ locked: true, obstacle: null });
  const close = await proposeMonthClose(office.app, office.as('officer'), { period: MONTH, note: '' });
  await decideMonthClose(office.app, office.as('head'), { monthCloseId: close.id, decision: 'approve' });
  const { frozenIndicators } = await getMonthClose(office.app, office.as('officer'), { monthCloseId: close.id });
  expect(frozenIndicators.filter(({ code }) => ['DY01', 'DY23'].includes(code))).toMatchObject([
    { code: 'DY01', version: 1, hits: 1 },
    { code: 'DY23', version: 1, hits: 1 },
  ]);
});

it('the next month runs the new version, and what was retired not at all', async () => {
  const deaths = [
    { source: 'police', id_number: idNumber(13), death_date: '2026-07-20' },
    { source: 'police', id_number: idNumber(11), death_date: '2026-05-10' },
  ];
  const more = { period: NEXT, sentAt: '2026-11-09T10:00:00+08:00' };
  const paid = (number: number, of: number, extra = {}) =>
    payment(number, of, { benefit_period: NEXT, paid_at: '2026-10-09T09:00:00', batch_no: 'B2', ...extra });
  const unreviewed = { reviewed_by: null, reviewed_at: null };
  await office.setClock('2026-11-09T10:30:00+08:00');
  for (const spec of [
    business(NORTH, [person(1), person(2)], [paid(101, 1), paid(102, 2, unreviewed)], more),
    business(SOUTH, [person(11), person(12), person(13)], [paid(111, 11), paid(112, 12), paid(113, 13)], more),
    finance(NORTH, 2, more),
    finance(SOUTH, 3, more),
    { ...control(NORTH), ...more },
    { ...control(SOUTH), ...more },
    { ...external(), ...more, tables: { death: deaths } },
  ])
    await office.upload(spec);
  await office.until(() => office.dataSettled());
  await office.setClock('2026-11-17T01:00:00+08:00');
  await office.evaluate(2);
  await office.setClock('2026-11-17T09:00:00+08:00');

  const ran = await indicatorsOf(NEXT);
  expect(ran.find(({ indicator }) => indicator === 'DY01')).toMatchObject({ version: 3, state: 'done' });
  expect(ran.find(({ indicator }) => indicator === 'DY23')).toBeUndefined();
  expect((await indicatorsOf(MONTH)).find(({ indicator }) => indicator === 'DY01')).toMatchObject({ version: 1 });
  // P11 died in May: September and October lie beyond the three months that the new version leaves.
  const found = await alertOn('P11');
  expect(found).toMatchObject({ indicatorVersion: 3, parameters: { grace_months: '3' }, severity: 'medium', hits: 2 });
  expect(graceOf(found)).toBe('3');
});

it('the old alert still explains itself by the version and the values that raised it', async () => {
  const old = await alertOn('P13');
  expect(old).toMatchObject({
    indicatorVersion: 1,
    parameters: { grace_months: '0' },
    severity: 'high',
    state: 'raised',
    hits: 1,
  });
  expect(graceOf(old)).toBe('0');
  // The retired indicator's alert stays where it was.
  expect((await alertOn(NORTH, 'DY23')).state).toBe('raised');
});

it('also after a release has delivered the indicator with other texts and evidence', async () => {
  const catalogue = office.app.catalogue as Map<string, Indicator>;
  const delivered = catalogue.get('DY01')!;
  const before = await alertOn('P13');
  catalogue.set('DY01', {
    ...delivered,
    version: 7,
    title: { zh: '另一个名称', en: 'Another name' },
    summary: { zh: '另一句话', en: 'Another sentence' },
    evidence: [],
    guidance: { ...delivered.guidance, verify: '另一种核查' },
  });
  const { title, summary, evidenceColumns, explainedBy } = before;
  expect(await alertOn('P13')).toMatchObject({ title, summary, evidenceColumns, explainedBy });
  const { items } = await listAlertHits(office.app, office.as('officer'), { alertId: before.id, limit: 10 });
  expect(items[0]!.evidence).toMatchObject({ death_date: '2026-07-20' });
  catalogue.set('DY01', delivered);
});

it('a proposal whose basis is no longer in force is refused', async () => {
  const catalogue = office.app.catalogue as Map<string, Indicator>;
  const delivered = catalogue.get('DY29')!;
  const proposed = await propose('officer', 'DY29', { severity: 'low' });
  catalogue.set('DY29', { ...delivered, version: delivered.version + 1, severity: 'critical' });
  await expect(approve('head', proposed)).rejects.toMatchObject({ code: 'INDICATOR_VERSION_STALE' });
  catalogue.set('DY29', delivered);
  expect(await approve('head', proposed)).toMatchObject({ state: 'approved' });
});

it('a run that stands already keeps the definitions that it was requested with', async () => {
  const ask = { period: NEXT, trigger: 'hand', indicators: ['DY01'], withoutNudge: true } as const;
  const run = await requestEvaluation(office.app, office.as('officer'), ask);
  await approve('head', await propose('officer', 'DY01', { parameters: { grace_months: '5' } }));
  await finishEvaluation(office.app, office.system, run);
  expect(await indicatorsOf(NEXT)).toMatchObject([{ indicator: 'DY01', version: 3, hits: 2 }]);
  const again = await requestEvaluation(office.app, office.as('officer'), ask);
  await finishEvaluation(office.app, office.system, again);
  // August to October may be paid now: of P11 nothing is left, but a version that says otherwise takes nothing back.
  expect(await indicatorsOf(NEXT)).toMatchObject([{ indicator: 'DY01', version: 4, hits: 0 }]);
  expect(await alertOn('P11')).toMatchObject({ indicatorVersion: 3, state: 'raised', hits: 2 });
});

it('where a version does not reach, an indicator has nothing to say and nothing is missing', async () => {
  await approve('head', await propose('officer', 'DY29', { agencies: [NORTH] }));
  const run = await requestEvaluation(office.app, office.as('officer'), {
    period: NEXT,
    trigger: 'hand',
    indicators: ['DY29'],
    withoutNudge: true,
  });
  await finishEvaluation(office.app, office.system, run);
  const scopes = await office.sql(
    `select agency, state from fundwatch.evaluation_scope where evaluation_id = $1 and indicator = 'DY29'`,
    [run.id],
  );
  expect(scopes).toEqual([{ agency: NORTH, state: 'evaluated' }]);
});
