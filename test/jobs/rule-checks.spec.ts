import { listNotEvaluated, requestEvaluation, sweepRuleChecks } from '@fundwatch/application';
import { checkPackage, checkRules, finishEvaluation } from '@fundwatch/application/facts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { business, finance, MONTH, NORTH, northBusiness, payment, person, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';
import type { PackageSpec } from '../support/package-builder.js';

/** Payments of the business data against 5001 of the books. */
const RULE = 'R11';
let office: Office;

beforeEach(async () => {
  office = await Office.open({ withoutQueue: true });
  await office.setClock('2026-10-09T10:30:00+08:00');
});
afterEach(() => office.close());

async function accept(spec: PackageSpec): Promise<void> {
  const outcome = await checkPackage(office.app, office.system, await office.upload(spec));
  expect(outcome?.errors).toEqual([]);
  expect(outcome?.state).toBe('accepted');
}

async function check() {
  return checkRules(office.app, office.system, { period: MONTH });
}

async function result(rule = RULE) {
  const rows = await office.sql(
    `select state, reason, left_value, right_value, difference, broken_rows, checked_at, input_hash from fundwatch.rule_result
     where period = $1 and agency = $2 and line = '110' and rule = $3`,
    [MONTH, NORTH, rule],
  );
  return rows[0];
}

it('a rule waits for the other side, holds when it comes, and is broken and mended by what is sent again', async () => {
  await accept(northBusiness());
  await check();
  expect(await result()).toMatchObject({ state: 'not_checkable', reason: 'dataset_missing' });

  await accept(finance(NORTH, 2));
  expect(await check()).toMatchObject({ agencies: 1, failed: [] });
  expect(await result()).toMatchObject({ state: 'holds', reason: null, left_value: '2000.000000' });

  await accept(finance(NORTH, 3, { version: 2 }));
  await check();
  expect(await result()).toMatchObject({ state: 'broken', difference: '-1000.000000', broken_rows: '1' });
  const items = await office.sql(`select item, difference from fundwatch.rule_difference where rule = $1`, [RULE]);
  expect(items).toMatchObject([{ difference: '-1000.000000' }]);

  await accept(finance(NORTH, 2, { version: 3 }));
  await check();
  expect(await result()).toMatchObject({ state: 'holds', difference: '0.000000', broken_rows: '0' });
  expect(await office.sql(`select from fundwatch.rule_difference where rule = $1`, [RULE])).toEqual([]);
});

it('a rule that the standard has no data for is listed, and names the field', async () => {
  await accept(northBusiness());
  await check();
  const rows = await office.sql<{ rule: string; reason_details: { lacks: unknown[] } }>(
    `select distinct rule, reason_details from fundwatch.rule_result where reason = 'standard_lacks'`,
  );
  const unable = [...office.app.rules.values()].filter(({ checkable, scope }) => !checkable && scope === 'line');
  expect(unable.length).toBeGreaterThan(0);
  expect(rows.map(({ rule }) => rule).sort()).toEqual(unable.map(({ code }) => code));
  for (const { reason_details } of rows) expect(reason_details.lacks[0]).toHaveProperty('field');
});

it('what rests on unchanged files keeps its result, and only what the new files touch is written again', async () => {
  await accept(northBusiness());
  await accept(finance(NORTH, 2));
  await check();
  const before = await result('R10');
  await office.setClock('2026-10-10T10:30:00+08:00');
  await accept(finance(NORTH, 3, { version: 2 }));
  await check();
  // R10 looks at payments and returns only.
  expect(await result('R10')).toEqual(before);
  expect((await result())!['checked_at']).toEqual(new Date('2026-10-10T10:30:00+08:00'));
});

it('a later month that looks back on the resubmitted one is checked again', async () => {
  await accept(northBusiness());
  await check();
  const later = business(NORTH, [person(1)], [payment(9, 1, { benefit_period: '202610' })], { period: '202610' });
  await accept(later);
  await checkRules(office.app, office.system, { period: '202610' });
  await accept(northBusiness({ version: 2 }));
  const waiting = await office.sql(`select period, state from fundwatch.rule_check order by period`);
  expect(waiting).toEqual([
    { period: MONTH, state: 'waiting' },
    { period: '202610', state: 'waiting' },
  ]);
});

it('two workers check once', async () => {
  await accept(northBusiness());
  await accept(finance(NORTH, 2));
  const letGo = await office.holdTable('rule_result');
  const first = check();
  await office.untilWaitsFor('rule_result');
  expect(await check(), 'the second finds the period held').toBeNull();
  await letGo();
  expect(await first).toMatchObject({ agencies: 1 });
  const events = await office.sql(`select from fundwatch.audit_event where action = 'rules.check'`);
  expect(events).toHaveLength(1);
});

it('what arrives while its agency is being checked is checked too', async () => {
  await accept(northBusiness());
  const letGo = await office.holdTable('rule_result');
  const running = check();
  await office.untilWaitsFor('rule_result');
  await accept(finance(NORTH, 2));
  await letGo();
  expect(await running).toMatchObject({ agencies: 2 });
  expect(await result()).toMatchObject({ state: 'holds' });
  expect(await office.sql(`select state from fundwatch.rule_check`)).toEqual([{ state: 'done' }]);
});

it('a rule that cannot be run says so, alone, and is run again by the next check', async () => {
  await accept(northBusiness());
  await accept(finance(NORTH, 2));
  const rule = office.app.rules.get(RULE)!;
  const broken = { ...rule, sql: 'select 1 as nothing' };
  const app = { ...office.app, rules: new Map([...office.app.rules, [RULE, broken]]) };
  const counts = await checkRules(app, office.system, { period: MONTH });
  expect(counts?.failed).toMatchObject([{ rule: RULE }]);
  expect(await result()).toMatchObject({ state: 'not_checkable', reason: 'rule_failed' });
  expect(await result('R10')).toMatchObject({ state: 'holds' });

  await office.sql(`update fundwatch.rule_check set state = 'waiting'`);
  await check();
  expect(await result()).toMatchObject({ state: 'holds' });
});

it('other rules make every check out of date, and the sweep nudges what waits', async () => {
  await accept(northBusiness());
  await check();
  const nudges: unknown[] = [];
  const listening = {
    ...office.app,
    queue: { enqueue: async (name: string, payload: unknown) => void nudges.push([name, payload]) },
  };
  expect(await sweepRuleChecks(listening, office.system)).toEqual([]);
  const rule = office.app.rules.get(RULE)!;
  const rules = new Map([...office.app.rules, [RULE, { ...rule, version: rule.version + 1 }]]);
  expect(await sweepRuleChecks({ ...listening, rules }, office.system)).toEqual([MONTH]);
  expect(nudges).toEqual([['checkRules', { period: MONTH, requests: 2 }]]);
});

it('agencies that have no account hash in common use different keys, until one account is found at both', async () => {
  const south = (account: string, version: number) =>
    business(SOUTH, [person(11)], [payment(11, 11, { account_hash: account })], { version });
  const state = async () =>
    (await office.sql(`select state, apart from fundwatch.region_key_check where period = $1`, [MONTH]))[0];
  await accept(northBusiness());
  await check();
  expect(await state()).toEqual({ state: 'undecided', apart: [] });
  await accept(south('hashed otherwise', 1));
  await check();
  expect(await state()).toEqual({ state: 'differs', apart: [NORTH, SOUTH] });
  await accept(south('account-1', 2));
  await check();
  expect(await state()).toEqual({ state: 'shared', apart: [] });
});

it('a sign of broken rules is not evaluated while the rules are being checked, and says why', async () => {
  await accept(northBusiness());
  await accept(finance(NORTH, 3));
  const evaluate = async () => {
    const run = await requestEvaluation(office.app, office.system, {
      period: MONTH,
      trigger: 'hand',
      indicators: ['DQ11'],
    });
    await finishEvaluation(office.app, office.system, run);
    const { items } = await listNotEvaluated(office.app, office.as('officer'), { evaluationId: run.id, limit: 50 });
    const hits = await office.sql(`select line, hit_key, observed from fundwatch.hit where evaluation_id = $1`, [
      run.id,
    ]);
    return { north: items.filter(({ agency }) => agency.code === NORTH), hits };
  };
  const before = await evaluate();
  expect(before.hits).toEqual([]);
  expect(before.north.map(({ reason }) => reason.code)).toEqual(before.north.map(() => 'RULES_NOT_CHECKED'));
  expect(before.north).not.toEqual([]);
  await check();
  const after = await evaluate();
  expect(after.north).toEqual([]);
  expect(after.hits).toContainEqual({ line: '110', hit_key: RULE, observed: '-1000.000000' });
});
