import { yuanText } from '../cents.js';
import type { DemoPeriod } from '../months.js';
import type { Planting } from '../world.js';
import { approveOtherwise } from './approved-otherwise.js';

interface Case {
  agency: string;
  period: DemoPeriod;
  on: string;
  grade: number;
  wage: number;
  approved: number;
  /** Nothing is found, because … */
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120103', period: '202607', on: '2026-07-15', grade: 7, wage: 612_000, approved: 9_180_000 },
  { agency: '120116', period: '202609', on: '2026-09-16', grade: 10, wage: 580_050, approved: 3_480_300 },
  {
    agency: '120114',
    period: '202608',
    on: '2026-08-18',
    grade: 9,
    wage: 600_000,
    approved: 5_400_100,
    why: '与标准相差恰为 1 元',
  },
];

/** Disability lump sums approved otherwise than by wage and grade; they are paid after the demonstration. */
export const dy12: Planting = {
  drafts(world) {
    for (const { agency, period, on, grade, wage, approved, why } of cases) {
      const book = world.book(agency, '410');
      const person = book.persons.find(({ kind }) => kind === 'worker');
      if (!person) throw new Error(`nobody works at ${agency} 410`);
      const business = book.business(period, '待遇核定', 'high', person, on);
      const item = { item: 'disability_lump_sum', cents: approved };
      book.months[period].approvals.push({ no: book.number(`A${period}`), person, item, on, business });
      approveOtherwise(world, book, period, person, { injury_grade: String(grade), wage: yuanText(wage) });
      if (why) world.findings.nearMiss('DY12', agency, '410', person.no, person.no, period, why);
      else world.findings.hit('DY12', agency, '410', person.no, person.no, period);
    }
  },
};
