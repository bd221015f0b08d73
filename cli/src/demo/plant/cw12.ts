import { yuanText } from '../cents.js';
import { fundAccountHash } from '../keep-books.js';
import { keyedHash } from '../keyed-hash.js';
import type { Row } from '../rows.js';
import type { Planting } from '../world.js';
import { changeRows } from './change-rows.js';

/** An allocation that another account's money stands in for, and one that came in two parts. */
export const cw12: Planting = {
  drafts(world) {
    const { findings, slips } = world;
    const isArrival = (agency: string, line: string) => (row: Row) =>
      row['account_hash'] === fundAccountHash(agency, line, 'expense') && row['purpose'] === '拨付待遇用款';

    const arrived = isArrival('120106', '170');
    changeRows(world, { agency: '120106', line: '170', dataset: 'finance' }, ['202608'], 'bank_statement', (row) =>
      arrived(row) ? { ...row, counterparty_account_hash: keyedHash('0290031') } : row,
    );
    findings.hit('CW12', '120106', '170', '120106', 'total', '202608');
    findings.brokenRule('R15', '120106', '170', '202608');

    const parted = isArrival('120115', '170');
    slips.push({
      agency: '120115',
      line: '170',
      dataset: 'finance',
      period: '202607',
      spoil: (tables) => ({
        ...tables,
        bank_statement: (tables['bank_statement'] ?? []).flatMap((row) => (parted(row) ? inTwoParts(row) : [row])),
      }),
    });
    findings.nearMiss('CW12', '120115', '170', '120115', 'total', '202607', '一笔拨款分两次到账，总数相等');
    findings.brokenRule('R15', '120115', '170', '202607');
  },
};

function inTwoParts(row: Row): Row[] {
  const cents = Math.round(Number(row['amount']) * 100);
  const balance = Math.round(Number(row['balance']) * 100);
  const first = Math.floor(cents / 3);
  return [
    { ...row, amount: yuanText(first), balance: yuanText(balance - cents + first) },
    { ...row, serial: `${row['serial']}2`, amount: yuanText(cents - first) },
  ];
}
