import { periodOf } from '@fundwatch/domain/calendar';
import type { DemoPerson } from '../line-book.js';
import { demoPeriods, periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';

interface Case {
  agency: string;
  line: DemoLine;
  deathDate: string;
  knownFrom: DemoPeriod;
}

const cases: readonly Case[] = [
  { agency: '120104', line: '110', deathDate: '2026-06-20', knownFrom: '202607' },
  // Known three months late: what came in meanwhile is found at once.
  { agency: '120101', line: '210', deathDate: '2026-05-28', knownFrom: '202608' },
  { agency: '120116', line: '120', deathDate: '2026-07-31', knownFrom: '202608' },
  // Dead on the last day of the month: its fee is lawful.
  { agency: '120110', line: '110', deathDate: '2026-09-30', knownFrom: '202609' },
];

const planted = new WeakMap<World, Map<Case, DemoPerson>>();

/** Workers for whom contributions come in after their death. */
export const cb03: Planting = {
  population(world) {
    const persons = new Map<Case, DemoPerson>();
    for (const one of cases) {
      const book = world.book(one.agency, one.line);
      const person = book.addWorker(book.employers[0] ?? null, world.issuer.issue(1972, 1988));
      const { deathDate, knownFrom } = one;
      world.deaths.push({ source: 'police', idNumber: person.idNumber, deathDate, knownFrom });
      persons.set(one, person);
    }
    planted.set(world, persons);
  },
  drafts(world) {
    for (const [one, person] of planted.get(world) ?? []) {
      const { agency, line } = one;
      for (const run of periodsBetween(one.knownFrom, '202609')) {
        for (const fee of demoPeriods.filter((period) => period <= run)) {
          for (const paid of world.book(agency, line).months[fee].contributions) {
            if (paid.person !== person) continue;
            if (fee > periodOf(one.deathDate)) world.findings.hit('CB03', agency, line, person.no, paid.no, run);
            else world.findings.nearMiss('CB03', agency, line, person.no, paid.no, run, '死亡当月及以前的费款');
          }
        }
      }
    }
  },
};
