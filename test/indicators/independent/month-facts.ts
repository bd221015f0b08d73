import type { Row } from '../../../cli/src/demo/rows.js';

export type { Row };

/** Rows of some months, each with its agency, line and period, by table. */
export type MonthFacts = ReadonlyMap<string, Row[]>;

/** One row that a run of a month must give; amounts as decimal texts of the contract's scale. */
export interface Finding {
  verdict: 'hit' | 'cannot_decide';
  agency: string;
  line: string;
  subject: string;
  hitKey: string;
  firstPeriod: string | null;
  observed: string | null;
  amount: string | null;
}

export const rowsOf = (facts: MonthFacts, table: string): readonly Row[] => facts.get(table) ?? [];

/** Rows of the look-back: the packages of `months` months up to `period`. */
export function packagesUpTo(facts: MonthFacts, table: string, period: string, months = 24): Row[] {
  const first = monthsBefore(period, months - 1);
  return rowsOf(facts, table).filter((row) => row['period']! <= period && row['period']! >= first);
}

/** Rows of one package. */
export const packageOf = (facts: MonthFacts, table: string, period: string): Row[] =>
  rowsOf(facts, table).filter((row) => row['period'] === period);

export function monthsBefore(period: string, months: number): string {
  const count = Number(period.slice(0, 4)) * 12 + Number(period.slice(4)) - 1 - months;
  return `${Math.floor(count / 12)}${String((count % 12) + 1).padStart(2, '0')}`;
}

/** Agency, line and a number: what numbers are unique within. */
export const keyOf = (row: Row, column: string): string => `${row['agency']}|${row['line']}|${row[column]}`;

/** A money text as whole cents. */
export function centsOf(text: string | null | undefined): bigint {
  const [, sign = '', yuan = '0', cents = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text ?? '0') ?? [];
  const size = BigInt(yuan) * 100n + BigInt(cents.padEnd(2, '0'));
  return sign ? -size : size;
}

/** Cents as yuan with the given decimals. */
export function yuanOf(cents: bigint, decimals: 2 | 6 = 2): string {
  const size = cents < 0n ? -cents : cents;
  const text = `${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
  return `${cents < 0n ? '-' : ''}${text.padEnd(text.length + decimals - 2, '0')}`;
}

export const wholeNumber = (count: number): string => `${count}.000000`;

/** Groups in the order of first sight. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
