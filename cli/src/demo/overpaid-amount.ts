import { sum, yuanText, type Cents } from './cents.js';
import type { AlertSelector } from './human-steps.js';
import { demoMonths, demoPeriods } from './months.js';
import type { World } from './world.js';

/**
 * What an alert is about in yuan, as an agency would work it out on a day: the wrong payments known by then; of a
 * double payment the one too many; of the ledger the difference. Null where no money is at stake.
 */
export function overpaidAmount(world: World, which: AlertSelector, on: string): string | null {
  const { indicator, agency, line, subject, period } = which;
  const book = world.books.find((one) => one.agency === agency && one.line === line);
  if (!book) return null;
  if (indicator === 'CW01') return yuanText(Math.abs(book.months[period].ledgerShortfall));
  if (!['DY01', 'DY04', 'DY29'].includes(indicator)) return null;
  const known = new Set(
    world.findings
      .hits()
      .filter(
        (hit) => hit.indicator === indicator && hit.agency === agency && hit.line === line && hit.subject === subject,
      )
      .filter((hit) => demoMonths[hit.period as keyof typeof demoMonths].dueOn < on.slice(0, 10))
      .map((hit) => hit.hitKey),
  );
  const amounts: Cents[] = demoPeriods
    .flatMap((month) => book.months[month].payments)
    .filter((payment) => known.has(payment.no))
    .map((payment) => payment.cents);
  return yuanText(indicator === 'DY29' ? (amounts[0] ?? 0) : sum(amounts));
}
