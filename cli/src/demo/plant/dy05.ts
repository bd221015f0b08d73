import type { DemoPerson } from '../line-book.js';
import { demoPeriods, periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoIndicator } from '../findings.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { paymentsUntil } from './dy01.js';

interface Side {
  agency: string;
  line: DemoLine;
  from: DemoPeriod;
  /** The last month paid; null = still paid. */
  to: DemoPeriod | null;
}

interface Case {
  indicator: DemoIndicator;
  first: Side;
  pension: Side;
  /** Items that count on the first side. */
  item: 'unemployment_benefit' | 'injury_allowance';
  /** Nothing overlaps, because … */
  why?: string;
}

const cases: readonly Case[] = [
  {
    indicator: 'DY05',
    item: 'unemployment_benefit',
    first: { agency: '120103', line: '210', from: '202606', to: '202608' },
    pension: { agency: '120104', line: '170', from: '202607', to: null },
  },
  {
    indicator: 'DY05',
    item: 'unemployment_benefit',
    first: { agency: '120114', line: '210', from: '202606', to: null },
    pension: { agency: '120114', line: '110', from: '202608', to: null },
  },
  {
    indicator: 'DY05',
    item: 'unemployment_benefit',
    first: { agency: '120116', line: '210', from: '202606', to: null },
    pension: { agency: '120102', line: '110', from: '202609', to: null },
  },
  {
    indicator: 'DY05',
    item: 'unemployment_benefit',
    first: { agency: '120101', line: '210', from: '202606', to: '202607' },
    pension: { agency: '120105', line: '110', from: '202608', to: null },
    why: '失业金止于 7 月、养老待遇自 8 月起，无重叠月',
  },
  {
    indicator: 'DY08',
    item: 'injury_allowance',
    first: { agency: '120103', line: '410', from: '202606', to: null },
    pension: { agency: '120103', line: '110', from: '202608', to: null },
  },
  {
    indicator: 'DY08',
    item: 'injury_allowance',
    first: { agency: '120116', line: '410', from: '202606', to: '202607' },
    pension: { agency: '120111', line: '110', from: '202608', to: null },
    why: '伤残津贴止于 7 月、养老金自 8 月起，无重叠月',
  },
];

const planted = new WeakMap<World, Map<Case, readonly [DemoPerson, DemoPerson]>>();

/** A pension beside unemployment benefit (DY05) or beside an undiminished disability allowance (DY08). */
export const dy05AndDy08: Planting = {
  population(world) {
    const persons = new Map<Case, readonly [DemoPerson, DemoPerson]>();
    for (const one of cases) {
      const who = world.issuer.issue(1962, 1964);
      const add = ({ agency, line, from, to }: Side) =>
        world.book(agency, line).addBeneficiary({ from, paidFrom: from, paidTo: to }, who);
      persons.set(one, [add(one.first), add(one.pension)]);
    }
    planted.set(world, persons);
  },
  drafts(world) {
    for (const [one, persons] of planted.get(world) ?? []) {
      const { indicator, first, pension, item, why } = one;
      const doubled = periodsBetween(pension.from, first.to ?? '202609');
      [first, pension].forEach(({ agency, line, to }, index) => {
        const book = world.book(agency, line);
        const person = persons[index]!;
        const stoppedIn = to && demoPeriods[demoPeriods.indexOf(to) + 1];
        if (stoppedIn) {
          book.endBenefits(stoppedIn, person, 'other', `${stoppedIn.slice(0, 4)}-${stoppedIn.slice(4)}-07`);
        }
        for (const run of periodsBetween(pension.from, '202609')) {
          for (const payment of paymentsUntil(book, person, run)) {
            if (why) world.findings.nearMiss(indicator, agency, line, person.no, payment.no, run, why);
            if (index === 0 && payment.item !== item) continue;
            if (doubled.some((month) => month === payment.benefitPeriod)) {
              world.findings.hit(indicator, agency, line, person.no, payment.no, run);
            }
          }
        }
      });
    }
  },
};
