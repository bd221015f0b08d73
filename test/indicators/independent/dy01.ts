import { hitOf, undecidedPersons } from './findings-of-payments.js';
import { groupBy, keyOf, packageOf, wholeNumber, type Finding, type MonthFacts } from './month-facts.js';
import { idKey, idsOf } from './natural-persons.js';
import { paidPayments } from './paid-payments.js';

const lines = new Set(['110', '120', '170', '210', '410']);
/** What is owed because of a death. */
const owedAfterDeath = new Set(['funeral_grant', 'survivor_benefit', 'death_lump_sum']);

/** DY01 of a month by the words of the document: benefits of months after the month of death. */
export function computeDy01(facts: MonthFacts, period: string, lastDay: string): Finding[] {
  const deathMonths = deathMonthsOf(facts, period, lastDay);
  const ids = idsOf(facts, period);
  const paid = paidPayments(facts, period).filter(
    ({ payment }) => lines.has(payment['line']!) && !owedAfterDeath.has(payment['item']!),
  );
  const wrong = paid.flatMap(({ payment }) => {
    const id = ids.get(keyOf(payment, 'person_no'));
    const deathMonth = id ? deathMonths.get(id) : undefined;
    return id && deathMonth && payment['benefit_period']! > deathMonth ? [{ id, payment }] : [];
  });
  const hits = [...groupBy(wrong, ({ id }) => id).values()].flatMap((rows) => {
    const months = [...new Set(rows.map(({ payment }) => payment['benefit_period']!))].sort();
    return rows.map(({ payment }) => hitOf(payment, months[0]!, wholeNumber(months.length)));
  });
  return [...hits, ...undecidedPersons(paid, ids, period)];
}

/** The month of the latest death that the sources know by the last day of the month, by id. */
function deathMonthsOf(facts: MonthFacts, period: string, lastDay: string): Map<string, string> {
  const days = new Map<string, string>();
  for (const row of packageOf(facts, 'death', period)) {
    const id = idKey(row['id_number']);
    const day = row['death_date']!;
    if (id && day <= lastDay && day > (days.get(id) ?? '')) days.set(id, day);
  }
  return new Map([...days].map(([id, day]) => [id, day.slice(0, 7).replace('-', '')]));
}
