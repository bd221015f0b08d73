import type { Cents } from '../cents.js';
import type { DemoPerson } from '../line-book.js';
import { demoPeriods, periodsBetween, type DemoPeriod } from '../months.js';
import { baseLimit, ownBaseLimit } from '../office-figures.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';

interface Case {
  agency: string;
  line: DemoLine;
  /** The base of every month. */
  base: Cents;
  from: DemoPeriod;
  /** Nothing is found, because … */
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120105', line: '110', base: 468_000, from: '202606' },
  { agency: '120116', line: '120', base: 2_680_000, from: '202608' },
  { agency: '120118', line: '110', base: baseLimit.lower, from: '202606', why: '恰好等于下限' },
  { agency: '120101', line: '210', base: baseLimit.upper, from: '202606', why: '恰好等于上限' },
  {
    agency: ownBaseLimit.agency,
    line: ownBaseLimit.line,
    base: 495_000,
    from: '202606',
    why: '不低于本机构自己的下限',
  },
];

const planted = new WeakMap<World, DemoPerson[]>();

/** Bases outside the limits that the office entered, and bases exactly at them. */
export const cb08: Planting = {
  population(world) {
    planted.set(
      world,
      cases.map(({ agency, line, base, from }) => {
        const book = world.book(agency, line);
        return book.addWorker(book.addEmployer(), { wage: base, from });
      }),
    );
  },
  drafts(world) {
    const { findings } = world;
    cases.forEach(({ agency, line, from, why }, index) => {
      const person = planted.get(world)![index]!;
      const { months } = world.book(agency, line);
      for (const period of periodsBetween(from, demoPeriods.at(-1)!)) {
        const levy = months[period].levies.find((one) => one.person === person);
        if (!levy) throw new Error(`${person.no} is not assessed at ${agency} ${line} in ${period}`);
        if (why) findings.nearMiss('CB08', agency, line, agency, levy.no, period, why);
        else findings.hit('CB08', agency, line, agency, levy.no, period);
      }
    });
  },
};
