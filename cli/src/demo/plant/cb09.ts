import { shareOf } from '../cents.js';
import type { DemoEmployer, DemoPerson } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  /** The month's base in percent of the taxed wage, which is the base of every other month. */
  percent: number;
  isJump: boolean;
  isApart: boolean;
}

const cases: readonly Case[] = [
  { agency: '120119', line: '110', period: '202608', percent: 250, isJump: true, isApart: true },
  { agency: '120101', line: '120', period: '202607', percent: 300, isJump: true, isApart: true },
  { agency: '120118', line: '110', period: '202608', percent: 200, isJump: false, isApart: true },
  { agency: '120115', line: '110', period: '202609', percent: 60, isJump: false, isApart: true },
  { agency: '120117', line: '110', period: '202607', percent: 120, isJump: false, isApart: false },
];

/** At 60 and at 300 percent it lies exactly on the limits of bases. */
const wage = 850_000;

const planted = new WeakMap<World, Map<Case, { employer: DemoEmployer; person: DemoPerson }>>();

/** Bases that jump within a month (CB09) and lie apart from the taxed wages of their employer (CB10). */
export const cb09AndCb10: Planting = {
  population(world) {
    const found = cases.map((one): [Case, { employer: DemoEmployer; person: DemoPerson }] => {
      const book = world.book(one.agency, one.line);
      const employer = book.addEmployer();
      return [one, { employer, person: book.addWorker(employer, { wage }) }];
    });
    planted.set(world, new Map(found));
  },
  drafts(world) {
    const { findings } = world;
    for (const [one, { employer, person }] of planted.get(world) ?? []) {
      const { agency, line, period, percent, isJump, isApart } = one;
      const paid = world.book(agency, line).months[period].contributions.find((c) => c.person === person);
      const levy = paid?.levy;
      if (!paid || !levy) throw new Error(`${person.no} is not assessed at ${agency} ${line} in ${period}`);
      levy.base = (person.wage * percent) / 100;
      levy.unitDue = shareOf(levy.base, levy.unitRate ?? 0);
      levy.personDue = shareOf(levy.base, levy.personRate ?? 0);
      paid.cents = levy.unitDue + levy.personDue;
      if (isJump) findings.hit('CB09', agency, line, person.no, person.no, period);
      else findings.nearMiss('CB09', agency, line, person.no, person.no, period, '基数不超过上月的 2 倍');
      if (isApart) findings.hit('CB10', agency, line, employer.no, employer.no, period);
      else findings.nearMiss('CB10', agency, line, employer.no, employer.no, period, '与个税工资恰好相差 20%');
      findings.nearMiss('CB08', agency, line, agency, levy.no, period, '跳变后的基数仍在上下限以内');
    }
  },
};
