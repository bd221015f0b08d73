import { periodOf } from '@fundwatch/domain/calendar';
import { settlementMonth, type DemoPerson, type LineBook } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { Planting, World } from '../world.js';
import { paymentsUntil } from './dy01.js';

const planted = new WeakMap<World, { book: LineBook; person: DemoPerson; deathDate: string }[]>();

/** The pension lines' ordinary deaths, one each: paid for the month of death, then stopped. */
export const settledDeaths: Planting = {
  population(world) {
    const settled = world.books
      .filter((book) => ['110', '120', '170'].includes(book.line))
      .map((book, index) => {
        const month = ['06', '07', '08'][index % 3] ?? '06';
        const deathDate = `2026-${month}-${String(14 + (index % 14)).padStart(2, '0')}`;
        const person = book.addBeneficiary({ paidTo: periodOf(deathDate) });
        const knownFrom = periodOf(deathDate) as DemoPeriod;
        world.deaths.push({ source: 'civil_affairs', idNumber: person.idNumber, deathDate, knownFrom });
        return { book, person, deathDate };
      });
    planted.set(world, settled);
  },
  drafts(world) {
    for (const { book, person, deathDate } of planted.get(world) ?? []) settleDeath(world, book, person, deathDate);
  },
};

/** A death that the agency handled rightly: paid for its month, then stopped, and a funeral grant. */
function settleDeath(world: World, book: LineBook, person: DemoPerson, deathDate: string): void {
  const { agency, line } = book;
  const period = settlementMonth(deathDate) as DemoPeriod;
  person.deathBookedIn = period;
  book.endBenefits(period, person, 'death', `${period.slice(0, 4)}-${period.slice(4)}-07`);
  // Where a submission comes late or is refused, nothing is planted, near misses neither.
  const quiet = ['120106', '120113'].includes(agency);
  const grant = book.pay(period, person, { item: 'funeral_grant', cents: 480_000 }, { batch: 'supplement' });
  if (!quiet) world.findings.nearMiss('DY01', agency, line, person.no, grant.no, period, '死亡次月的丧葬补助金');
  const last = paymentsUntil(book, person, person.paidTo ?? period).at(-1);
  if (last && !quiet)
    world.findings.nearMiss('DY01', agency, line, person.no, last.no, person.paidTo ?? period, '死亡当月待遇照发');
}
