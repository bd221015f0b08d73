import { yuanText } from '../cents.js';
import { fundAccountHash, type FundAccountKind } from '../keep-books.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Row } from '../rows.js';
import type { Planting, Slip, World } from '../world.js';
import { addRows, changeRows } from './change-rows.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  kind: FundAccountKind;
  /** What the adjusted balance of the bank is too high by, in cents. */
  difference?: number;
  /** Open items of 500 yuan on both sides, the oldest of this day. */
  openSince?: string;
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120110', line: '170', period: '202606', kind: 'expense', difference: 320_000 },
  { agency: '120102', line: '110', period: '202608', kind: 'fiscal', openSince: '2026-07-15' },
  { agency: '120117', line: '110', period: '202609', kind: 'income', difference: -8_650 },
  {
    agency: '120105',
    line: '170',
    period: '202607',
    kind: 'expense',
    openSince: '2026-07-01',
    why: '未达账项到月末恰为 30 天',
  },
];

/** Reconciliations that do not come out (CW03), and accounts without one (CW04). */
export const cw03AndCw04: Planting = {
  drafts(world) {
    const { findings } = world;
    for (const { agency, line, period, kind, difference = 0, openSince = null, why } of cases) {
      const account = fundAccountHash(agency, line, kind);
      changeRows(world, { agency, line, dataset: 'finance' }, [period], 'reconciliation', (row) =>
        row['account_hash'] === account ? adjust(row, difference, openSince) : row,
      );
      if (why) findings.nearMiss('CW03', agency, line, agency, account, period, why);
      else findings.hit('CW03', agency, line, agency, account, period);
      if (difference !== 0) findings.brokenRule('R16', agency, line, period);
    }
    leaveOut(world, { agency: '120112', line: '170', period: '202607' });
    plantClosedAccount(world, { agency: '120106', line: '170', period: '202608' });
  },
};

function adjust(row: Row, difference: number, openSince: string | null): Row {
  const items = openSince === null ? 0 : 50_000;
  const cents = (name: string) => Math.round(Number(row[name]) * 100);
  return {
    ...row,
    adjusted_book: yuanText(cents('adjusted_book') + items),
    adjusted_bank: yuanText(cents('adjusted_bank') + items + difference),
    oldest_open_item_on: openSince,
  };
}

type Place = Pick<Slip, 'agency' | 'period'> & { line: DemoLine };

function leaveOut(world: World, { agency, line, period }: Place): void {
  const account = fundAccountHash(agency, line, 'expense');
  world.slips.push({
    agency,
    line,
    dataset: 'finance',
    period,
    spoil: (tables) => ({
      ...tables,
      reconciliation: (tables['reconciliation'] ?? []).filter((row) => row['account_hash'] !== account),
    }),
  });
  world.findings.hit('CW04', agency, line, agency, account, period);
}

function plantClosedAccount(world: World, { agency, line, period }: Place): void {
  const account = fundAccountHash(agency, line, 'closed');
  addRows(world, { agency, line, dataset: 'finance' }, [period], 'fund_account', () => [
    {
      account_hash: account,
      kind: 'expense',
      bank_code: '102',
      approval_doc_no: `津财社备〔2012〕${agency.slice(-3)}号`,
      opened_on: '2012-03-01',
      closed_on: '2026-08-31',
    },
  ]);
  world.findings.nearMiss('CW04', agency, line, agency, account, period, '账户在当月最后一天销户');
}
