import { yuanText } from '../cents.js';
import type { DemoPerson } from '../line-book.js';
import { demoPeriods, periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { addRows } from './change-rows.js';

interface Case {
  agency: string;
  line: DemoLine;
  from: DemoPeriod;
  to: DemoPeriod;
  percent: number;
  deducted?: true;
}

const cases: readonly Case[] = [
  { agency: '120112', line: '110', from: '202608', to: '202609', percent: 145 },
  { agency: '120103', line: '410', from: '202607', to: '202609', percent: 55 },
  // A month's deduction, and the full amount again in the month after.
  { agency: '120118', line: '110', from: '202607', to: '202607', percent: 60, deducted: true },
];

const planted = new WeakMap<World, DemoPerson[]>();

/** Monthly benefits that change without an approval or adjustment. */
export const dy18: Planting = {
  population(world) {
    planted.set(
      world,
      cases.map(({ agency, line }) => world.book(agency, line).addBeneficiary()),
    );
  },
  drafts(world) {
    cases.forEach((one, index) => plantChange(world, one, planted.get(world)![index]!));
    // The first month has no month before it.
    for (const { agency, line } of world.books.filter(({ line }) => line !== '210')) {
      world.findings.cannotDecide('DY18', agency, line, agency, 'total', demoPeriods[0]);
    }
    // Paid in two batches in July: more in July, less again in August.
    const twice = world.book('120111', '170').months['202607'].payments[4];
    if (!twice) throw new Error('no payment at 120111 170 in 202607');
    for (const period of ['202607', '202608']) {
      world.findings.hit('DY18', '120111', '170', '120111', twice.person.no, period);
    }
  },
};

function plantChange(world: World, { agency, line, from, to, percent, deducted }: Case, person: DemoPerson): void {
  const book = world.book(agency, line);
  for (const period of periodsBetween(from, to)) {
    for (const payment of book.months[period].payments) {
      if (payment.person === person) payment.cents = Math.floor((payment.cents * percent) / 100);
    }
  }
  if (!deducted) {
    world.findings.hit('DY18', agency, line, agency, person.no, from);
    return;
  }
  const business = book.business(from, '待遇扣发', 'high', person, '2026-07-06');
  addRows(world, { agency, line, dataset: 'business' }, [from], 'benefit_adjustment', () => [
    {
      adjustment_no: `J${from}900001`,
      person_no: person.no,
      item: person.benefits[0]?.item ?? null,
      kind: 'deduction',
      months: '1',
      amount: yuanText(Math.ceil(((person.benefits[0]?.cents ?? 0) * (100 - percent)) / 100)),
      reason: '扣回多发待遇',
      log_no: business.logNo,
    },
  ]);
  world.findings.nearMiss('DY18', agency, line, agency, person.no, from, '当月有扣发记录');
  world.findings.nearMiss('DY18', agency, line, agency, person.no, '202608', '上月有扣发记录，本月恢复');
}
