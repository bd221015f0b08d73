import { periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Row } from '../rows.js';
import type { Planting } from '../world.js';
import { approveOtherwise, approvedIn } from './approved-otherwise.js';
import { changeRows } from './change-rows.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  /** Began to work so many years after the birth. */
  age?: number;
  months?: string;
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120114', line: '120', period: '202608', age: 1 },
  { agency: '120104', line: '110', period: '202609', months: '900' },
  { agency: '120117', line: '110', period: '202608', age: 16, why: '满 16 周岁当天参加工作' },
];

/** Pensions approved with service that cannot have been. */
export const cb19: Planting = {
  drafts(world) {
    for (const { agency, line, period, age, months, why } of cases) {
      const book = world.book(agency, line);
      const person = approvedIn(book, period);
      const began = age && `${Number(person.birthDate.slice(0, 4)) + age}${person.birthDate.slice(4)}`;
      if (began) {
        const change = (row: Row): Row => (row['person_no'] === person.no ? { ...row, first_work_date: began } : row);
        changeRows(world, { agency, line, dataset: 'business' }, periodsBetween(period, '202609'), 'person', change);
      }
      if (months) approveOtherwise(world, book, period, person, { paid_months_total: months });
      if (why) world.findings.nearMiss('CB19', agency, line, person.no, person.no, period, why);
      else world.findings.hit('CB19', agency, line, person.no, person.no, period);
    }
  },
};
