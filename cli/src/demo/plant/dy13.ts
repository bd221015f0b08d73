import type { NaturalPerson } from '../identities.js';
import type { DemoPerson } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Row } from '../rows.js';
import type { Planting, World } from '../world.js';
import { approveOtherwise } from './approved-otherwise.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  sex: '1' | '2';
  birthDate: string;
  approved: Row;
  /** So many of one employer; 1 unless said. */
  persons?: number;
  /** Nothing is found, because … */
  why?: string;
}

const cases: readonly Case[] = [
  // Two years below the original age of 60.
  {
    agency: '120102',
    line: '110',
    period: '202607',
    sex: '1',
    birthDate: '1968-07-09',
    approved: { retire_kind: 'early' },
  },
  {
    agency: '120115',
    line: '110',
    period: '202608',
    sex: '1',
    birthDate: '1970-02-17',
    approved: { retire_kind: 'special_work', basis_doc_no: null },
  },
  // Two months early, as is allowed, but with twelve years of contributions.
  {
    agency: '120116',
    line: '120',
    period: '202609',
    sex: '2',
    birthDate: '1971-06-10',
    approved: { retire_kind: 'early', paid_months_total: '150' },
  },
  {
    agency: '120112',
    line: '110',
    period: '202609',
    sex: '2',
    birthDate: '1971-06-21',
    approved: { retire_kind: 'early' },
    persons: 5,
  },
  {
    agency: '120118',
    line: '110',
    period: '202609',
    sex: '2',
    birthDate: '1971-06-14',
    approved: { retire_kind: 'early' },
    why: '弹性提前两个月，已到原法定退休年龄',
  },
  {
    agency: '120119',
    line: '110',
    period: '202608',
    sex: '1',
    birthDate: '1969-03-03',
    approved: { retire_kind: 'special_work', basis_doc_no: '津示范特审〔2026〕12 号' },
    why: '特殊工种，有依据文号',
  },
];

const planted = new WeakMap<World, Map<Case, DemoPerson[]>>();

/** Early retirements outside the rules, without a document, or many of one employer. */
export const dy13: Planting = {
  population(world) {
    const persons = new Map<Case, DemoPerson[]>();
    for (const one of cases) {
      const { agency, line, period, persons: count = 1 } = one;
      const book = world.book(agency, line);
      const employer = book.employers[0] ?? null;
      persons.set(
        one,
        Array.from({ length: count }, () =>
          book.addBeneficiary({ from: period, paidFrom: period, employer }, issueOfSex(world, one)),
        ),
      );
    }
    planted.set(world, persons);
  },
  drafts(world) {
    for (const [{ agency, line, period, approved, why }, persons] of planted.get(world) ?? []) {
      for (const person of persons) {
        approveOtherwise(world, world.book(agency, line), period, person, approved);
        if (why) world.findings.nearMiss('DY13', agency, line, person.no, person.no, period, why);
        else world.findings.hit('DY13', agency, line, person.no, person.no, period);
        if (approved['paid_months_total']) world.findings.hit('DY14', agency, line, person.no, person.no, period);
      }
    }
  },
};

/** The class goes by the sex: M60 or F55. */
function issueOfSex({ issuer }: World, { sex, birthDate }: Case): NaturalPerson {
  for (;;) {
    const who = issuer.issue(0, 0, { birthDate });
    if (who.sex === sex) return who;
  }
}
