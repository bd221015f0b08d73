import { sum } from '../cents.js';
import type { DemoEmployer, LineBook } from '../line-book.js';
import { demoPeriods } from '../months.js';
import type { Planting, World } from '../world.js';

/**
 * What the contribution indicators cannot decide on the region's data: persons whose id was not sent, and the first
 * month, which has none before it. Planted last, when every month is drafted.
 */
export const contributionsLeftOpen: Planting = {
  drafts(world) {
    for (const book of world.books) {
      leavePersonsOpen(world, book);
      leaveFirstMonthOpen(world, book);
    }
  },
};

function leavePersonsOpen({ findings }: World, book: LineBook): void {
  const { agency, line } = book;
  for (const period of demoPeriods) {
    const payers = new Set(book.months[period].contributions.map(({ person }) => person));
    for (const person of payers) {
      if (person === null || person.idSent(period)) continue;
      if (line !== '410') findings.cannotDecide('CB01', agency, line, person.no, person.no, period);
      findings.cannotDecide('CB03', agency, line, person.no, person.no, period);
      if (line !== '170') findings.cannotDecide('CB04', agency, line, person.no, person.no, period);
    }
  }
}

function leaveFirstMonthOpen({ findings }: World, book: LineBook): void {
  const { agency, line } = book;
  const [first] = demoPeriods;
  if (line === '110' || line === '120') findings.cannotDecide('CB09', agency, line, agency, 'total', first);
  if (line === '170') return;
  for (const employer of book.employers) {
    if (gapOf(book, employer) > 100) findings.cannotDecide('CB06', agency, line, employer.no, employer.no, first);
  }
}

/** What an employer owes of the first month; rows of persons go before a row of the whole. */
function gapOf({ months }: LineBook, employer: DemoEmployer): number {
  const { levies, contributions } = months[demoPeriods[0]];
  const own = levies.filter((levy) => levy.employer === employer);
  const persons = own.filter(({ person }) => person !== null);
  const due = sum((persons.length ? persons : own).map(({ unitDue, personDue }) => unitDue + personDue));
  return due - sum(contributions.filter((paid) => paid.employer === employer).map(({ cents }) => cents));
}
