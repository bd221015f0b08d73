import type { Cents } from '../cents.js';
import { keyedHash } from '../keyed-hash.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting } from '../world.js';
import { moveMoney } from './move-money.js';

/** Contributions that the treasury paid in and the ledger booked, but that no receipt of the business data tells of. */
const unknownReceipts: readonly { agency: string; line: DemoLine; period: DemoPeriod; cents: Cents; why?: string }[] = [
  { agency: '120111', line: '110', period: '202607', cents: 325_640 },
  { agency: '120118', line: '110', period: '202608', cents: 118_000 },
  { agency: '120102', line: '170', period: '202609', cents: 60_000 },
  { agency: '120114', line: '110', period: '202608', cents: 1, why: '差额恰为 0.01 元' },
];

export const cw02: Planting = {
  drafts(world) {
    const { findings } = world;
    for (const { agency, line, period, cents, why } of unknownReceipts) {
      moveMoney(world, {
        agency,
        line,
        period,
        account: 'income',
        direction: 'in',
        cents,
        counterpartyKind: 'treasury',
        counterpartyHash: keyedHash('0290001'),
        counterpartyName: '待报解社会保险费专户',
        purpose: '社会保险费',
        contra: '4001',
      });
      if (why) findings.nearMiss('CW02', agency, line, agency, 'total', period, why);
      else {
        findings.hit('CW02', agency, line, agency, 'total', period);
        findings.brokenRule('R05', agency, line, period);
      }
    }
    findings.nearMiss('CW02', '120106', '110', '120106', 'total', '202607', '退费经暂收款退还，不冲减保费收入');
  },
};
