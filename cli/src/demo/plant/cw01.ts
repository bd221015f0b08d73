import type { Cents } from '../cents.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';

/** Benefits left out of 5001 (positive) or booked too much (negative). */
const shortfalls: readonly { agency: string; line: DemoLine; period: DemoPeriod; cents: Cents }[] = [
  { agency: '120105', line: '110', period: '202606', cents: 318_640 },
  { agency: '120118', line: '170', period: '202607', cents: -65_400 },
  { agency: '120103', line: '110', period: '202608', cents: 1_284_000 },
  { agency: '120115', line: '110', period: '202609', cents: 2 },
];

/** Business and ledger that differ; one fen stays quiet. */
export const cw01: Planting = {
  drafts(world) {
    for (const { agency, line, period, cents } of shortfalls) {
      world.book(agency, line).months[period].ledgerShortfall = cents;
      world.findings.hit('CW01', agency, line, agency, 'total', period);
      world.findings.brokenRule('R11', agency, line, period);
      breakFlows(world, agency, line, period);
    }
    world.book('120112', '110').months['202608'].ledgerShortfall = 1;
    // The flows of the accounts are compared to the cent.
    breakFlows(world, '120112', '110', '202608');
    world.findings.nearMiss('DQ11', '120112', '110', '120112', 'R11', '202608', '差额恰为容差 0.01 元');
    world.findings.nearMiss('CW01', '120112', '110', '120112', 'total', '202608', '差额恰为 0.01 元');
    world.findings.nearMiss('CW01', '120101', '110', '120101', 'total', '202606', '月末结转凭证不计入');
    plantSubsidy(world);
    plantOrphanReturn(world);
    plantForgottenEntry(world);
  },
};

/** What is not booked on 5001 stands on a suspense head opposite the expense account; only 1101 takes money out of it. */
function breakFlows(world: World, agency: string, line: DemoLine, period: DemoPeriod): void {
  world.findings.brokenRule('R12', agency, line, period);
  if (world.book(agency, line).months[period].ledgerShortfall > 0) {
    world.findings.brokenRule('R13', agency, line, period);
  }
}

/** Skill subsidies belong to 5105, not to 5001. */
function plantSubsidy(world: World): void {
  const book = world.book('120103', '210');
  const worker = book.persons.find((person) => person.kind === 'worker');
  if (!worker) throw new Error('120103 210 has no worker');
  book.pay('202608', worker, { item: 'skill_subsidy', cents: 150_000 }, { batch: 'supplement' });
  world.findings.nearMiss('CW01', '120103', '210', '120103', 'total', '202608', '技能提升补贴列 5105，不与 5001 比较');
}

/** A success return whose payment nobody sent: its amount is unknown. */
function plantOrphanReturn(world: World): void {
  const returns = world.book('120117', '170').months['202608'].returns;
  returns.push({
    no: 'R202608900001',
    payment: null,
    paymentNo: 'F202608900001',
    result: 'success',
    failReason: null,
    settledAt: '2026-08-10T16:30:00',
    reissueOf: null,
  });
  world.findings.cannotDecide('CW01', '120117', '170', '120117', 'total', '202608');
}

/** One entry was forgotten in the first version; the corrected one withdraws the alert. */
function plantForgottenEntry(world: World): void {
  world.resubmissions.push({
    agency: '120117',
    line: '110',
    dataset: 'finance',
    period: '202606',
    firstSentAt: null,
    correctedSentAt: '2026-07-29T15:20:00+08:00',
    spoil: (tables) => {
      const entries = tables['voucher_entry'] ?? [];
      const forgotten = entries.find((row) => row['subject'] === '5001' && row['debit'] !== '0.00');
      return { ...tables, voucher_entry: entries.filter((row) => row !== forgotten) };
    },
  });
}
