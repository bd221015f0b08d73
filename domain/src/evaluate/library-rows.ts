import type { BilingualText, IndicatorStatus } from './indicator-definition.js';
import { compareWorkForLeast, type PrecisionCounts } from './precision.js';

/** What the library is narrowed and ordered by; the page and its export hold rows with more than that. */
interface IndicatorFacts {
  code: string;
  title: BilingualText;
  group: string;
  status: IndicatorStatus;
  severity: string;
  /** What it catches, in words. */
  catches: string;
  waitsFor: readonly BilingualText[];
  openAlerts: number;
}
interface PrecisionFacts extends PrecisionCounts {
  raised: number;
  confirmedShare: string | null;
  meanSeconds: string | null;
}
/** An indicator with what its alerts brought; null where none was raised and none ran, or this person may not see it. */
export type WithPrecision<I, P> = I & { precision: P | null };

/** Orders of the library; `work` is 费力少功. */
export const libraryOrders = ['code', 'work', 'open', 'raised', 'share', 'seconds'] as const;
export type LibraryOrder = (typeof libraryOrders)[number];

export interface LibraryFilter {
  group?: string | undefined;
  status?: string | undefined;
  severity?: string | undefined;
  /** In code, name, what it catches, or what it waits for. */
  text?: string | undefined;
}

/** The rows that a filter leaves, in the order asked for; equal ones by their codes. */
export function libraryRows<I extends IndicatorFacts, P extends PrecisionFacts>(
  indicators: readonly I[],
  precision: readonly P[],
  filter: LibraryFilter,
  order: LibraryOrder,
): WithPrecision<I, P>[] {
  const figures = new Map(precision.map((row) => [row.code, row]));
  return indicators
    .filter((row) => passes(row, filter))
    .map((row) => ({ ...row, precision: figures.get(row.code) ?? null }))
    .sort((a, b) => orders[order](a, b) || (a.code < b.code ? -1 : 1));
}

function passes(row: IndicatorFacts, { group, status, severity, text }: LibraryFilter): boolean {
  if (group && row.group !== group) return false;
  if (status && row.status !== status) return false;
  if (severity && row.severity !== severity) return false;
  return !text || wordsOf(row).includes(text.trim().toLowerCase());
}

const wordsOf = ({ code, title, catches, waitsFor }: IndicatorFacts): string =>
  [code, title.zh, title.en, catches, ...waitsFor.flatMap(({ zh, en }) => [zh, en])].join(' ').toLowerCase();

type Row = WithPrecision<IndicatorFacts, PrecisionFacts>;

/** What is not known stands last, whichever way the others are ordered. */
const unknownLast =
  (valueOf: (row: Row) => number | null, direction: 1 | -1) =>
  (a: Row, b: Row): number => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return direction * (left - right);
  };
const numberOf = (text: string | null | undefined) => (text == null ? null : Number(text));

const orders: Record<LibraryOrder, (a: Row, b: Row) => number> = {
  code: () => 0,
  work: (a, b) => {
    if (a.precision && b.precision) return compareWorkForLeast(a.precision, b.precision);
    return Number(!a.precision) - Number(!b.precision);
  },
  open: (a, b) => b.openAlerts - a.openAlerts,
  raised: (a, b) => (b.precision?.raised ?? 0) - (a.precision?.raised ?? 0),
  share: unknownLast(({ precision }) => numberOf(precision?.confirmedShare), 1),
  seconds: unknownLast(({ precision }) => numberOf(precision?.meanSeconds), -1),
};
