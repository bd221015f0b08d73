import { demoPeriods, periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { insuredTwice } from './cb01.js';
import { addRows } from './change-rows.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  appliedOn: string;
  completedOn: string | null;
  account: string;
  pooled: string;
  hits: readonly DemoPeriod[];
  why?: string;
}

const cases: readonly Case[] = [
  // Applied for in June and never done.
  {
    agency: '120104',
    line: '110',
    period: '202606',
    appliedOn: '2026-06-02',
    completedOn: null,
    account: '18230.40',
    pooled: '27310.00',
    hits: periodsBetween('202607', '202609'),
  },
  {
    agency: '120101',
    line: '120',
    period: '202608',
    appliedOn: '2026-08-03',
    completedOn: '2026-08-20',
    account: '0.00',
    pooled: '0.00',
    hits: ['202608'],
  },
  {
    agency: '120110',
    line: '110',
    period: '202608',
    appliedOn: '2026-07-01',
    completedOn: '2026-08-15',
    account: '9120.00',
    pooled: '12260.00',
    hits: [],
    why: '申请到办结恰好 45 天',
  },
];

/** Transfers that take too long, move no money, or differ between their two sides. */
export const cb16: Planting = {
  drafts(world) {
    cases.forEach((one, index) => {
      const { agency, line, hits, why } = one;
      const person = world.book(agency, line).persons.find(({ kind }) => kind === 'worker');
      if (!person) throw new Error(`nobody works at ${agency} ${line}`);
      send(world, agency, line, one.period, {
        transfer_no: `Y${one.period}${index + 1}`,
        person_no: person.no,
        direction: 'out',
        other_region: '310000',
        months: '96',
        account_amount: one.account,
        pooled_amount: one.pooled,
        applied_on: one.appliedOn,
        completed_on: one.completedOn,
      });
      for (const period of hits) world.findings.hit('CB16', agency, line, person.no, person.no, period);
      const quiet = demoPeriods.filter((period) => period >= one.period && !hits.includes(period));
      for (const period of quiet) {
        world.findings.nearMiss(
          'CB16',
          agency,
          line,
          person.no,
          person.no,
          period,
          why ?? '未满 45 天，或不是办结当月',
        );
      }
    });
    plantDifferentSides(world);
  },
};

/** 72 months left 120102 in August, 60 arrived at 120105 in September. */
function plantDifferentSides(world: World): void {
  const [left, arrived] = insuredTwice(world);
  if (!left || !arrived) throw new Error('nobody is insured twice');
  const sides = [
    { ...left, period: '202608', direction: 'out', months: '72', completedOn: '2026-08-25' },
    { ...arrived, period: '202609', direction: 'in', months: '60', completedOn: '2026-09-10' },
  ] as const;
  for (const { book, person, period, direction, months, completedOn } of sides) {
    send(world, book.agency, book.line, period, {
      transfer_no: `Y${period}9`,
      person_no: person.no,
      direction,
      other_region: '120000',
      months,
      account_amount: '20480.00',
      pooled_amount: '30720.00',
      applied_on: '2026-08-05',
      completed_on: completedOn,
    });
    world.findings.hit('CB16', book.agency, book.line, person.no, person.no, '202609');
  }
}

function send(
  world: World,
  agency: string,
  line: DemoLine,
  period: DemoPeriod,
  row: Record<string, string | null>,
): void {
  addRows(world, { agency, line, dataset: 'business' }, [period], 'relation_transfer', () => [row]);
}
