import { periodOf } from '@fundwatch/domain/calendar';
import type { DemoPerson, LineBook, Payment } from '../line-book.js';
import { demoPeriods, periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { DeathRecord, Planting, World } from '../world.js';

interface Case {
  agency: string;
  line: DemoLine;
  deathDate: string;
  source: DeathRecord['source'];
  /** The external package that first names the death. */
  knownFrom: DemoPeriod;
  /** The last month paid; null = still paid. */
  paidTo: DemoPeriod | null;
}

const cases: readonly Case[] = [
  {
    agency: '120101',
    line: '110',
    deathDate: '2026-04-17',
    source: 'civil_affairs',
    knownFrom: '202606',
    paidTo: '202607',
  },
  { agency: '120103', line: '170', deathDate: '2026-06-09', source: 'police', knownFrom: '202608', paidTo: '202608' },
  { agency: '120116', line: '110', deathDate: '2026-07-28', source: 'health', knownFrom: '202607', paidTo: null },
  { agency: '120114', line: '210', deathDate: '2026-05-19', source: 'police', knownFrom: '202606', paidTo: '202606' },
  { agency: '120105', line: '170', deathDate: '2026-08-30', source: 'police', knownFrom: '202609', paidTo: null },
];

const planted = new WeakMap<World, Map<Case, DemoPerson>>();

/** Benefits paid for months after the month of death, and deaths that were handled rightly. */
export const dy01: Planting = {
  population(world) {
    const persons = new Map<Case, DemoPerson>();
    for (const one of cases) {
      const person = world.book(one.agency, one.line).addBeneficiary({ paidTo: one.paidTo });
      persons.set(one, person);
      world.deaths.push({
        source: one.source,
        idNumber: person.idNumber,
        deathDate: one.deathDate,
        knownFrom: one.knownFrom,
      });
    }
    planted.set(world, persons);
  },
  drafts(world) {
    for (const [one, person] of planted.get(world) ?? []) {
      const book = world.book(one.agency, one.line);
      for (const run of periodsBetween(one.knownFrom, '202609')) {
        for (const payment of paymentsUntil(book, person, run)) {
          if (payment.benefitPeriod <= periodOf(one.deathDate)) continue;
          world.findings.hit('DY01', one.agency, one.line, person.no, payment.no, run);
          if (book.months[run].payments.includes(payment)) {
            world.findings.brokenRule('R25', one.agency, one.line, run);
          }
        }
      }
      if (one.paidTo !== null && one.paidTo < '202609') {
        const stoppedIn = demoPeriods[demoPeriods.indexOf(one.paidTo) + 1] ?? '202609';
        book.endBenefits(stoppedIn, person, 'death', `${stoppedIn.slice(0, 4)}-${stoppedIn.slice(4)}-03`);
        person.deathBookedIn = stoppedIn;
      }
    }
    plantTwoSources(world);
    plantFailedReturn(world);
    plantLateSettlement(world);
  },
};

export function paymentsUntil(book: LineBook, person: DemoPerson, run: string): Payment[] {
  return periodsBetween('202606', run).flatMap((period) =>
    book.months[period].payments.filter((payment) => payment.person === person),
  );
}

/** Two sources give the last of May and the second of June: the later date counts, June is payable. */
function plantTwoSources(world: World): void {
  const book = world.book('120102', '110');
  const person = book.addBeneficiary({ paidTo: '202606', deathBookedIn: '202607' });
  for (const benefit of person.benefits) {
    const payment = book.pay('202606', person, benefit);
    world.findings.nearMiss(
      'DY01',
      '120102',
      '110',
      person.no,
      payment.no,
      '202606',
      '两来源死亡日期不一，以较晚的 6 月 2 日为准',
    );
  }
  world.deaths.push(
    { source: 'police', idNumber: person.idNumber, deathDate: '2026-05-31', knownFrom: '202606' },
    { source: 'civil_affairs', idNumber: person.idNumber, deathDate: '2026-06-02', knownFrom: '202606' },
  );
  book.endBenefits('202607', person, 'death', '2026-07-03');
}

/** The payment after death came back: nothing was paid. */
function plantFailedReturn(world: World): void {
  const book = world.book('120112', '170');
  const person = book.addBeneficiary({ paidTo: '202606', deathBookedIn: '202608' });
  for (const benefit of person.benefits) {
    book.pay('202606', person, benefit);
    const payment = book.pay('202607', person, benefit, { result: 'failure' });
    world.findings.nearMiss('DY01', '120112', '170', person.no, payment.no, '202607', '银行回盘失败，未支付');
    // Not paid, but entitled for a month after the death.
    world.findings.brokenRule('R25', '120112', '170', '202607');
  }
  world.deaths.push({ source: 'police', idNumber: person.idNumber, deathDate: '2026-06-21', knownFrom: '202607' });
  book.endBenefits('202608', person, 'death', '2026-08-04');
}

/** The pension of the death month failed and was sent again a month later: still the death month's. */
function plantLateSettlement(world: World): void {
  const book = world.book('120111', '110');
  const person = book.addBeneficiary({ paidTo: '202606', deathBookedIn: '202607' });
  for (const benefit of person.benefits) {
    const payment = book.pay('202606', person, benefit, { result: 'failure' });
    const failed = book.months['202606'].returns.at(-1);
    book.return('202607', payment, 'success', failed?.no ?? null);
    world.findings.nearMiss('DY01', '120111', '110', person.no, payment.no, '202607', '死亡当月待遇次月重发');
    world.findings.nearMiss('DY29', '120111', '110', person.no, payment.no, '202607', '一次失败、一次重发成功');
  }
  world.deaths.push({ source: 'health', idNumber: person.idNumber, deathDate: '2026-06-20', knownFrom: '202606' });
  book.endBenefits('202607', person, 'death', '2026-07-06');
}
