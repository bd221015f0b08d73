import { centsOf, keyOf, packageOf, packagesUpTo, yuanOf, type Finding, type MonthFacts } from './month-facts.js';

const tolerance = 1n;
/** Booked on heads of their own. */
const bookedElsewhere = new Set(['job_stabilization', 'skill_subsidy']);
const transferHeads = ['3001', '3101', '3201'];

interface Compared {
  agency: string;
  line: string;
  /** Business less ledger, in cents. */
  difference: bigint;
  /** Successful returns that no payment was sent for. */
  orphans: number;
}

/** CW01 of a month by the words of the document: successful returns against head 5001. */
export function computeCw01(facts: MonthFacts, period: string): Finding[] {
  return comparePlaces(facts, period).flatMap(({ agency, line, difference, orphans }): Finding[] => {
    const isOver = difference > tolerance || difference < -tolerance;
    if (orphans === 0 && !isOver) return [];
    const verdict = orphans > 0 ? 'cannot_decide' : 'hit';
    const sums = { observed: yuanOf(difference, 6), amount: yuanOf(difference) };
    return [{ verdict, agency, line, subject: agency, hitKey: 'total', firstPeriod: period, ...sums }];
  });
}

/** Both sides at every agency and line that has either. */
export function comparePlaces(facts: MonthFacts, period: string): Compared[] {
  const places = new Map<string, Compared>();
  const placeOf = (agency: string, line: string): Compared => {
    const place = places.get(`${agency}|${line}`) ?? { agency, line, difference: 0n, orphans: 0 };
    places.set(`${agency}|${line}`, place);
    return place;
  };
  const payments = new Map(
    packagesUpTo(facts, 'benefit_payment', period).map((row) => [keyOf(row, 'payment_no'), row] as const),
  );
  for (const row of packageOf(facts, 'bank_return', period)) {
    if (row['result'] !== 'success') continue;
    const place = placeOf(row['agency']!, row['line']!);
    const payment = payments.get(keyOf(row, 'payment_no'));
    if (!payment) place.orphans += 1;
    else if (!bookedElsewhere.has(payment['item']!)) place.difference += centsOf(payment['amount']);
  }
  const entries = packageOf(facts, 'voucher_entry', period);
  const transfers = new Set(
    entries
      .filter((row) => transferHeads.some((head) => row['subject']!.startsWith(head)))
      .map((row) => keyOf(row, 'voucher_no')),
  );
  for (const row of entries) {
    if (!row['subject']!.startsWith('5001') || transfers.has(keyOf(row, 'voucher_no'))) continue;
    placeOf(row['agency']!, row['line']!).difference -= centsOf(row['debit']) - centsOf(row['credit']);
  }
  return [...places.values()];
}
