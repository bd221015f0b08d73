import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting } from '../world.js';
import { approvedIn, approveOtherwise } from './approved-otherwise.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  paidMonths: number;
  /** Nothing is found, because … */
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120105', line: '110', period: '202608', paidMonths: 132 },
  { agency: '120103', line: '120', period: '202609', paidMonths: 179 },
  { agency: '120111', line: '110', period: '202607', paidMonths: 180, why: '恰满 180 个月' },
];

/** Pensions approved below the minimum contribution. */
export const dy14: Planting = {
  drafts(world) {
    for (const { agency, line, period, paidMonths, why } of cases) {
      const book = world.book(agency, line);
      const person = approvedIn(book, period);
      approveOtherwise(world, book, period, person, { paid_months_total: String(paidMonths) });
      if (why) world.findings.nearMiss('DY14', agency, line, person.no, person.no, period, why);
      else world.findings.hit('DY14', agency, line, person.no, person.no, period);
    }
  },
};
