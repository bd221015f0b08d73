import type { DemoEmployer } from '../line-book.js';
import { periodsBetween, type DemoPeriod } from '../months.js';
import { demoRegion, type DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { changeRows } from './change-rows.js';

interface Case {
  agency: string;
  line: DemoLine;
  status: 'cancelled' | 'revoked';
  statusOn: string;
  /** First external package that says so. */
  from: DemoPeriod;
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120102', line: '110', status: 'revoked', statusOn: '2026-06-18', from: '202607' },
  { agency: '120103', line: '410', status: 'cancelled', statusOn: '2026-05-09', from: '202608' },
  {
    agency: '120115',
    line: '110',
    status: 'cancelled',
    statusOn: '2026-09-15',
    from: '202609',
    why: '注销当月的费款',
  },
];

const planted = new WeakMap<World, Map<Case, DemoEmployer>>();

/** Employers that pay on after the registry struck them off. */
export const cb13: Planting = {
  population(world) {
    const found = cases.map((one): [Case, DemoEmployer] => {
      const book = world.book(one.agency, one.line);
      const employer = book.addEmployer();
      book.addWorker(employer);
      return [one, employer];
    });
    planted.set(world, new Map(found));
  },
  drafts(world) {
    const external = { agency: demoRegion.code, line: '000', dataset: 'external' } as const;
    for (const [{ agency, line, status, statusOn, from, why }, { no, creditCode }] of planted.get(world) ?? []) {
      const periods = periodsBetween(from, '202609');
      changeRows(world, external, periods, 'business_registry', (row) =>
        row['credit_code'] === creditCode ? { ...row, status, status_on: statusOn } : row,
      );
      for (const period of periods) {
        if (why) world.findings.nearMiss('CB13', agency, line, no, no, period, why);
        else world.findings.hit('CB13', agency, line, no, no, period);
      }
    }
  },
};
