import { periodOf } from '@fundwatch/domain/calendar';
import type { DemoPerson } from '../line-book.js';
import { demoPeriods, periodsBetween } from '../months.js';
import type { DemoLine } from '../region.js';
import type { ImprisonmentRecord, Planting, World } from '../world.js';

interface Case extends Pick<ImprisonmentRecord, 'fromDate' | 'toDate' | 'custody' | 'knownFrom'> {
  agency: string;
  line: DemoLine;
}

const cases: readonly Case[] = [
  { agency: '120115', line: '110', fromDate: '2026-05-11', toDate: null, custody: 'prison', knownFrom: '202606' },
  {
    agency: '120103',
    line: '210',
    fromDate: '2026-06-30',
    toDate: '2026-08-15',
    custody: 'prison',
    knownFrom: '202607',
  },
  {
    agency: '120102',
    line: '110',
    fromDate: '2026-05-06',
    toDate: '2027-05-05',
    custody: 'probation',
    knownFrom: '202606',
  },
];

const planted = new WeakMap<World, Map<Case, DemoPerson>>();

/** Workers whose employers pay for months that they spent in prison. */
export const cb04: Planting = {
  population(world) {
    const persons = new Map<Case, DemoPerson>();
    cases.forEach((one, index) => {
      const { agency, line, fromDate, toDate, custody, knownFrom } = one;
      const book = world.book(agency, line);
      const person = book.addWorker(book.employers[0] ?? null, world.issuer.issue(1975, 1995));
      const courtDocNo = `（${fromDate.slice(0, 4)}）津示范刑初 ${201 + index} 号`;
      world.imprisonments.push({ idNumber: person.idNumber, fromDate, toDate, custody, courtDocNo, knownFrom });
      persons.set(one, person);
    });
    planted.set(world, persons);
  },
  drafts(world) {
    for (const [one, person] of planted.get(world) ?? []) {
      const { agency, line, fromDate, toDate, custody } = one;
      for (const run of periodsBetween(one.knownFrom, '202609')) {
        for (const fee of demoPeriods.filter((period) => period <= run)) {
          const isWhole = fee > periodOf(fromDate) && (toDate === null || fee < periodOf(toDate));
          for (const paid of world.book(agency, line).months[fee].contributions) {
            if (paid.person !== person) continue;
            if (custody === 'prison' && isWhole) world.findings.hit('CB04', agency, line, person.no, paid.no, run);
            else {
              const why = custody === 'prison' ? '收监当月、释放当月及服刑以外的月份' : '缓刑，不在监狱服刑';
              world.findings.nearMiss('CB04', agency, line, person.no, paid.no, run, why);
            }
          }
        }
      }
    }
  },
};
