import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

const CHECKED_AT = '2026-10-14T01:30:00.000Z';
let api: TestApi;
let officer: ApiClient;
let steward: ApiClient;
let handler: ApiClient;

async function aResult(agency: string, line: string, rule: string, state: string, reason: string | null = null) {
  await api.sql(
    `insert into fundwatch.rule_result (period, agency, line, rule, state, reason, compared, left_value, right_value, difference,
       tolerance, broken_rows, version, checked_at)
     values ('202609', $1, $2, $3, $4, $5, 2, '12000.5', '11000.5', '1000', '0.01', 1, 1, $6)`,
    [agency, line, rule, state, reason, CHECKED_AT],
  );
}

beforeAll(async () => {
  api = await startApi();
  for (const [index, agency] of ['120101', '120102'].entries())
    await api.sql(
      `insert into fundwatch.rule_check (period, agency, state, requested_at, checked_at) values ('202609', $1, $2, $3, $3)`,
      [agency, ['done', 'running'][index], CHECKED_AT],
    );
  await aResult('120101', '110', 'R01', 'broken');
  await aResult('120101', '110', 'R10', 'holds');
  await aResult('120101', '210', 'R01', 'holds');
  await aResult('120102', '110', 'R01', 'not_checkable', 'rule_failed');
  await api.sql(
    `insert into fundwatch.rule_difference (period, agency, line, rule, ordinal, item, left_value, right_value, difference, evidence)
     values ('202609', '120101', '110', 'R01', 1, 'levy:L1', null, null, '1', '{"name": "张小三", "table_name": "levy"}')`,
  );
  for (const [userName, role, organisation] of [
    ['officer', 'supervision_officer', '120000'],
    ['steward', 'data_steward', '120000'],
    ['handler', 'agency_handler', '120101'],
  ] as const)
    await api.addAccount({ userName, roles: [role], organisation });
  officer = await api.signedIn('officer');
  steward = await api.signedIn('steward');
  handler = await api.signedIn('handler');
});
afterAll(() => api.close());

const period = '202609';

describe('the catalogue of rules', () => {
  it('holds R01 to R30, each with its two sides, its source and how to verify it', async () => {
    const { rules } = (await officer.call(routes.listRules)).body;
    expect(rules.map(({ code }) => code)).toEqual(
      Array.from({ length: 30 }, (_, i) => `R${String(i + 1).padStart(2, '0')}`),
    );
    for (const rule of rules) expect(rule.guidance.verify, rule.code).not.toBe('');
  });

  it('names the field that the standard lacks for each rule that cannot be checked', async () => {
    const { rules } = (await officer.call(routes.listRules)).body;
    const unable = rules.filter(({ checkable }) => !checkable);
    expect(unable.map(({ code }) => code)).toEqual(expect.arrayContaining(['R04', 'R09', 'R23', 'R29']));
    for (const { code, waitsFor } of unable) expect(waitsFor[0]?.field, code).toBeTruthy();
  });
});

describe('the results of a month', () => {
  it('are one cell for each agency and rule, the gravest of its lines', async () => {
    const board = (await officer.call(routes.getRuleBoard, { query: { period } })).body;
    expect(board.lines).toEqual(['110', '210']);
    expect(board.agencies.map(({ agency, check }) => [agency.code, check])).toEqual([
      ['120101', 'done'],
      ['120102', 'running'],
    ]);
    expect(board.agencies[0]!.cells).toEqual([
      { rule: 'R01', state: 'broken', holds: 1, broken: 1, notCheckable: 0 },
      { rule: 'R10', state: 'holds', holds: 1, broken: 0, notCheckable: 0 },
    ]);
    const line = (await officer.call(routes.getRuleBoard, { query: { period, line: '210' } })).body;
    expect(line.agencies[0]!.cells.map(({ rule, state }) => [rule, state])).toEqual([['R01', 'holds']]);
  });

  it('come page by page in one order, filtered in the query', async () => {
    const first = (await officer.call(routes.listRuleResults, { query: { period, limit: 3 } })).body;
    expect(first.total).toBe(4);
    const cursor = first.nextCursor!;
    const second = (await officer.call(routes.listRuleResults, { query: { period, limit: 3, cursor } })).body;
    expect([...first.items, ...second.items].map(({ agency, line, rule }) => `${agency.code} ${line} ${rule}`)).toEqual(
      ['120101 110 R01', '120101 110 R10', '120101 210 R01', '120102 110 R01'],
    );
    const broken = (await officer.call(routes.listRuleResults, { query: { period, state: ['broken'] } })).body;
    expect(broken.items).toMatchObject([{ left: '12000.5', right: '11000.5', difference: '1000', tolerance: '0.01' }]);
  });

  it('say why a rule could not be checked, in both languages', async () => {
    const params = { period, agency: '120102', line: '110', rule: 'R01' };
    const { reason } = (await officer.call(routes.getRuleResult, { params })).body;
    expect(reason).toMatchObject({ code: 'rule_failed', zh: expect.stringContaining('运行出错') as string });
  });

  it('show the rows behind a broken one, what nobody declared masked', async () => {
    const params = { period, agency: '120101', line: '110', rule: 'R01' };
    const { differences } = (await officer.call(routes.getRuleResult, { params })).body;
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ item: 'levy:L1', difference: '1' });
    expect(JSON.stringify(differences)).not.toContain('张小三');
  });

  it('are an agency’s own only, and the data steward sees all', async () => {
    const own = (await handler.call(routes.listRuleResults, { query: { period } })).body;
    expect(new Set(own.items.map(({ agency }) => agency.code))).toEqual(new Set(['120101']));
    expect(own.total).toBe(3);
    const board = (await handler.call(routes.getRuleBoard, { query: { period } })).body;
    expect(board.agencies.map(({ agency }) => agency.code)).toEqual(['120101']);
    const other = { period, agency: '120102', line: '110', rule: 'R01' };
    expect((await handler.call(routes.getRuleResult, { params: other })).status).toBe(404);
    expect((await steward.call(routes.listRuleResults, { query: { period } })).body.total).toBe(4);
  });
});
