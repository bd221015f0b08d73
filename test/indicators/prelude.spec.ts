import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createFactStore,
  type FactQuery,
  type FactRun,
  type FactRunOptions,
  openPostgresCaseStore,
  type PostgresCaseStore,
} from '@fundwatch/storage/facts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

const citizen = '11010519491231002X';
const company = '91350100M000100Y43';
const longYears: readonly [string, string, string][] = [
  ['M60', '1964-12-31', '202412'],
  ['M60', '1965-01-15', '202502'],
  ['M60', '1965-04-01', '202505'],
  ['M60', '1965-05-01', '202507'],
  ['M60', '1967-05-12', '202801'],
  ['M60', '1976-08-01', '203907'],
  ['M60', '1976-09-01', '203909'],
  ['F55', '1971-04-30', '202608'],
  ['F55', '1981-09-01', '203909'],
  ['F50', '1975-01-01', '202502'],
  ['F50', '1975-03-01', '202505'],
  ['F50', '1984-10-01', '203909'],
  ['F50', '1984-11-01', '203911'],
  ['F50', '1974-12-01', '202412'],
  ['F50', '1990-02-01', '204502'],
];

/** What an expression gives on both engines, as text; null is null. */
const vectors: readonly [string, string | null][] = [
  [`add_months(date '2026-01-31', 1)`, '2026-02-28'],
  [`add_months(date '2024-02-29', -12)`, '2023-02-28'],
  [`add_months(date '2026-12-15', 1)`, '2027-01-15'],
  [`add_months(cast(null as date), 1)`, null],
  [`period_of(date '2026-02-28')`, '202602'],
  [`period_start('202602')`, '2026-02-01'],
  [`period_add('202602', -3)`, '202511'],
  [`period_add('202611', 14)`, '202801'],
  [`seconds_between(timestamp '2026-01-01 23:59:30', timestamp '2026-01-02 00:00:30')`, '60'],
  [`seconds_between(timestamp '2026-01-02 00:00:30', timestamp '2026-01-01 23:59:30')`, '-60'],
  [`working_days_between(date '2026-02-13', date '2026-02-24')`, '2'],
  [`working_days_between(date '2026-02-13', date '2026-02-13')`, '0'],
  [`working_days_between(date '2026-02-14', date '2026-02-13')`, '0'],
  [`working_days_between(date '2026-02-13', date '2026-03-20')`, null],
  [`working_days_between(cast(null as date), date '2026-03-20')`, null],
  [`(select working_days_between(w.day, date '2026-02-24') from (select date '2026-02-13' as day) as w)`, '2'],
  [`(select working_days_between(day, date '2026-02-24') from (select date '2026-02-13' as day) as x)`, '2'],
  ...longYears.map(([group, birth, month]): [string, string] => [
    `retirement_month(date '${birth}', '${group}')`,
    month,
  ]),
  [`retirement_month(date '1970-01-01', 'X')`, null],
  [`retirement_month(date '1970-01-01', cast(null as text))`, null],
  [`retirement_month(cast(null as date), 'M60')`, null],
  [`is_valid_citizen_id('${citizen}', date '2026-10-31')`, 'true'],
  [`is_valid_citizen_id('11010519491231002x', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('110105194912310021', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('110105491231002', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id(' ${citizen.slice(1)}', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('${citizen}0', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('${citizen}', date '1949-12-31')`, 'true'],
  [`is_valid_citizen_id('${citizen}', date '1949-12-30')`, 'false'],
  [`is_valid_citizen_id('${withCheck('11010519490229002')}', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('${withCheck('11010520000229002')}', date '2026-10-31')`, 'true'],
  [`is_valid_citizen_id('${withCheck('11010519000229002')}', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('${withCheck('11010519491331002')}', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('${withCheck('11010519490031002')}', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('${withCheck('11010519490400002')}', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('${withCheck('11010519490431002')}', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('${withCheck('11010500000101002')}', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('身份号码一二三四五六七八九十一二三四', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id('\\\\10105194912310021', date '2026-10-31')`, 'false'],
  [`is_valid_citizen_id(cast(null as text), date '2026-10-31')`, null],
  [`is_valid_credit_code('${company}')`, 'true'],
  [`is_valid_credit_code('${company.slice(0, 17)}4')`, 'false'],
  [`is_valid_credit_code('${company.toLowerCase()}')`, 'false'],
  [`is_valid_credit_code('91350100I000100Y43')`, 'false'],
  [`is_valid_credit_code('${company.slice(1)}')`, 'false'],
  [`is_valid_credit_code('')`, 'false'],
  [`is_valid_credit_code(cast(null as text))`, null],
  [`id_key(' 11010519491231002x ')`, citizen],
  [`id_key('')`, null],
  [`id_key('  ')`, null],
  [`id_key(cast(null as text))`, null],
  [`div_floor(7, 2)`, '3'],
  [`div_floor(-7, 2)`, '-4'],
  [`div_floor(7, -2)`, '-4'],
  [`div_floor(-6, 2)`, '-3'],
  [`div_floor(1, 0)`, null],
  [`div_floor(cast(null as bigint), 2)`, null],
  [`ratio(1, 3)`, '0.333333'],
  [`ratio(2, 3)`, '0.666667'],
  [`ratio(-2, 3)`, '-0.666667'],
  [`ratio(0, -3)`, '0.000000'],
  [`ratio(cast(1300.00 as decimal(38,2)), cast(1000.00 as decimal(38,2)))`, '1.300000'],
  [`ratio(cast(99999999999999.99 as decimal(16,2)), cast(0.01 as decimal(16,2)))`, '9999999999999999.000000'],
  [`ratio(1, 0)`, null],
  [`ratio(cast(null as decimal(38,2)), 2)`, null],
];

/** Seventeen digits with the right check character, so that only the date can be wrong. */
function withCheck(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return digits + '10X98765432'[sum % 11];
}

const february = Array.from({ length: 28 }, (_, i) => {
  const day = `2026-02-${String(i + 1).padStart(2, '0')}`;
  // The spring festival's order for 2026: off from the 15th to the 23rd, Saturdays 14 and 28 worked.
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const off = i + 1 >= 15 && i + 1 <= 23;
  const worked = ['2026-02-14', '2026-02-28'].includes(day);
  return { day, is_working: String(worked || (!off && weekday > 0 && weekday < 6)) };
});
const options: FactRunOptions = {
  period: '202610',
  firstDay: '2026-10-01',
  lastDay: '2026-10-31',
  dueOn: '2026-11-16',
  asOf: '2026-11-17',
  files: [],
  absentTables: [],
  system: { working_day: february },
};

/** The value goes through a table first, so that no engine can fold it away while it reads the query. */
const queryFor = (expression: string): FactQuery => ({
  sql: `select 'hit' as verdict, 'a' as agency, 'l' as line, 's' as subject, 'k' as hit_key, null as related_key,
    r.period as first_period, null as observed, null as threshold, null as amount, null as severity, null as missing,
    cast(${expression} as text) as value from facts.run as r`,
  parameters: [],
  needs: [],
  evidence: [{ name: 'value', type: 'text' }],
});

let database: TestDatabase;
let postgres: PostgresCaseStore;
let duckdb: FactRun;

beforeAll(async () => {
  database = await createTestDatabase();
  postgres = await openPostgresCaseStore(database.adminUrl);
  duckdb = await createFactStore('duckdb').openRun(options);
});

afterAll(async () => {
  await duckdb?.close();
  await postgres?.close();
  await database?.drop();
});

describe('the functions that an indicator may call', () => {
  it.each(vectors)('%s is %s on DuckDB', async (expression, expected) => {
    const rows = [];
    for await (const row of duckdb.evaluate(queryFor(expression))) rows.push(row.evidence.value);
    expect(rows).toEqual([expected]);
  });

  it.each(vectors)('%s is %s on PostgreSQL', async (expression, expected) => {
    const rows = await postgres.evaluate({ ...options, files: [] }, queryFor(expression));
    expect(rows.map(({ evidence }) => evidence.value)).toEqual([expected]);
  });
});
