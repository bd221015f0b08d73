import { yuanText, type Cents } from '../cents.js';
import type { DemoPerson } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { addRows } from './change-rows.js';

interface Occasion {
  period: DemoPeriod;
  /** Day of the review; null = nobody recorded one. */
  reviewedOn: string | null;
  months: number;
  cents: Cents;
  why?: string;
}

const cases: readonly { agency: string; line: DemoLine; occasions: readonly Occasion[] }[] = [
  {
    agency: '120114',
    line: '110',
    occasions: [{ period: '202608', reviewedOn: '2026-08-12', months: 15, cents: 934_500 }],
  },
  {
    agency: '120102',
    line: '170',
    occasions: [
      {
        period: '202607',
        reviewedOn: '2026-07-14',
        months: 3,
        cents: 31_200,
        why: '近 12 个月首次补发，金额和月数不大',
      },
      { period: '202609', reviewedOn: '2026-09-15', months: 2, cents: 20_800 },
    ],
  },
  { agency: '120116', line: '120', occasions: [{ period: '202609', reviewedOn: null, months: 6, cents: 2_640_000 }] },
  {
    agency: '120103',
    line: '110',
    occasions: [
      { period: '202608', reviewedOn: '2026-08-13', months: 11, cents: 1_999_999, why: '差一个月、差一分，只补发一次' },
    ],
  },
];

const planted = new WeakMap<World, DemoPerson[]>();

/** Arrears: many months, a second time within the year, and a large sum that the log knows nothing of. */
export const dy17: Planting = {
  population(world) {
    planted.set(
      world,
      cases.map(({ agency, line }) => world.book(agency, line).addBeneficiary()),
    );
  },
  drafts(world) {
    cases.forEach(({ agency, line, occasions }, index) => {
      const person = planted.get(world)?.[index];
      if (!person) throw new Error(`nobody planted at ${agency} ${line}`);
      for (const { period, reviewedOn, months, cents, why } of occasions) {
        const business =
          reviewedOn === null
            ? null
            : world.book(agency, line).business(period, '待遇补发', 'high', person, reviewedOn);
        addRows(world, { agency, line, dataset: 'business' }, [period], 'benefit_adjustment', () => [
          {
            adjustment_no: `J${period}900001`,
            person_no: person.no,
            item: person.benefits[0]?.item ?? null,
            kind: 'back_pay',
            months: String(months),
            amount: yuanText(cents),
            reason: '待遇重新核定',
            log_no: business?.logNo ?? null,
          },
        ]);
        if (why) world.findings.nearMiss('DY17', agency, line, person.no, person.no, period, why);
        else world.findings.hit('DY17', agency, line, person.no, person.no, period);
      }
    });
  },
};
