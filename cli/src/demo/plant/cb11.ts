import { yuanText } from '../cents.js';
import type { DemoEmployer, DemoPerson } from '../line-book.js';
import { demoPeriods } from '../months.js';
import { demoRegion, type DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { addRows } from './change-rows.js';

interface Case {
  agency: string;
  line: DemoLine;
  /** Taxed and not insured. */
  missing: number;
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120105', line: '110', missing: 12 },
  { agency: '120103', line: '120', missing: 15 },
  { agency: '120117', line: '110', missing: 10, why: '个税人数比参保人数恰好多 10 人' },
];

const planted = new WeakMap<World, Map<Case, { employer: DemoEmployer; person: DemoPerson; ids: string[] }>>();

/** Employers that are taxed for many more people than they insure. */
export const cb11: Planting = {
  population(world) {
    const found = cases.map((one): [Case, { employer: DemoEmployer; person: DemoPerson; ids: string[] }] => {
      const book = world.book(one.agency, one.line);
      const employer = book.addEmployer();
      const ids = Array.from({ length: one.missing }, () => world.issuer.issue(1975, 2000).idNumber);
      return [one, { employer, person: book.addWorker(employer), ids }];
    });
    planted.set(world, new Map(found));
  },
  drafts(world) {
    const external = { agency: demoRegion.code, line: '000', dataset: 'external' } as const;
    for (const [{ agency, line, why }, { employer, person, ids }] of planted.get(world) ?? []) {
      addRows(world, external, demoPeriods, 'tax_wage', () =>
        ids.map((id_number) => ({ id_number, credit_code: employer.creditCode, wage: yuanText(person.wage) })),
      );
      for (const period of demoPeriods) {
        if (why) world.findings.nearMiss('CB11', agency, line, employer.no, employer.no, period, why);
        else world.findings.hit('CB11', agency, line, employer.no, employer.no, period);
      }
    }
  },
};
