import { keyOf, packagesUpTo, type MonthFacts, type Row } from './month-facts.js';

/** An id as it is compared: without outer spaces, a final x in upper case; null where there is none. */
export function idKey(text: string | null | undefined): string | null {
  const key = (text ?? '').trim().replaceAll('x', 'X');
  return key === '' ? null : key;
}

/** The id of every registered person by agency, line and number: of the month's package, else of the latest earlier one. */
export function idsOf(facts: MonthFacts, period: string): ReadonlyMap<string, string | null> {
  const latest = new Map<string, Row>();
  for (const row of packagesUpTo(facts, 'person', period)) {
    const known = latest.get(keyOf(row, 'person_no'));
    if (!known || known['period']! < row['period']!) latest.set(keyOf(row, 'person_no'), row);
  }
  return new Map([...latest].map(([key, row]) => [key, idKey(row['id_number'])]));
}
