import type { DemoPerson } from '../line-book.js';
import { periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';

interface Case {
  deathDate: string;
  settledIn: DemoPeriod;
  pension: string;
  other: { agency: string; line: DemoLine; period: DemoPeriod; item: 'funeral_grant' | 'survivor_benefit' };
}

const cases: readonly Case[] = [
  {
    deathDate: '2026-07-12',
    settledIn: '202608',
    pension: '120114',
    other: { agency: '120114', line: '410', period: '202609', item: 'funeral_grant' },
  },
  {
    deathDate: '2026-06-23',
    settledIn: '202607',
    pension: '120104',
    other: { agency: '120116', line: '210', period: '202607', item: 'funeral_grant' },
  },
  {
    deathDate: '2026-06-25',
    settledIn: '202607',
    pension: '120117',
    other: { agency: '120103', line: '410', period: '202607', item: 'survivor_benefit' },
  },
];

const planted = new WeakMap<World, Map<Case, readonly [DemoPerson, DemoPerson]>>();

/** Funeral grants of two lines for one dead person. */
export const dy09: Planting = {
  population(world) {
    const persons = new Map<Case, readonly [DemoPerson, DemoPerson]>();
    for (const one of cases) {
      const who = world.issuer.issue(1948, 1958);
      const deathBookedIn = one.settledIn;
      const paidTo = `${one.deathDate.slice(0, 4)}${one.deathDate.slice(5, 7)}`;
      const pensioner = world.book(one.pension, '110').addBeneficiary({ paidTo, deathBookedIn }, who);
      const other = world.book(one.other.agency, one.other.line).addBeneficiary({ benefits: [], deathBookedIn }, who);
      persons.set(one, [pensioner, other]);
      world.deaths.push({
        source: 'civil_affairs',
        idNumber: who.idNumber,
        deathDate: one.deathDate,
        knownFrom: one.settledIn,
      });
    }
    planted.set(world, persons);
  },
  drafts(world) {
    for (const [one, [pensioner, other]] of planted.get(world) ?? []) {
      const { pension, settledIn } = one;
      const here = world.book(pension, '110');
      const there = world.book(one.other.agency, one.other.line);
      here.endBenefits(settledIn, pensioner, 'death', `${settledIn.slice(0, 4)}-${settledIn.slice(4)}-07`);
      here.pay(settledIn, pensioner, { item: 'funeral_grant', cents: 480_000 }, { batch: 'supplement' });
      there.pay(one.other.period, other, { item: one.other.item, cents: 520_000 }, { batch: 'supplement' });
      const places = [
        { agency: pension, line: '110', no: pensioner.no },
        { agency: one.other.agency, line: one.other.line, no: other.no },
      ];
      for (const { agency, line, no } of places) {
        if (one.other.item !== 'funeral_grant') {
          world.findings.nearMiss('DY09', agency, line, no, no, settledIn, '丧葬补助金一笔，另一笔是抚恤金');
          continue;
        }
        world.findings.hit('DY09', agency, line, no, no, one.other.period);
        for (const run of periodsBetween('202606', '202609').filter((period) => period !== one.other.period)) {
          world.findings.nearMiss('DY09', agency, line, no, no, run, '当月没有第二笔丧葬补助金');
        }
      }
    }
  },
};
