import { centsOf, groupBy, keyOf, packagesUpTo, type MonthFacts, type Row } from './month-facts.js';

/** A payment that was paid, and whether it was paid in the month itself. */
export interface PaidPayment {
  payment: Row;
  paidInMonth: boolean;
}

/**
 * Payments of the look-back that were paid by the end of the month: a successful return, however many, or cash with a time
 * of payment and no return at all. Amounts of zero and less are no payments.
 */
export function paidPayments(facts: MonthFacts, period: string): PaidPayment[] {
  const returns = groupBy(packagesUpTo(facts, 'bank_return', period), (row) => keyOf(row, 'payment_no'));
  return packagesUpTo(facts, 'benefit_payment', period).flatMap((payment) => {
    if (centsOf(payment['amount']) <= 0n) return [];
    const answers = returns.get(keyOf(payment, 'payment_no')) ?? [];
    const successes = answers.filter((row) => row['result'] === 'success');
    const isCash = payment['channel'] === 'cash' && payment['paid_at'] !== null && answers.length === 0;
    if (!successes.length && !isCash) return [];
    const paidInMonth = isCash ? payment['period'] === period : successes.some((row) => row['period'] === period);
    return [{ payment, paidInMonth }];
  });
}
