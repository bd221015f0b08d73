import { periodOf } from '@fundwatch/domain/calendar';
import type { DemoPerson } from '../line-book.js';
import { demoPeriods, periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { ImprisonmentRecord, Planting, World } from '../world.js';
import { paymentsUntil } from './dy01.js';

interface Case extends Pick<ImprisonmentRecord, 'fromDate' | 'toDate' | 'custody' | 'knownFrom'> {
  agency: string;
  line: DemoLine;
  /** The last month paid; null = still paid. */
  paidTo: DemoPeriod | null;
  /** Nothing is found, because … */
  why?: string;
}

const cases: readonly Case[] = [
  {
    agency: '120105',
    line: '110',
    fromDate: '2026-05-20',
    toDate: null,
    custody: 'prison',
    knownFrom: '202606',
    paidTo: null,
  },
  {
    agency: '120118',
    line: '170',
    fromDate: '2026-05-31',
    toDate: null,
    custody: 'prison',
    knownFrom: '202608',
    paidTo: '202608',
  },
  {
    agency: '120116',
    line: '210',
    fromDate: '2026-07-28',
    toDate: '2028-07-27',
    custody: 'prison',
    knownFrom: '202608',
    paidTo: '202608',
  },
  {
    agency: '120103',
    line: '170',
    fromDate: '2026-07-01',
    toDate: '2026-08-31',
    custody: 'prison',
    knownFrom: '202607',
    paidTo: null,
    why: '收监当月和释放当月都不是整月',
  },
  {
    agency: '120112',
    line: '110',
    fromDate: '2026-02-03',
    toDate: '2027-02-02',
    custody: 'probation',
    knownFrom: '202606',
    paidTo: null,
    why: '缓刑，不在监狱服刑',
  },
];

const planted = new WeakMap<World, Map<Case, DemoPerson>>();

/** Benefits paid for whole months in prison. */
export const dy03: Planting = {
  population(world) {
    const persons = new Map<Case, DemoPerson>();
    cases.forEach((one, index) => {
      const { agency, line, paidTo, fromDate, toDate, custody, knownFrom } = one;
      const person = world.book(agency, line).addBeneficiary({ paidTo });
      const courtDocNo = `（${fromDate.slice(0, 4)}）津示范刑初 ${String(101 + index)} 号`;
      world.imprisonments.push({ idNumber: person.idNumber, fromDate, toDate, custody, courtDocNo, knownFrom });
      persons.set(one, person);
    });
    planted.set(world, persons);
  },
  drafts(world) {
    for (const [one, person] of planted.get(world) ?? []) {
      const { agency, line, knownFrom, paidTo, why } = one;
      const book = world.book(agency, line);
      for (const run of periodsBetween(knownFrom, '202609')) {
        for (const { no, benefitPeriod } of paymentsUntil(book, person, run)) {
          if (why) world.findings.nearMiss('DY03', agency, line, person.no, no, run, why);
          else if (benefitPeriod > periodOf(one.fromDate)) {
            world.findings.hit('DY03', agency, line, person.no, no, run);
          } else world.findings.nearMiss('DY03', agency, line, person.no, no, run, '收监当月的待遇');
        }
      }
      const stoppedIn = paidTo && demoPeriods[demoPeriods.indexOf(paidTo) + 1];
      if (stoppedIn) {
        const on = `${stoppedIn.slice(0, 4)}-${stoppedIn.slice(4)}-04`;
        book.endBenefits(stoppedIn, person, 'imprisonment', on);
      }
    }
  },
};
