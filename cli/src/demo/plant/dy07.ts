import { periodsBetween, type DemoPeriod } from '../months.js';
import type { Planting } from '../world.js';
import { approvedIn, approveOtherwise } from './approved-otherwise.js';

interface Case {
  agency: string;
  period: DemoPeriod;
  paidMonths: number;
  months: number;
  /** Nothing is found, because … */
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120116', period: '202607', paidMonths: 59, months: 18 },
  { agency: '120103', period: '202608', paidMonths: 80, months: 24 },
  { agency: '120114', period: '202609', paidMonths: 11, months: 6 },
  { agency: '120101', period: '202608', paidMonths: 60, months: 18, why: '缴费恰满 5 年，可享受 18 个月' },
];

/** More months of unemployment benefit approved than the contributions allow. */
export const dy07: Planting = {
  drafts(world) {
    for (const { agency, period, paidMonths, months, why } of cases) {
      const book = world.book(agency, '210');
      const person = approvedIn(book, period);
      approveOtherwise(world, book, period, person, {
        paid_months_total: String(paidMonths),
        months_entitled: String(months),
      });
      for (const run of periodsBetween(period, '202609')) {
        if (why) world.findings.nearMiss('DY07', agency, '210', person.no, person.no, run, why);
        else world.findings.hit('DY07', agency, '210', person.no, person.no, run);
      }
    }
  },
};
