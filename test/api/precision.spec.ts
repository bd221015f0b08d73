import { randomUUID } from 'node:crypto';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let officer: ApiClient;
let handler: ApiClient;
let handlerId: string;

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  handlerId = await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
  [officer, handler] = (await Promise.all(['zhang', 'liu'].map((name) => api.signedIn(name)))) as [
    ApiClient,
    ApiClient,
  ];
});
afterAll(() => api.close());
beforeEach(async () => {
  for (const table of ['answer', 'alert_event', 'alert_hit', 'hit', 'evaluation_indicator', 'evaluation', 'alert'])
    await api.sql(`delete from fundwatch.${table}`);
});

const list = async (query = {}) => (await officer.call(routes.listPrecision, { query })).body;
const figuresOf = async (code: string, query = {}) =>
  (await officer.call(routes.getIndicatorPrecision, { params: { code }, query })).body;
const sameSubject = async (client: ApiClient, { id }: BuiltAlert) =>
  (await client.call(routes.listSameSubject, { params: { alertId: id } })).body;

async function answerOf(alert: BuiltAlert, round: number, answeredAt: string, recovered: string | null): Promise<void> {
  await api.sql(
    `insert into fundwatch.answer (id, alert_id, agency, round, problem_type, explanation, fields, recovered_amount, answered_by,
       answered_by_name, answered_at, late) values ($1, $2, $3, $4, 'P7', '已核实', '{}', $5, $6, '刘红', $7, false)`,
    [randomUUID(), alert.id, alert.agency, round, recovered, handlerId, answeredAt],
  );
}

async function aRun(indicator: string, version: number, durationMs: number, reused = false): Promise<void> {
  const id = randomUUID();
  await api.sql(
    `insert into fundwatch.evaluation (id, period, run_no, state, trigger, requested_by, requested_at, as_of, calendar_version, indicators,
       finished_at)
     select $1, '202609', 1 + coalesce(max(run_no), 0), 'finished', 'schedule', 'system', '2026-10-16', '2026-10-16', 'built-in-2026',
       array[$2], '2026-10-16T02:00:00Z' from fundwatch.evaluation where period = '202609'`,
    [id, indicator],
  );
  await api.sql(
    `insert into fundwatch.evaluation_indicator (evaluation_id, indicator, version, parameters, state, duration_ms, reused_from)
     values ($1, $2, $3, '{}', 'done', $4, $5)`,
    [id, indicator, version, durationMs, reused ? id : null],
  );
}

describe('what the alerts of an indicator brought', () => {
  test('is counted from raised to confirmed, with the money found and recovered', async () => {
    await anAlert().worth('100.00').save(api.database);
    await anAlert().dispatchedTo('120101').worth('200.00').save(api.database);
    await anAlert().answered('P4').worth('400.00').save(api.database);
    await anAlert().answered('P9').worth('800.00').save(api.database);
    await anAlert().answered('P11').worth('900.00').save(api.database);
    const found = await anAlert().answered('P7').worth('1600.50').closed().save(api.database);
    await answerOf(found, 1, '2026-10-19T02:00:00Z', '100.00');
    await answerOf(found, 2, '2026-10-20T02:00:00Z', '600.25');
    const { total } = await figuresOf('DY01');
    expect(total).toEqual({
      raised: 6,
      dispatched: 5,
      answered: 4,
      answers: { P4: 1, P7: 1, P9: 1, P11: 1 },
      confirmed: 1,
      unconfirmed: 2,
      confirmedShare: '25',
      found: '1600.50',
      // Of the last answer: it tells of the first as well.
      recovered: '600.25',
      repeated: 0,
      repeatShare: '0',
      medianAnswerDays: 1,
      meanSeconds: null,
    });
  });

  test('counts the working days until the first answer, and takes the one in the middle', async () => {
    // From Friday the 16th one working day to Monday, two to Tuesday; half past midnight in Shanghai is the day after.
    await anAlert().received('2026-10-16').answered('P4', '2026-10-19T02:00:00Z').save(api.database);
    const returned = await anAlert().received('2026-10-16').answered('P5', '2026-10-20T00:30:00Z').save(api.database);
    await answerOf(returned, 1, '2026-10-19T15:59:00Z', null);
    await answerOf(returned, 2, '2026-10-20T00:30:00Z', null);
    await anAlert().received('2026-10-16').answered('P4', '2026-10-19T16:30:00Z').save(api.database);
    expect((await figuresOf('DY01')).total.medianAnswerDays).toBe(1);
    await anAlert().received('2026-10-12').answered('P4', '2026-10-20T00:00:00Z').save(api.database);
    await anAlert().received('2026-10-12').answered('P4', '2026-10-20T00:00:00Z').save(api.database);
    expect((await figuresOf('DY01')).total.medianAnswerDays).toBe(2);
  });

  test('leaves out what was raised in other months of Shanghai', async () => {
    await anAlert().raisedAt('2026-09-30T15:59:59.000Z').save(api.database);
    await anAlert().raisedAt('2026-09-30T16:00:00.000Z').save(api.database);
    expect((await figuresOf('DY01', { from: '202610', to: '202610' })).total.raised).toBe(1);
    expect((await figuresOf('DY01', { from: '202609', to: '202609' })).total.raised).toBe(1);
    expect(await figuresOf('DY01')).toMatchObject({ from: '202511', to: '202610', total: { raised: 2 } });
  });

  test('leaves out the baseline of the first month until it is sent', async () => {
    await anAlert().asBaseline().save(api.database);
    expect((await figuresOf('DY01')).total.raised).toBe(0);
    await anAlert().asBaseline().dispatchedTo('120101').save(api.database);
    expect((await figuresOf('DY01')).total.raised).toBe(1);
  });

  test('stands by version, by agency and by month', async () => {
    await anAlert().answered('P7').save(api.database);
    const second = await anAlert().at('120102').answered('P4').save(api.database);
    await anAlert().at('120102').raisedAt('2026-09-10T01:00:00.000Z').save(api.database);
    await api.sql(`update fundwatch.alert set indicator_version = 2 where id = $1`, [second.id]);
    await aRun('DY01', 2, 1500);
    await aRun('DY01', 2, 2500);
    await aRun('DY01', 2, 90_000, true);
    const { versions, agencies, months, total } = await figuresOf('DY01');
    expect(versions).toMatchObject([
      { version: 2, raised: 1, confirmed: 0, confirmedShare: '0', meanSeconds: '2.00' },
      { version: 1, raised: 2, confirmed: 1, confirmedShare: '100', meanSeconds: null },
    ]);
    expect(agencies).toMatchObject([
      { agency: { code: '120102', name: '河东区社保中心' }, raised: 2, answered: 1, unconfirmed: 1 },
      { agency: { code: '120101', name: '和平区社保中心' }, raised: 1, confirmed: 1 },
    ]);
    expect(months).toEqual([
      { period: '202609', agency: { code: '120102', name: '河东区社保中心' }, raised: 1, confirmed: 0 },
      { period: '202610', agency: { code: '120101', name: '和平区社保中心' }, raised: 1, confirmed: 1 },
      { period: '202610', agency: { code: '120102', name: '河东区社保中心' }, raised: 1, confirmed: 0 },
    ]);
    expect(total.meanSeconds).toBe('2.00');
  });

  test('tells how many repeat an earlier one', async () => {
    const first = await anAlert().answered('P5').closed().save(api.database);
    const again = await anAlert().save(api.database);
    await api.sql(`update fundwatch.alert set recurrence_of = $1 where id = $2`, [first.id, again.id]);
    expect((await figuresOf('DY01')).total).toMatchObject({ repeated: 1, repeatShare: '50' });
  });

  test('puts the indicator first that cost most work for least', async () => {
    for (const type of ['P4', 'P9', 'P3'] as const) await anAlert().of('NK02').answered(type).save(api.database);
    await anAlert().of('DY01').answered('P7').save(api.database);
    await anAlert().of('DY01').answered('P4').save(api.database);
    await anAlert().of('CW01').save(api.database);
    await aRun('CB01', 1, 800);
    const { indicators } = await list();
    expect(indicators.map(({ code, unconfirmed }) => [code, unconfirmed])).toEqual([
      ['NK02', 3],
      ['DY01', 1],
      ['CB01', 0],
      ['CW01', 0],
    ]);
    expect(indicators.find(({ code }) => code === 'CB01')).toMatchObject({
      raised: 0,
      confirmedShare: null,
      meanSeconds: '0.80',
    });
    expect(indicators[0]!.title.zh).toBe(api.app.catalogue.get('NK02')!.title.zh);
  });

  test('of months in the wrong order, or too many, is refused', async () => {
    for (const query of [
      { from: '202610', to: '202609' },
      { from: '202001', to: '202610' },
    ])
      expect(await officer.call(routes.listPrecision, { query })).toMatchObject({
        status: 400,
        body: { code: 'REQUEST_INVALID' },
      });
  });

  test('of an indicator that nobody knows is not there', async () => {
    expect(await officer.call(routes.getIndicatorPrecision, { params: { code: 'DY98' } })).toMatchObject({
      status: 404,
      body: { code: 'INDICATOR_UNKNOWN' },
    });
  });
});

describe('the source of an indicator', () => {
  const source = async (code: string) => (await officer.call(routes.getIndicatorSource, { params: { code } })).body;

  test('is the query in force, with the cases that the delivered one was tried with', async () => {
    const delivered = api.app.catalogue.get('DY01')!;
    const { sql, version, cases } = await source('DY01');
    expect({ sql, version }).toEqual({ sql: delivered.sql, version: delivered.version });
    expect(new Set(cases.map(({ kind }) => kind))).toContain('fires');
    expect(cases.every(({ name }) => name.length > 0)).toBe(true);
  });

  test('of one that waits for data is nothing, and the library says what it waits for', async () => {
    const waiting = [...api.app.unjudged.values()].find(({ status }) => status === 'needs_data')!;
    expect(await source(waiting.code)).toEqual({ sql: null, version: waiting.version, cases: [] });
    const { indicators } = (await officer.call(routes.listIndicators)).body;
    expect(indicators.find(({ code }) => code === waiting.code)!.waitsFor).toEqual(waiting.waitsFor);
  });
});

describe('other alerts of the same subject', () => {
  const numbers = ({ alerts }: { alerts: { number: string }[] }) => alerts.map(({ number }) => number);

  test('are those of its agency and line that are open or of the same month, the open ones and the gravest first', async () => {
    const one = await anAlert().about('P0012345').save(api.database);
    const closed = await anAlert().of('DY04').about('P0012345').answered('P4').closed().save(api.database);
    const low = await anAlert().of('CB01').about('P0012345').severe('low').inMonth('202603').save(api.database);
    const high = await anAlert().of('NK01').about('P0012345').save(api.database);
    await anAlert().of('DY05').about('P0012345').inMonth('202603').answered('P4').closed().save(api.database);
    await anAlert().of('DY04').about('P0099999').save(api.database);
    await anAlert().of('DY04').at('120102').about('P0012345').save(api.database);
    const found = await sameSubject(officer, one);
    expect(numbers(found)).toEqual([high.number, low.number, closed.number]);
    expect(found).toMatchObject({ total: 3, alerts: [{ by: 'subject', indicator: 'NK01' }, {}, { state: 'closed' }] });
  });

  test('of the same person at another agency are told to supervision, and not to an agency', async () => {
    const related = { hitKey: 'PAY-1', relatedKey: 'same person' };
    const one = await anAlert().about('P1').behind(related).dispatchedTo('120101').save(api.database);
    const other = await anAlert().at('120102').about('P2').behind(related).dispatchedTo('120102').save(api.database);
    const own = await anAlert().of('DY04').about('P1').dispatchedTo('120101').save(api.database);
    await anAlert().of('DY05').about('P1').save(api.database);
    const seen = await sameSubject(officer, one);
    expect(seen.alerts.find(({ number }) => number === other.number)).toMatchObject({
      by: 'related',
      agency: { code: '120102' },
    });
    expect(seen.total).toBe(3);
    // Its own, and of them only what was sent to it.
    expect(numbers(await sameSubject(handler, one))).toEqual([own.number]);
  });

  test('are none where nothing else is known', async () => {
    const one = await anAlert().about('P7').behind({ hitKey: 'PAY-1', relatedKey: 'somebody' }).save(api.database);
    expect(await sameSubject(officer, one)).toEqual({ total: 0, alerts: [] });
  });
});
