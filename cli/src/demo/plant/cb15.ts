import { keyedHash } from '../keyed-hash.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting } from '../world.js';
import { changeRows } from './change-rows.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  cents: number;
  on: string;
  isElsewhere?: boolean;
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120105', line: '110', period: '202607', cents: 318_640, on: '2026-07-21', isElsewhere: true },
  { agency: '120112', line: '110', period: '202608', cents: 5_000_000, on: '2026-08-19' },
  { agency: '120110', line: '110', period: '202608', cents: 4_999_999, on: '2026-08-20', why: '差一分不到 50000 元' },
];

/** Refunds to an account that had not paid, and large ones. */
export const cb15: Planting = {
  drafts(world) {
    cases.forEach(({ agency, line, period, cents, on, isElsewhere, why }, index) => {
      const book = world.book(agency, line);
      const employer = book.employers[0];
      if (!employer) throw new Error(`${agency} has no employer`);
      const no = book.number(`T${period}`);
      const accountHash = keyedHash(`0277${agency}${index}`);
      book.months[period].refunds.push({ no, employer, cents, accountHash, on });
      if (isElsewhere) {
        const payee = keyedHash(`0288${agency}${index}`);
        changeRows(world, { agency, line, dataset: 'business' }, [period], 'refund', (row) =>
          row['refund_no'] === no ? { ...row, payee_account_hash: payee } : row,
        );
      }
      if (why) world.findings.nearMiss('CB15', agency, line, agency, no, period, why);
      else world.findings.hit('CB15', agency, line, agency, no, period);
    });
  },
};
