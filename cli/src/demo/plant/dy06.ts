import type { DemoPerson } from '../line-book.js';
import { demoPeriods, periodsBetween, type DemoPeriod } from '../months.js';
import type { Planting, World } from '../world.js';
import { paymentsUntil } from './dy01.js';

interface Case {
  /** Where unemployment benefit is paid, and the last month of it; null = still paid. */
  agency: string;
  paidTo: DemoPeriod | null;
  /** Where an employer pays contributions, from this month on. */
  employedAt: string;
  employedFrom: DemoPeriod;
}

const cases: readonly Case[] = [
  { agency: '120103', paidTo: '202608', employedAt: '120104', employedFrom: '202607' },
  { agency: '120116', paidTo: null, employedAt: '120116', employedFrom: '202609' },
  { agency: '120101', paidTo: null, employedAt: '120110', employedFrom: '202608' },
  // Nothing overlaps: benefit until July, a job from August on.
  { agency: '120114', paidTo: '202607', employedAt: '120115', employedFrom: '202608' },
];

const planted = new WeakMap<World, Map<Case, DemoPerson>>();

/** Unemployment benefit for months in which an employer pays contributions. */
export const dy06: Planting = {
  population(world) {
    const persons = new Map<Case, DemoPerson>();
    for (const one of cases) {
      const who = world.issuer.issue(1980, 1995);
      const enterprise = world.book(one.employedAt, '110');
      enterprise.addWorker(enterprise.employers[0] ?? null, { ...who, from: one.employedFrom });
      persons.set(one, world.book(one.agency, '210').addBeneficiary({ paidTo: one.paidTo }, who));
    }
    planted.set(world, persons);
  },
  drafts(world) {
    for (const [one, person] of planted.get(world) ?? []) {
      const book = world.book(one.agency, '210');
      for (const run of periodsBetween(one.employedFrom, '202609')) {
        for (const payment of paymentsUntil(book, person, run)) {
          if (payment.item === 'unemployment_benefit' && payment.benefitPeriod >= one.employedFrom) {
            world.findings.hit('DY06', one.agency, '210', person.no, payment.no, run);
          } else {
            const why =
              payment.item === 'unemployment_benefit' ? '重新就业以前的月份' : '代缴的医疗保险费不是失业保险金';
            world.findings.nearMiss('DY06', one.agency, '210', person.no, payment.no, run, why);
          }
        }
      }
      const stoppedIn = one.paidTo && demoPeriods[demoPeriods.indexOf(one.paidTo) + 1];
      if (stoppedIn) {
        book.endBenefits(stoppedIn, person, 'other', `${stoppedIn.slice(0, 4)}-${stoppedIn.slice(4)}-07`);
      }
    }
  },
};
