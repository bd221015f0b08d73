import { addPeriods, isPeriod, periodsBetween, type Period } from '../calendar/index.js';
import { DomainError } from '../errors.js';

/** 分类汇总 over months of one's choice (津16), and the reports of a month, of half a year and of a year. */
export const reportKinds = ['classified', 'month', 'half_year', 'year'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Calendar months, both inclusive. */
export interface ReportRange {
  from: Period;
  to: Period;
}

/** A classified summary covers so many months at most. */
export const MOST_MONTHS = 24;

const monthsOf = { month: 1, half_year: 6, year: 12 } as const;

/**
 * The months of a report that begins with `from`; only a classified summary has an end of its choice.
 * @throws DomainError PERIOD_INVALID where the months are none of this kind
 */
export function reportRange(kind: ReportKind, from: Period, to: Period | null = null): ReportRange {
  const invalid = (period: string) => new DomainError('PERIOD_INVALID', { period });
  if (!isPeriod(from)) throw invalid(from);
  if (kind === 'classified') {
    const end = to ?? from;
    if (!isPeriod(end) || end < from || periodsBetween(from, end) >= MOST_MONTHS) throw invalid(end);
    return { from, to: end };
  }
  const months = monthsOf[kind];
  if ((Number(from.slice(4)) - 1) % months !== 0) throw invalid(from);
  const end = addPeriods(from, months - 1);
  if (to !== null && to !== end) throw invalid(to);
  return { from, to: end };
}

/** The report of this kind that a month lies in. */
export function rangeAround(kind: ReportKind, month: Period): ReportRange {
  if (kind === 'classified') return { from: month, to: month };
  const months = monthsOf[kind];
  const place = (Number(month.slice(4)) - 1) % months;
  return reportRange(kind, addPeriods(month, -place));
}

/** As many months just before: what a report compares itself with. */
export function rangeBefore({ from, to }: ReportRange): ReportRange {
  const months = periodsBetween(from, to) + 1;
  return { from: addPeriods(from, -months), to: addPeriods(from, -1) };
}

/** Every month of a range, the earliest first. */
export function monthsIn({ from, to }: ReportRange): Period[] {
  return Array.from({ length: periodsBetween(from, to) + 1 }, (_, index) => addPeriods(from, index));
}
