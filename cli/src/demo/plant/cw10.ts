import { fundAccountHash } from '../keep-books.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { addRows } from './change-rows.js';

/** Second expense accounts, and an account that no list has. */
export const cw10: Planting = {
  drafts(world) {
    const { findings } = world;
    const twin = addExpenseAccount(world, '120118', '110', ['202608', '202609'], '102');
    for (const period of ['202608', '202609'] as const) {
      const first = fundAccountHash('120118', '110', 'expense');
      for (const account of [first, twin]) findings.hit('CW10', '120118', '110', account, account, period);
    }
    const other = addExpenseAccount(world, '120102', '170', ['202609'], '103');
    findings.nearMiss('CW10', '120102', '170', other, other, '202609', '另一家银行的支出户');
    const stray = fundAccountHash('120114', '120', 'stray');
    findings.hit('CW10', '120114', '120', stray, stray, '202608');
    // The pool account moved for the first time in August.
    const pool = fundAccountHash('120103', '120', 'pool');
    for (const period of ['202606', '202607']) findings.cannotDecide('CW10', '120103', '120', pool, pool, period);
  },
};

/** A new account without money or movement yet, reconciled like the others. */
function addExpenseAccount(
  world: World,
  agency: string,
  line: DemoLine,
  periods: readonly DemoPeriod[],
  bank: string,
): string {
  const account = fundAccountHash(agency, line, 'second');
  const place = { agency, line, dataset: 'finance' } as const;
  addRows(world, place, periods, 'fund_account', () => [
    {
      account_hash: account,
      kind: 'expense',
      bank_code: bank,
      approval_doc_no: `津财社备〔2026〕${agency.slice(-3)}号`,
      opened_on: `${periods[0]!.slice(0, 4)}-${periods[0]!.slice(4)}-11`,
      closed_on: null,
    },
  ]);
  addRows(world, place, periods, 'reconciliation', () => [
    {
      account_hash: account,
      book_balance: '0.00',
      bank_balance: '0.00',
      adjusted_book: '0.00',
      adjusted_bank: '0.00',
      oldest_open_item_on: null,
      maker: 'S010',
      checker: 'S012',
    },
  ]);
  return account;
}
