import type { DemoPerson, LineBook } from '../line-book.js';
import { demoPeriods, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';

interface Case {
  places: readonly (readonly [agency: string, line: DemoLine])[];
  from: DemoPeriod;
  /** Nothing is found, because … */
  why?: string;
}

const cases: readonly Case[] = [
  {
    places: [
      ['120102', '110'],
      ['120105', '110'],
    ],
    from: '202606',
  },
  // The resident's yearly payment falls into one of the four months.
  {
    places: [
      ['120112', '110'],
      ['120112', '170'],
    ],
    from: '202606',
  },
  {
    places: [
      ['120101', '120'],
      ['120103', '120'],
    ],
    from: '202608',
  },
  {
    places: [
      ['120116', '110'],
      ['120116', '210'],
    ],
    from: '202606',
    why: '同一机构的养老和失业是两个险种',
  },
];

interface Insured {
  book: LineBook;
  person: DemoPerson;
}

const planted = new WeakMap<World, Map<Case, Insured[]>>();

/** One person insured in two places, and paid for in both. */
export const cb01: Planting = {
  population(world) {
    const found = new Map<Case, Insured[]>();
    for (const one of cases) {
      const who = world.issuer.issue(1980, 1995);
      found.set(
        one,
        one.places.map(([agency, line]) => {
          const book = world.book(agency, line);
          const employer = line === '170' ? null : (book.employers[0] ?? null);
          return { book, person: book.addWorker(employer, { ...who, from: one.from }) };
        }),
      );
    }
    planted.set(world, found);
  },
  drafts(world) {
    for (const [one, insured] of planted.get(world) ?? []) {
      for (const period of demoPeriods) {
        if (!insured.every(({ book, person }) => isPaidFor(book, person, period))) continue;
        for (const { book, person } of insured) {
          const { agency, line } = book;
          if (one.why) world.findings.nearMiss('CB01', agency, line, person.no, person.no, period, one.why);
          else world.findings.hit('CB01', agency, line, person.no, person.no, period);
        }
      }
    }
  },
};

function isPaidFor(book: LineBook, person: DemoPerson, period: DemoPeriod): boolean {
  return book.months[period].contributions.some((paid) => paid.person === person && paid.cents > 0);
}

/** The person who is insured at 120102 and 120105, as each knows him. */
export function insuredTwice(world: World): Insured[] {
  const [first] = cases;
  return (first && planted.get(world)?.get(first)) ?? [];
}
