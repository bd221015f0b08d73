import { hitOf, undecidedPersons } from './findings-of-payments.js';
import { groupBy, keyOf, monthsBefore, wholeNumber, type Finding, type MonthFacts } from './month-facts.js';
import { idsOf } from './natural-persons.js';
import { paidPayments } from './paid-payments.js';

const lines = new Set(['110', '120', '170']);
const pensions = new Set(['basic_pension', 'transitional_pension', 'personal_account_pension']);

/** DY04 of a month by the words of the document: one month's pension paid at two places or more. */
export function computeDy04(facts: MonthFacts, period: string): Finding[] {
  const ids = idsOf(facts, period);
  const paid = paidPayments(facts, period).filter(
    ({ payment }) => lines.has(payment['line']!) && pensions.has(payment['item']!),
  );
  const known = paid.flatMap(({ payment }) => {
    const id = ids.get(keyOf(payment, 'person_no'));
    return id ? [{ id, payment, month: payment['benefit_period']! }] : [];
  });
  const hits = [...groupBy(known, ({ id }) => id).values()].flatMap((ofPerson) => {
    const doubled = [...groupBy(ofPerson, ({ month }) => month)].filter(
      ([, rows]) => new Set(rows.map(({ payment }) => `${payment['agency']}|${payment['line']}`)).size >= 2,
    );
    const months = new Set(doubled.map(([month]) => month));
    return doubled.flatMap(([month, rows]) =>
      rows.map(({ payment }) => hitOf(payment, firstOfRun(months, month), wholeNumber(months.size))),
    );
  });
  return [...hits, ...undecidedPersons(paid, ids, period)];
}

/** The first month of the unbroken run that a month belongs to. */
function firstOfRun(months: ReadonlySet<string>, month: string): string {
  const before = monthsBefore(month, 1);
  return months.has(before) ? firstOfRun(months, before) : month;
}
