import { addPeriods, isPeriod, periodOf } from '@fundwatch/domain/calendar';
import { MOST_MONTHS, rangeAround, reportKinds, reportRange, type ReportKind } from '@fundwatch/domain/report';

/** So many months back a report can be chosen. */
const MONTHS_BACK = 48;

export interface ReportChoice {
  kind: ReportKind;
  from: string;
  to: string;
}

/** What the address asks for; the report of the month that is over last where it asks for nothing, or for none there is. */
export function readChoice(asked: { kind?: string; from?: string; to?: string }, businessDay: string): ReportChoice {
  const kind = reportKinds.find((one) => one === asked.kind) ?? 'month';
  const last = addPeriods(periodOf(businessDay), -1);
  try {
    const { from } = asked;
    if (from && isPeriod(from))
      return { kind, ...reportRange(kind, from, kind === 'classified' ? (asked.to ?? null) : null) };
  } catch {
    // An address that was typed wrong shows what one without months does.
  }
  return { kind, ...rangeAround(kind, last) };
}

/** The first months of the reports of a kind up to the one that runs, the latest first. */
export function choicesOf(kind: ReportKind, businessDay: string): string[] {
  const now = periodOf(businessDay);
  const months = Array.from({ length: MONTHS_BACK }, (_, back) => addPeriods(now, -back));
  return [...new Set(months.map((month) => rangeAround(kind, month).from))];
}

/** Months that a classified summary which begins with `from` may end with, the latest first. */
export function endsOf(from: string, businessDay: string): string[] {
  const now = periodOf(businessDay);
  return Array.from({ length: MOST_MONTHS }, (_, ahead) => addPeriods(from, ahead))
    .filter((month) => month <= now)
    .reverse();
}
