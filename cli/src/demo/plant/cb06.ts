import type { DemoEmployer } from '../line-book.js';
import { demoPeriods, type DemoPeriod } from '../months.js';
import type { Planting, World } from '../world.js';

interface Case {
  agency: string;
  due: number;
  unpaid: readonly DemoPeriod[];
  /** Runs that find three months or more. */
  hits: readonly DemoPeriod[];
  /** Runs that cannot see where the arrears began, besides that of the first month. */
  open?: readonly DemoPeriod[];
}

const cases: readonly Case[] = [
  { agency: '120103', due: 60_000, unpaid: ['202607', '202608', '202609'], hits: ['202609'] },
  {
    agency: '120114',
    due: 70_000,
    unpaid: ['202606', '202607', '202608', '202609'],
    hits: ['202608', '202609'],
    open: ['202607'],
  },
  { agency: '120102', due: 50_000, unpaid: ['202607', '202609'], hits: [] },
];

const planted = new WeakMap<World, Map<Case, DemoEmployer>>();

/** Small employers that owe month after month; every case is on line 110. */
export const cb06: Planting = {
  population(world) {
    const employers = cases.map((one): [Case, DemoEmployer] => [
      one,
      world.book(one.agency, '110').addEmployer({ unitDue: one.due }),
    ]);
    planted.set(world, new Map(employers));
  },
  drafts(world) {
    const { findings } = world;
    for (const [{ agency, unpaid, hits, open = [] }, { no }] of planted.get(world) ?? []) {
      const { months } = world.book(agency, '110');
      for (const period of unpaid) {
        months[period].contributions = months[period].contributions.filter(({ employer }) => employer?.no !== no);
      }
      for (const period of demoPeriods) {
        if (hits.includes(period)) findings.hit('CB06', agency, '110', no, no, period);
        else if (open.includes(period)) findings.cannotDecide('CB06', agency, '110', no, no, period);
        else if (!unpaid.includes(demoPeriods[0])) {
          findings.nearMiss('CB06', agency, '110', no, no, period, '连续欠费不足 3 个月');
        }
      }
    }
  },
};
