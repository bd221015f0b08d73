import type { DemoPerson } from '../line-book.js';
import { demoPeriods, periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { paymentsUntil } from './dy01.js';

interface Place {
  agency: string;
  line: DemoLine;
}

interface Case {
  places: readonly [Place, Place];
  /** The months that both places pay. */
  from: DemoPeriod;
  to: DemoPeriod;
}

const cases: readonly Case[] = [
  {
    places: [
      { agency: '120101', line: '110' },
      { agency: '120102', line: '170' },
    ],
    from: '202606',
    to: '202609',
  },
  {
    places: [
      { agency: '120105', line: '170' },
      { agency: '120111', line: '170' },
    ],
    from: '202607',
    to: '202608',
  },
  {
    places: [
      { agency: '120103', line: '120' },
      { agency: '120103', line: '110' },
    ],
    from: '202608',
    to: '202609',
  },
  {
    places: [
      { agency: '120116', line: '110' },
      { agency: '120119', line: '170' },
    ],
    from: '202609',
    to: '202609',
  },
];

const planted = new WeakMap<World, Map<Case, DemoPerson[]>>();

/** One person with a pension at two places. */
export const dy04: Planting = {
  population(world) {
    const persons = new Map<Case, DemoPerson[]>();
    for (const one of cases) {
      const who = world.issuer.issue(1948, 1960);
      const paid = one.places.map(({ agency, line }, index) =>
        // The first place pays all along, the second the doubled months only.
        world
          .book(agency, line)
          .addBeneficiary(
            index === 0 ? {} : { from: one.from, paidFrom: one.from, paidTo: one.to === '202609' ? null : one.to },
            who,
          ),
      );
      persons.set(one, paid);
    }
    planted.set(world, persons);
    plantChangeOfPlace(world);
  },
  drafts(world) {
    for (const [one, persons] of planted.get(world) ?? []) {
      const doubled = periodsBetween(one.from, one.to);
      one.places.forEach(({ agency, line }, index) => {
        const book = world.book(agency, line);
        const person = persons[index];
        if (!person) throw new Error('a person of DY04 is missing');
        for (const run of periodsBetween(one.from, '202609')) {
          for (const payment of paymentsUntil(book, person, run)) {
            if (!(doubled as string[]).includes(payment.benefitPeriod)) continue;
            world.findings.hit('DY04', agency, line, person.no, payment.no, run);
          }
        }
        if (index === 1 && one.to < '202609') {
          const stopped = demoPeriods[demoPeriods.indexOf(one.to) + 1];
          if (stopped) book.endBenefits(stopped, person, 'duplicate', `${stopped.slice(0, 4)}-${stopped.slice(4)}-04`);
        }
      });
    }
    plantOtherItem(world);
    plantFailedSecond(world);
  },
};

/** Resident pension until July, enterprise pension from August: no month twice. */
function plantChangeOfPlace(world: World): void {
  const who = world.issuer.issue(1963, 1965);
  const before = world.book('120104', '170').addBeneficiary({ paidTo: '202607' }, who);
  const after = world.book('120104', '110').addBeneficiary({ from: '202608', paidFrom: '202608' }, who);
  world.findings.nearMiss(
    'DY04',
    '120104',
    '170',
    before.no,
    undefined,
    '202608',
    '7 月止居民待遇、8 月起职工待遇，无重叠月',
  );
  world.findings.nearMiss(
    'DY04',
    '120104',
    '110',
    after.no,
    undefined,
    '202608',
    '7 月止居民待遇、8 月起职工待遇，无重叠月',
  );
}

/** A pension here and a survivor's benefit there are different things. */
function plantOtherItem(world: World): void {
  const who = world.issuer.issue(1946, 1955);
  const here = world.book('120110', '110');
  const there = world.book('120110', '170');
  const pensioner = here.addBeneficiary({}, who);
  const survivor = there.addBeneficiary({ benefits: [{ item: 'survivor_benefit', cents: 61_200 }] }, who);
  for (const period of demoPeriods) {
    for (const benefit of pensioner.benefits) here.pay(period, pensioner, benefit);
    for (const benefit of survivor.benefits) {
      const payment = there.pay(period, survivor, benefit);
      world.findings.nearMiss('DY04', '120110', '170', survivor.no, payment.no, period, '养老金与遗属待遇不是同一待遇');
    }
  }
}

/** The second place tried to pay; the bank refused. */
function plantFailedSecond(world: World): void {
  const who = world.issuer.issue(1946, 1955);
  const here = world.book('120117', '110');
  const there = world.book('120117', '170');
  const pensioner = here.addBeneficiary({}, who);
  const refused = there.addBeneficiary({ paidTo: '202607' }, who);
  for (const benefit of pensioner.benefits) for (const period of demoPeriods) here.pay(period, pensioner, benefit);
  for (const benefit of refused.benefits) {
    const payment = there.pay('202607', refused, benefit, { result: 'failure' });
    world.findings.nearMiss('DY04', '120117', '170', refused.no, payment.no, '202607', '第二处银行回盘失败，未支付');
  }
  there.endBenefits(demoPeriods[2], refused, 'duplicate', '2026-08-05');
}
