import { randomUUID } from 'node:crypto';
import { routes, type QueryOf } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let officer: ApiClient;
let handler: ApiClient;

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
  officer = await api.signedIn('zhang');
  handler = await api.signedIn('liu');
});
afterAll(() => api.close());

describe('an evaluation by hand', () => {
  test('is queued with every active indicator, and a second one of the month waits for it', async () => {
    const start = () => officer.call(routes.startEvaluation, { body: { period: '202609' } });
    const { status, body } = await start();
    expect([status, body.state, body.requestedBy, body.indicatorsDone]).toEqual([200, 'queued', 'zhang', 0]);
    expect(await start()).toMatchObject({
      status: 409,
      body: { code: 'EVALUATION_RUNNING', details: { evaluationId: body.id } },
    });
    const page = (await officer.call(routes.getEvaluation, { params: { evaluationId: body.id } })).body;
    const { indicators } = (await officer.call(routes.listIndicators)).body;
    const active = indicators.filter(({ status: was }) => was === 'active').map(({ code }) => code);
    expect(page.indicators.map(({ indicator }) => indicator)).toEqual(active);
    expect(page.indicatorsTotal).toBe(active.length);
    const list = (await officer.call(routes.listEvaluations, { query: { period: '202609' } })).body;
    expect(list.items.map(({ id }) => id)).toEqual([body.id]);
  });

  test('says of every agency and line why an indicator said nothing', async () => {
    const { id } = (await officer.call(routes.startEvaluation, { body: { period: '202608' } })).body;
    const scope = (indicator: string, state: string, details: object, cannotDecide = 0) =>
      api.sql(
        `insert into fundwatch.evaluation_scope (evaluation_id, indicator, agency, line, state, reason_details, cannot_decide)
         values ($1, $2, '120101', '110', $3, $4, $5)`,
        [id, indicator, state, JSON.stringify(details), cannotDecide],
      );
    const missing = { agency: '120101', line: '110', dataset: 'finance' };
    await scope('CW01', 'not_evaluated', { reasons: [{ code: 'DATASET_MISSING', datasets: [missing] }] });
    await scope('DY01', 'evaluated', {}, 3);
    await scope('DY04', 'partial', { present: 14, of: 16 });
    await scope('DY23', 'evaluated', {});
    const { body } = await officer.call(routes.listNotEvaluated, { params: { evaluationId: id } });
    expect(body.items.map(({ indicator, state, reason }) => [indicator, state, reason.zh])).toEqual([
      ['CW01', 'not_evaluated', '缺少已接收的数据:120101 企业职工基本养老保险 财务数据'],
      ['DY01', 'cannot_decide', '3 条记录缺少判定所需的数据项'],
      ['DY04', 'partial', '仅依据 16 家中 14 家的数据'],
    ]);
  });

  describe('that could not say everything', () => {
    let id: string;
    const params = () => ({ evaluationId: id });
    const list = async (query: QueryOf<typeof routes.listNotEvaluated>) =>
      (await officer.call(routes.listNotEvaluated, { params: params(), query })).body;
    const summary = async (query: QueryOf<typeof routes.summariseNotEvaluated> = {}) =>
      (await officer.call(routes.summariseNotEvaluated, { params: params(), query })).body;

    beforeAll(async () => {
      id = (await officer.call(routes.startEvaluation, { body: { period: '202607' } })).body.id;
      // What the plan of the run itself laid down makes room for scopes of known reasons.
      await api.sql(`delete from fundwatch.evaluation_scope where evaluation_id = $1`, [id]);
      const missing = (agency: string, line: string) => ({
        reasons: [{ code: 'DATASET_MISSING', datasets: [{ agency, line, dataset: 'finance' }] }],
      });
      const scopes: [string, string, string, string, string | null, object, number][] = [
        ['CW01', '120101', '110', 'not_evaluated', 'DATASET_MISSING', missing('120101', '110'), 0],
        ['CW01', '120101', '210', 'not_evaluated', 'DATASET_MISSING', missing('120101', '210'), 0],
        ['CW01', '120102', '110', 'not_evaluated', 'DATASET_MISSING', missing('120102', '110'), 0],
        ['CW02', '120101', '110', 'not_evaluated', 'DATASET_MISSING', missing('120101', '110'), 0],
        ['CW02', '120102', '110', 'evaluated', null, {}, 0],
        ['DY01', '120101', '110', 'evaluated', null, {}, 3],
        ['DY01', '120102', '110', 'evaluated', null, {}, 0],
        ['DY04', '120101', '110', 'partial', 'PARTIAL', { present: 14, of: 16 }, 2],
      ];
      for (const scope of scopes)
        await api.sql(
          `insert into fundwatch.evaluation_scope (evaluation_id, indicator, agency, line, state, reason, reason_details, cannot_decide)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [id, ...scope.slice(0, 5), JSON.stringify(scope[5]), scope[6]],
        );
    });

    test('is counted by reason, indicator and agency, and never calls the rest of the scopes normal', async () => {
      const counted = await summary();
      expect([counted.inScope, counted.scopes]).toEqual([8, 6]);
      expect(
        counted.reasons.map(({ code, scopes, indicators, agencies }) => [code, scopes, indicators, agencies]),
      ).toEqual([
        ['DATASET_MISSING', 4, 2, 2],
        ['CANNOT_DECIDE', 1, 1, 1],
        ['PARTIAL', 1, 1, 1],
      ]);
      expect(counted.reasons[0]).toMatchObject({ zh: '缺少已接收的数据', en: 'No accepted data' });
      expect(counted.indicators.map(({ indicator, scopes, agencies }) => [indicator, scopes, agencies])).toEqual([
        ['CW01', 3, 2],
        ['CW02', 1, 1],
        ['DY01', 1, 1],
        ['DY04', 1, 1],
      ]);
      expect(counted.indicators[2]).toMatchObject({ notEvaluated: 0, partial: 0, cannotDecide: 1, records: 3 });
      expect(counted.agencies.map(({ agency, scopes, indicators }) => [agency.code, scopes, indicators])).toEqual([
        ['120101', 5, 4],
        ['120102', 1, 1],
      ]);
    });

    test('is counted for one reason, while all reasons stay to be chosen', async () => {
      const counted = await summary({ reason: 'PARTIAL' });
      expect(counted.reasons).toHaveLength(3);
      expect(counted.indicators.map(({ indicator }) => indicator)).toEqual(['DY04']);
      expect(counted.agencies.map(({ agency }) => agency.code)).toEqual(['120101']);
    });

    test('is listed as counted: by reason, indicator and agency, page by page', async () => {
      for (const { code, scopes } of (await summary()).reasons)
        expect((await list({ reason: code })).items).toHaveLength(scopes);
      for (const { indicator, scopes } of (await summary()).indicators)
        expect((await list({ indicator })).total).toBe(scopes);
      for (const { agency, scopes } of (await summary()).agencies)
        expect((await list({ agency: agency.code })).total).toBe(scopes);
      const first = await list({ reason: 'DATASET_MISSING', agency: '120101', limit: 2 });
      const { nextCursor: cursor } = first;
      const rest = await list({ reason: 'DATASET_MISSING', agency: '120101', limit: 2, cursor: cursor! });
      expect([...first.items, ...rest.items].map(({ indicator, line }) => [indicator, line])).toEqual([
        ['CW01', '110'],
        ['CW01', '210'],
        ['CW02', '110'],
      ]);
      expect([first.total, rest.total, rest.nextCursor]).toEqual([3, 3, null]);
    });

    test('refuses a reason that nobody knows, and a run that is not there', async () => {
      const unknown = { reason: 'FINE' } as unknown as QueryOf<typeof routes.summariseNotEvaluated>;
      expect((await officer.call(routes.summariseNotEvaluated, { params: params(), query: unknown })).status).toBe(400);
      const absent = { evaluationId: randomUUID() };
      expect((await officer.call(routes.summariseNotEvaluated, { params: absent })).status).toBe(404);
    });
  });

  test('leads to the alerts that it raised, extended and withdrew, each to its own', async () => {
    const { id } = (await officer.call(routes.startEvaluation, { body: { period: '202606' } })).body;
    await api.sql(`update fundwatch.evaluation set state = 'finished', finished_at = $2 where id = $1`, [
      id,
      '2026-10-20T00:30:00.123Z',
    ]);
    const touched = async (type: string, period = '202606', actor = 'evaluation') => {
      const alert = await anAlert().of('DY04').save(api.database);
      await api.sql(
        `insert into fundwatch.alert_event (alert_id, agency, sequence, type, from_state, to_state, actor, at, recorded_at, details, agency_may_see)
         values ($1, $2, 50, $3, 'raised', 'raised', $4, $5, now(), $6, false)`,
        [alert.id, alert.agency, type, actor, '2026-10-20T00:30:00.123Z', JSON.stringify({ period })],
      );
      return alert.number;
    };
    const raised = await touched('raise');
    const extended = [await touched('extend'), await touched('reopen')];
    const withdrawn = await touched('withdraw');
    await touched('adjust');
    await touched('raise', '202605');
    await touched('withdraw', '202606', '张敏');
    const numbers = async (query: QueryOf<typeof routes.listAlerts>) =>
      (await officer.call(routes.listAlerts, { query })).body.items.map(({ number }) => number).sort();
    expect(await numbers({ raisedBy: id })).toEqual([raised]);
    expect(await numbers({ extendedBy: id })).toEqual(extended.sort());
    expect(await numbers({ withdrawnBy: id })).toEqual([withdrawn]);
  });

  test('tells its group, whose version ran, when it was asked for, and what kind of month it was', async () => {
    const { id } = (await officer.call(routes.startEvaluation, { body: { period: '202605' } })).body;
    const look = async () => (await officer.call(routes.getEvaluation, { params: { evaluationId: id } })).body;
    const run = await look();
    expect(run).toMatchObject({ restates: false, requestedAt: api.clock.now() });
    expect(run.indicators.find(({ indicator }) => indicator === 'DY01')).toMatchObject({
      group: 'DY',
      origin: 'catalogue',
    });
    const versionOf = `insert into fundwatch.indicator_version (id, code, version, origin, state, status, changes, definition_hash, reason,
        proposed_by, proposed_by_name, proposed_at, decided_by, decided_by_name, decided_at)
      select gen_random_uuid(), i.indicator, i.version, 'catalogue_change', $2, 'active', '[]', i.definition_hash, '理由',
        (select id from fundwatch.app_user where user_name = 'zhang'), '张', now(),
        (select id from fundwatch.app_user where user_name = 'liu'), '刘', now()
      from fundwatch.evaluation_indicator i where i.evaluation_id = $1 and i.indicator = $3`;
    await api.sql(versionOf, [id, 'approved', 'DY01']);
    await api.sql(versionOf, [id, 'rejected', 'DY04']);
    const office = (await look()).indicators.filter(({ origin }) => origin === 'office');
    expect(office.map(({ indicator }) => indicator)).toEqual(['DY01']);
    await api.sql(`delete from fundwatch.indicator_version`, []);
    await api.sql(`update fundwatch.evaluation set baseline = not baseline where id = $1`, [id]);
    expect((await look()).baseline).toBe(!run.baseline);
  });
});

describe('the catalogue', () => {
  test('shows guidance, parameters and bases, and open alerts as far as one may see them', async () => {
    await anAlert().save(api.database);
    await anAlert().dispatchedTo('120101').save(api.database);
    const look = async (client: ApiClient) =>
      (await client.call(routes.getIndicator, { params: { code: 'DY01' } })).body;
    const page = await look(officer);
    expect(page.guidance.verify.length).toBeGreaterThan(20);
    expect(page.basis.length).toBeGreaterThan(0);
    expect(page.openAlerts).toBe(2);
    expect((await look(handler)).openAlerts).toBe(1);
    expect((await officer.call(routes.getIndicator, { params: { code: 'XX99' } })).status).toBe(404);
  });
});
