import { centsOf, keyOf, yuanOf, type Finding, type Row } from './month-facts.js';
import type { PaidPayment } from './paid-payments.js';

/** A wrong payment as a hit of its own agency and line. */
export function hitOf(payment: Row, firstPeriod: string, observed: string): Finding {
  return {
    verdict: 'hit',
    agency: payment['agency']!,
    line: payment['line']!,
    subject: payment['person_no']!,
    hitKey: payment['payment_no']!,
    firstPeriod,
    observed,
    amount: yuanOf(centsOf(payment['amount'])),
  };
}

/** Persons without an id who were paid in the month: one row each. */
export function undecidedPersons(
  paid: readonly PaidPayment[],
  ids: ReadonlyMap<string, string | null>,
  period: string,
): Finding[] {
  const persons = new Map<string, Finding>();
  for (const { payment, paidInMonth } of paid) {
    const person = keyOf(payment, 'person_no');
    if (!paidInMonth || ids.get(person)) continue;
    const subject = payment['person_no']!;
    const place = { agency: payment['agency']!, line: payment['line']! };
    const open = { firstPeriod: period, observed: null, amount: null };
    persons.set(person, { verdict: 'cannot_decide', ...place, subject, hitKey: subject, ...open });
  }
  return [...persons.values()];
}
