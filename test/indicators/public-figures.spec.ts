import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Indicator, planCase, readIndicator } from '@fundwatch/indicators';
import { openPostgresCaseStore, type PostgresCaseStore } from '@fundwatch/storage/facts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { runCaseOnDuckdb, runCaseOnPostgres, type CaseRow } from './run-case.js';

/** A fund's year as its office published it, in 亿元; each row names its source. */
interface PublishedYear {
  place: string;
  fund: string;
  agency: string;
  line: string;
  year: string;
  opening: string;
  income: string;
  expense: string;
  closing: string;
  source: string;
}

const published = JSON.parse(await readFile(new URL('./public-figures.json', import.meta.url), 'utf8')) as {
  rows: PublishedYear[];
};

/** 亿元 with two decimals in yuan. */
const inYuan = (figure: string): string => `${Math.round(Number(figure) * 100) * 1_000_000}.00`;

function publishedYear(place: string, fund: string): PublishedYear {
  const found = published.rows.find((row) => row.place === place && row.fund === fund);
  if (!found) throw new Error(`no published year of ${place} ${fund}`);
  return found;
}

let database: TestDatabase;
let postgres: PostgresCaseStore;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fundwatch-public-figures-'));
  database = await createTestDatabase();
  postgres = await openPostgresCaseStore(database.adminUrl);
});

afterAll(async () => {
  await postgres?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

/** What an indicator's own query says of given rows, equal on both engines. */
async function judge(
  indicator: Indicator,
  one: { name: string; period: string; parameters: Record<string, string>; given: Record<string, CaseRow[]> },
): Promise<CaseRow[]> {
  const dueOn = `${Number(one.period.slice(0, 4)) + 1}-01-15`;
  const plan = planCase(indicator, { ...one, dueOn });
  const onDuckdb = await runCaseOnDuckdb(indicator, plan, join(folder, `${indicator.code}-${one.name}`));
  expect(await runCaseOnPostgres(indicator, plan, postgres)).toEqual(onDuckdb);
  return onDuckdb;
}

describe('the roll-forward of the fund balance (CW20) over published years', () => {
  /** Published figures are rounded to 0.01 亿元. */
  const rounding = { tolerance: '1000000.00' };

  async function rollForward(year: PublishedYear): Promise<CaseRow[]> {
    const indicator = await readIndicator('cw/cw20-fund-balance-break');
    const { agency, line, opening, income, expense, closing } = year;
    const lines = { opening_balance: opening, income, expense, closing_balance: closing };
    const fund_report = Object.entries(lines).map(([report_line, figure]) => ({
      agency,
      line,
      report_line,
      month_amount: inYuan(figure),
      year_amount: inYuan(figure),
    }));
    const name = `${agency}-${line}`;
    return judge(indicator, { name, period: `${year.year}12`, parameters: rounding, given: { fund_report } });
  }

  it("holds for the pensions of Fujian's public sector in 2021", async () => {
    expect(await rollForward(publishedYear('福建', '机关事业养老'))).toEqual([]);
  });

  it("holds for Tianjin's work-injury fund in 2019 within the rounding of the figures", async () => {
    expect(await rollForward(publishedYear('天津', '工伤'))).toEqual([]);
  });

  it("breaks by 140.82 亿元 for the pensions of Fujian's enterprises in 2021", async () => {
    const [hit, ...more] = await rollForward(publishedYear('福建', '企业职工养老'));
    expect(more).toEqual([]);
    expect(hit).toMatchObject({
      verdict: 'hit',
      subject: '350000',
      line: '110',
      amount: inYuan('140.82'),
      expected_balance: inYuan('696.75'),
      closing_balance: inYuan('555.93'),
    });
  });

  it("breaks by 16.41 亿元 for Tianjin's unemployment fund in 2019", async () => {
    const [hit, ...more] = await rollForward(publishedYear('天津', '失业'));
    expect(more).toEqual([]);
    expect(hit).toMatchObject({
      verdict: 'hit',
      subject: '120000',
      line: '210',
      amount: inYuan('16.41'),
      expected_balance: inYuan('73.40'),
      closing_balance: inYuan('56.99'),
    });
  });
});
