import type { Planting, World } from '../world.js';

/** Benefits that reached the account twice. The ledger books what the bank paid, so CW01 stays quiet. */
export const dy29: Planting = {
  drafts(world) {
    plantDoubleReturn(world, '120114', '202606');
    plantTwoBatches(world);
    plantPaidAgainNextMonth(world);
    plantDoubleReturn(world, '120116', '202609');
    plantQuiet(world);
  },
};

/** The bank executed one payment twice. */
function plantDoubleReturn(world: World, agency: string, period: '202606' | '202609'): void {
  const book = world.book(agency, '110');
  const payment = book.months[period].payments[2];
  if (!payment) throw new Error(`no payment at ${agency} 110 in ${period}`);
  book.return(period, payment, 'success');
  world.findings.hit('DY29', agency, '110', payment.person.no, payment.no, period);
  world.findings.brokenRule('R10', agency, '110', period);
}

/** The same person in the regular and in the supplementary batch. */
function plantTwoBatches(world: World): void {
  const book = world.book('120111', '170');
  const first = book.months['202607'].payments[4];
  if (!first) throw new Error('no payment at 120111 170 in 202607');
  const second = book.pay('202607', first.person, { item: first.item, cents: first.cents }, { batch: 'supplement' });
  for (const payment of [first, second]) {
    world.findings.hit('DY29', '120111', '170', first.person.no, payment.no, '202607');
  }
}

/** July's benefit was paid in July and once more in August: found by August's run. */
function plantPaidAgainNextMonth(world: World): void {
  const book = world.book('120101', '210');
  const first = book.months['202607'].payments[1];
  if (!first) throw new Error('no payment at 120101 210 in 202607');
  const benefit = { item: first.item, cents: first.cents };
  const second = book.pay('202608', first.person, benefit, { benefitPeriod: '202607', batch: 'supplement' });
  for (const payment of [first, second]) {
    world.findings.hit('DY29', '120101', '210', first.person.no, payment.no, '202608');
  }
}

function plantQuiet(world: World): void {
  const { findings } = world;
  const back = world.book('120105', '110');
  const regular = back.months['202608'].payments[2];
  const extra = world.book('120119', '170');
  const basic = extra.months['202607'].payments[2];
  if (!regular || !basic) throw new Error('no payments for the near misses of DY29');

  const other = back.pay('202608', regular.person, { item: regular.item, cents: 12_600 }, { batch: 'supplement' });
  findings.nearMiss('DY29', '120105', '110', regular.person.no, other.no, '202608', '同月同项目，金额不同（补差）');

  const sameAmount = { item: 'other', cents: basic.cents };
  const item = extra.pay('202607', basic.person, sameAmount, { batch: 'supplement' });
  findings.nearMiss('DY29', '120119', '170', basic.person.no, item.no, '202607', '同月同金额，待遇项目不同');

  const arrears = back.addBeneficiary({ from: '202609', paidFrom: '202610' });
  back.approve('202609', arrears, '2026-09-16');
  for (const benefit of arrears.benefits) {
    for (const benefitPeriod of ['202608', '202609']) {
      const payment = back.pay('202609', arrears, benefit, { benefitPeriod, batch: 'supplement' });
      findings.nearMiss('DY29', '120105', '110', arrears.no, payment.no, '202609', '同项目同金额，所属期不同');
    }
  }
}
