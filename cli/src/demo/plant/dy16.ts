import type { DemoPerson } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { changeRows } from './change-rows.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  accountName: (name: string) => string;
  /** Why nothing is raised. */
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120110', line: '110', period: '202607', accountName: () => '冯桂平' },
  // Both items of a resident reached the same wrong account.
  { agency: '120103', line: '170', period: '202609', accountName: () => '于振兴' },
  { agency: '120116', line: '410', period: '202608', accountName: (name) => `${name}之子` },
  {
    agency: '120105',
    line: '110',
    period: '202608',
    accountName: (name) => [...name].join('　'),
    why: '户名中间有全角空格',
  },
];

const planted = new WeakMap<World, { one: Case; person: DemoPerson }[]>();

/** Accounts in another name than the payee's. */
export const dy16: Planting = {
  population(world) {
    const all = cases.map((one) => ({ one, person: world.book(one.agency, one.line).addBeneficiary() }));
    planted.set(world, all);
  },
  drafts(world) {
    for (const { one, person } of planted.get(world) ?? []) {
      const { agency, line, period, accountName, why } = one;
      const month = world.book(agency, line).months[period];
      const payments = new Set(month.payments.filter((payment) => payment.person === person).map(({ no }) => no));
      changeRows(world, { agency, line, dataset: 'business' }, [period], 'bank_return', (row) =>
        payments.has(row['payment_no'] ?? '') ? { ...row, account_name: accountName(person.name) } : row,
      );
      if (why) world.findings.nearMiss('DY16', agency, line, person.no, person.no, period, why);
      else world.findings.hit('DY16', agency, line, person.no, person.no, period);
    }
    // The return whose payment nobody sent has no payee either.
    world.findings.cannotDecide('DY16', '120117', '170', '120117', 'F202608900001', '202608');
  },
};
