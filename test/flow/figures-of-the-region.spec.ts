import { enterStatutoryTable, getEvaluation, requestEvaluation } from '@fundwatch/application';
import { finishEvaluation } from '@fundwatch/application/facts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMonth, MONTH, NORTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

/** A levy of the north on a base of 1,000 yuan. */
const levy = {
  levy_no: 'L1',
  person_no: 'P1',
  employer_no: null,
  fee_period: MONTH,
  base: '1000.00',
  unit_rate: '0.160000',
  person_rate: '0.080000',
  unit_due: '160.00',
  person_due: '80.00',
  kind: 'normal',
};
const file = (lower: string) => `
table: base_limit
title: { zh: 缴费基数上下限, en: Limits of the contribution base }
source: { title: 关于公布缴费基数上下限的通知, reference: 津人社发〔2025〕12号 }
validFrom: '2025-07-01'
validTo: null
rows:
  - { agency: null, line: '110', period_from: '202507', period_to: null, lower_limit: ${lower}, upper_limit: 24000.00 }`;

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  const packages = aMonth().map((spec) =>
    spec.agency === NORTH && spec.dataset === 'business' ? { ...spec, tables: { ...spec.tables, levy: [levy] } } : spec,
  );
  await office.startWorkers();
  await office.settleMonth(packages);
});
afterAll(() => office?.close());

const cb08 = async () => {
  const [{ id } = { id: '' }] = await office.sql<{ id: string }>(
    `select id from fundwatch.evaluation where period = $1 order by run_no desc limit 1`,
    [MONTH],
  );
  const { indicators } = await getEvaluation(office.app, office.as('officer'), { evaluationId: id });
  const { hits, cannotDecide } = indicators.find(({ indicator }) => indicator === 'CB08')!;
  return { hits, cannotDecide };
};
async function runAgain(): Promise<void> {
  const { app } = office;
  const request = { period: MONTH, trigger: 'hand', withoutNudge: true } as const;
  await finishEvaluation(app, office.as('head'), await requestEvaluation(app, office.as('head'), request));
}

it('without the limits of the region nobody can say whether a base is right', async () => {
  expect(await cb08()).toEqual({ hits: 0, cannotDecide: 1 });
});

it('a wrong file enters nothing, and says row, column and value', async () => {
  const enter = (text: string) => enterStatutoryTable(office.app, office.as('officer'), text);
  await expect(enter(file('low'))).rejects.toMatchObject({
    code: 'STATUTORY_TABLE_INVALID',
    details: { problems: ['row 1: lower_limit: low is no money'] },
  });
  await expect(enter('table: [')).rejects.toMatchObject({ code: 'STATUTORY_TABLE_INVALID' });
  const ofTheLaw = file('1.00')
    .replace('base_limit', 'unemployment_months')
    .replace(/rows:[^]*/, `rows:\n  - { paid_from: 12, paid_to: null, months: 24 }`);
  await expect(enter(ofTheLaw)).rejects.toMatchObject({ code: 'STATUTORY_TABLE_FIXED' });
});

it('once they are entered the next run judges by them, and a later entry takes their place', async () => {
  await enterStatutoryTable(office.app, office.as('officer'), file('4800.00'));
  await runAgain();
  expect(await cb08()).toEqual({ hits: 1, cannotDecide: 0 });
  await enterStatutoryTable(office.app, office.as('officer'), file('900.00'));
  await runAgain();
  expect(await cb08()).toEqual({ hits: 0, cannotDecide: 0 });
});
