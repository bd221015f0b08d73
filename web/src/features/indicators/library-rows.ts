import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { compareWorkForLeast } from '@fundwatch/domain/evaluate';

export type IndicatorRow = ReplyOf<typeof routes.listIndicators>['indicators'][number];
export type PrecisionRow = ReplyOf<typeof routes.listPrecision>['indicators'][number];
/** An indicator with what its alerts brought; null where none was raised and none ran, or this person may not see it. */
export type LibraryRow = IndicatorRow & { precision: PrecisionRow | null };

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
export function libraryRows(
  indicators: readonly IndicatorRow[],
  precision: readonly PrecisionRow[],
  filter: LibraryFilter,
  order: LibraryOrder,
): LibraryRow[] {
  const figures = new Map(precision.map((row) => [row.code, row]));
  return indicators
    .filter((row) => passes(row, filter))
    .map((row) => ({ ...row, precision: figures.get(row.code) ?? null }))
    .sort((a, b) => orders[order](a, b) || (a.code < b.code ? -1 : 1));
}

function passes(row: IndicatorRow, { group, status, severity, text }: LibraryFilter): boolean {
  if (group && row.group !== group) return false;
  if (status && row.status !== status) return false;
  if (severity && row.severity !== severity) return false;
  return !text || wordsOf(row).includes(text.trim().toLowerCase());
}

const wordsOf = ({ code, title, catches, waitsFor }: IndicatorRow): string =>
  [code, title.zh, title.en, catches, ...waitsFor.flatMap(({ zh, en }) => [zh, en])].join(' ').toLowerCase();

/** What is not known stands last, whichever way the others are ordered. */
const unknownLast =
  (valueOf: (row: LibraryRow) => number | null, direction: 1 | -1) =>
  (a: LibraryRow, b: LibraryRow): number => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return direction * (left - right);
  };
const numberOf = (text: string | null | undefined) => (text == null ? null : Number(text));

const orders: Record<LibraryOrder, (a: LibraryRow, b: LibraryRow) => number> = {
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
