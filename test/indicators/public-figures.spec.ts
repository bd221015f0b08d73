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

/** A year's expense and its closing balance in 亿元, and the months that the one pays of the other, worked out by hand. */
interface PublishedBalance extends Pick<
  PublishedYear,
  'place' | 'fund' | 'agency' | 'line' | 'year' | 'expense' | 'source'
> {
  balance: string;
  months: string;
}

const published = JSON.parse(await readFile(new URL('./public-figures.json', import.meta.url), 'utf8')) as {
  rows: PublishedYear[];
  payable: PublishedBalance[];
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

describe('the months of payability (YX01) of published balances', () => {
  /** The closing balance, and a year's expense over its twelve months to the cent. */
  function reportsOf({ agency, line, year, expense, balance }: PublishedBalance): CaseRow[] {
    const total = BigInt(inYuan(expense).replace('.', ''));
    const months = Array.from({ length: 12 }, (_, i) => total / 12n + (BigInt(i) < total % 12n ? 1n : 0n));
    expect(months.reduce((sum, cents) => sum + cents)).toBe(total);
    const row = { agency, line, year_amount: '0.00' };
    const closing = { ...row, report_line: 'closing_balance', month_amount: inYuan(balance), period: `${year}12` };
    return [
      closing,
      ...months.map((cents, i) => ({
        ...row,
        report_line: 'expense',
        month_amount: `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`,
        period: `${year}${String(i + 1).padStart(2, '0')}`,
      })),
    ];
  }

  async function payable(one: PublishedBalance, parameters: Record<string, string>): Promise<CaseRow[]> {
    const indicator = await readIndicator('yx/yx01-months-of-payability');
    const name = [one.agency, one.fund, one.year, ...Object.values(parameters)].join('-');
    return judge(indicator, { name, period: `${one.year}12`, parameters, given: { fund_report: reportsOf(one) } });
  }

  it.each(published.payable)('are $months for $place $fund at the end of $year', async (one) => {
    const [row, ...more] = await payable(one, { medium_months: '1000' });
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      verdict: 'hit',
      agency: one.agency,
      line: one.line,
      observed: one.months,
      closing_balance: inYuan(one.balance),
      expense_of_year: inYuan(one.expense),
    });
  });

  it('were 13.5 for the three insurances of the whole country in 2022 and 15.1 in 2025', () => {
    const whole = published.payable.filter(({ place, fund }) => place === '全国' && fund.startsWith('三项'));
    expect(whole.map(({ year, months }) => [year, Number(months).toFixed(1)])).toEqual([
      ['2022', '13.5'],
      ['2025', '15.1'],
    ]);
  });

  it("are below six only for the pensions of Fujian's public sector, and nowhere else below nine", async () => {
    const low: (string | null)[][] = [];
    for (const one of published.payable) {
      const rows = await payable(one, {});
      low.push(
        ...rows.map(({ agency, line, severity, threshold }) => [one.year, agency!, line!, severity!, threshold!]),
      );
    }
    expect(low).toEqual([
      ['2020', '350000', '120', 'high', '6.000000'],
      ['2021', '350000', '120', 'high', '6.000000'],
    ]);
  });
});
