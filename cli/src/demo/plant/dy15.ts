import { keyedHash } from '../keyed-hash.js';
import type { DemoPerson } from '../line-book.js';
import { periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';

interface Case {
  holders: readonly { agency: string; line: DemoLine; persons: number }[];
  from: DemoPeriod;
  to: DemoPeriod;
}

const cases: readonly Case[] = [
  // A couple in one account.
  { holders: [{ agency: '120103', line: '170', persons: 2 }], from: '202606', to: '202609' },
  // The same account at two agencies.
  {
    holders: [
      { agency: '120116', line: '110', persons: 1 },
      { agency: '120112', line: '170', persons: 1 },
    ],
    from: '202607',
    to: '202609',
  },
  // Six villagers in one account, put right in September.
  { holders: [{ agency: '120115', line: '170', persons: 6 }], from: '202606', to: '202608' },
  { holders: [{ agency: '120101', line: '210', persons: 2 }], from: '202608', to: '202609' },
];

const planted = new WeakMap<
  World,
  { one: Case; account: string; agency: string; line: DemoLine; person: DemoPerson }[]
>();

/** Accounts that receive the benefits of several persons. */
export const dy15: Planting = {
  population(world) {
    const all = cases.flatMap((one, index) =>
      one.holders.flatMap(({ agency, line, persons }) =>
        Array.from({ length: persons }, () => ({
          one,
          account: keyedHash(`62170015${index}`),
          agency,
          line,
          person: world.book(agency, line).addBeneficiary(),
        })),
      ),
    );
    planted.set(world, all);
  },
  drafts(world) {
    for (const { one, account, agency, line, person } of planted.get(world) ?? []) {
      const book = world.book(agency, line);
      for (const period of periodsBetween(one.from, one.to)) {
        for (const payment of book.months[period].payments) {
          if (payment.person === person) payment.accountHash = account;
        }
        world.findings.hit('DY15', agency, line, account, person.no, period);
      }
    }
    plantOneOnTwoLines(world);
    plantOneAfterTheOther(world);
  },
};

/** Pension and injury treatment of one person in one account. */
function plantOneOnTwoLines(world: World): void {
  const who = world.issuer.issue(1955, 1962);
  const account = keyedHash('6217001590');
  const pension = world.book('120101', '110');
  const injury = world.book('120101', '410');
  const pensioner = pension.addBeneficiary({}, who);
  const injured = injury.addBeneficiary({ benefits: [{ item: 'medical_treatment', cents: 236_540 }] }, who);
  for (const period of periodsBetween('202606', '202609')) {
    for (const benefit of pensioner.benefits) pension.pay(period, pensioner, benefit, { accountHash: account });
  }
  for (const benefit of injured.benefits) injury.pay('202607', injured, benefit, { accountHash: account });
  const why = '同一自然人在两个险种领取，不是多人共用';
  world.findings.nearMiss('DY15', '120101', '110', account, pensioner.no, '202607', why);
  world.findings.nearMiss('DY15', '120101', '410', account, injured.no, '202607', why);
}

/** A widow takes over the account a month after the last payment to her husband. */
function plantOneAfterTheOther(world: World): void {
  const account = keyedHash('6217001591');
  const book = world.book('120118', '170');
  const [husband, widow] = [book.addBeneficiary({ paidTo: '202606' }), book.addBeneficiary({ paidFrom: '202608' })];
  const why = '同一账户在不同月份先后由两人使用';
  for (const benefit of husband.benefits) book.pay('202606', husband, benefit, { accountHash: account });
  for (const period of periodsBetween('202608', '202609')) {
    for (const benefit of widow.benefits) book.pay(period, widow, benefit, { accountHash: account });
  }
  book.endBenefits('202607', husband, 'other', '2026-07-06');
  world.findings.nearMiss('DY15', '120118', '170', account, husband.no, '202606', why);
  world.findings.nearMiss('DY15', '120118', '170', account, widow.no, '202608', why);
}
