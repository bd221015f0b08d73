import type { IdentityIssuer, NaturalPerson } from '../identities.js';
import type { DemoPerson } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  months: number;
  feePeriod: string;
  /** Of all months together, in fen. */
  base: number;
  on: string;
  /** A man who reaches the age of retirement soon. */
  birthDate?: string;
  /** Nothing is found, because … */
  why?: string;
}

const cases: readonly Case[] = [
  {
    agency: '120110',
    line: '110',
    period: '202607',
    months: 48,
    feePeriod: '202201',
    base: 19_200_000,
    on: '2026-07-14',
  },
  // Exactly 100,000 yuan.
  {
    agency: '120115',
    line: '170',
    period: '202608',
    months: 30,
    feePeriod: '202401',
    base: 10_000_000,
    on: '2026-08-12',
  },
  // Born in January 1967: he retires in August 2027, twelve months later.
  {
    agency: '120104',
    line: '110',
    period: '202608',
    months: 2,
    feePeriod: '202601',
    base: 1_100_000,
    on: '2026-08-13',
    birthDate: '1967-01-10',
  },
  {
    agency: '120112',
    line: '110',
    period: '202607',
    months: 35,
    feePeriod: '202301',
    base: 17_500_000,
    on: '2026-07-15',
    why: '补缴 35 个月，金额不足 10 万元',
  },
  {
    agency: '120119',
    line: '110',
    period: '202608',
    months: 3,
    feePeriod: '202602',
    base: 1_500_000,
    on: '2026-08-14',
    birthDate: '1967-02-10',
    why: '距法定退休还有 13 个月',
  },
];

const planted = new WeakMap<World, Map<Case, DemoPerson>>();

/** Back payments in one sum. */
export const cb07: Planting = {
  population(world) {
    const persons = new Map<Case, DemoPerson>();
    for (const one of cases) {
      const book = world.book(one.agency, one.line);
      const who = one.birthDate ? aMan(world.issuer, one.birthDate) : world.issuer.issue(1982, 1992);
      const employer = one.line === '170' ? null : (book.employers[0] ?? null);
      persons.set(one, book.addWorker(employer, { ...who, enrolledOn: '2015-03-01' }));
    }
    planted.set(world, persons);
  },
  drafts(world) {
    for (const [one, person] of planted.get(world) ?? []) {
      const { agency, line, period, why } = one;
      world.book(agency, line).backPay(period, person, one);
      if (why) world.findings.nearMiss('CB07', agency, line, person.no, person.no, period, why);
      else world.findings.hit('CB07', agency, line, person.no, person.no, period);
    }
  },
};

function aMan(issuer: IdentityIssuer, birthDate: string): NaturalPerson {
  for (;;) {
    const who = issuer.issue(1967, 1967, { birthDate });
    if (who.sex === '1') return who;
  }
}
