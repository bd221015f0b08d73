import type { DemoPerson, LineBook } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { Row } from '../rows.js';
import type { World } from '../world.js';

/** The approval rows of a person in a month are sent with these values instead. */
export function approveOtherwise(
  world: World,
  { agency, line }: LineBook,
  period: DemoPeriod,
  person: DemoPerson,
  values: Row,
): void {
  world.slips.push({
    agency,
    line,
    dataset: 'business',
    period,
    spoil: (tables) => ({
      ...tables,
      benefit_approval: (tables['benefit_approval'] ?? []).map((row) =>
        row['person_no'] === person.no ? { ...row, ...values } : row,
      ),
    }),
  });
}

/** The first ordinary person whose benefit is approved in that month. */
export function approvedIn(book: LineBook, period: DemoPeriod): DemoPerson {
  const person = book.months[period].approvals[0]?.person;
  if (!person) throw new Error(`nobody is approved at ${book.agency} ${book.line} in ${period}`);
  return person;
}
