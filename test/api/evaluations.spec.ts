import { routes } from '@fundwatch/domain/api';
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
