import { DomainError } from '@fundwatch/domain';
import { isPlainDay } from '@fundwatch/domain/calendar';

/** What one place of a cursor holds; a forged cursor is refused before it reaches the database. */
export type KeyPart = 'uuid' | 'day' | 'instant' | 'decimal' | 'integer' | 'text';
export type KeyValue = string | number;

const fits: Record<KeyPart, (value: unknown) => boolean> = {
  uuid: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  day: (value) => typeof value === 'string' && isPlainDay(value),
  instant: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(value) && !isNaN(Date.parse(value)),
  decimal: (value) => typeof value === 'string' && /^-?\d{1,38}(\.\d{1,6})?$/.test(value),
  integer: (value) => Number.isSafeInteger(value),
  text: (value) => typeof value === 'string' && !value.includes('\0'),
};

/** Where a walk stands: the key of the last row of the page before, and the instant that all its pages are of. */
export interface Place {
  asOf: string;
  after: KeyValue[] | null;
}

/** @throws DomainError CURSOR_INVALID */
export function readCursor(cursor: string | undefined, now: string, parts: readonly KeyPart[]): Place {
  if (cursor === undefined) return { asOf: now, after: null };
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new DomainError('CURSOR_INVALID');
  }
  if (!Array.isArray(values) || values.length !== parts.length + 1) throw new DomainError('CURSOR_INVALID');
  const wanted: readonly KeyPart[] = ['instant', ...parts];
  if (!wanted.every((part, index) => fits[part](values[index]))) throw new DomainError('CURSOR_INVALID');
  const [asOf, ...after] = values as [string, ...KeyValue[]];
  return { asOf, after };
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  asOf: string;
  total: number;
}

/** Makes a page of rows that were read with one more than `limit`, so that the last page is known to be it. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  limit: number,
  place: Place,
  total: number,
  keyOf: (row: Row) => KeyValue[],
  show: (row: Row) => T,
): Page<T> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const more = rows.length > limit && last !== undefined;
  const nextCursor = more
    ? Buffer.from(JSON.stringify([place.asOf, ...keyOf(last)]), 'utf8').toString('base64url')
    : null;
  return { items: kept.map(show), nextCursor, asOf: place.asOf, total };
}
