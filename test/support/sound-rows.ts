import { exchangeTable, type ExchangeField } from '@fundwatch/domain/collect';
import type { Row } from './package-builder.js';

/** Rows of a table that stand every check, each with keys of its own; the same number makes the same row. */
export function soundRows(table: string, count: number): Row[] {
  const { fields } = exchangeTable(table);
  return Array.from({ length: count }, (_, i) =>
    Object.fromEntries(fields.map((field) => [field.name, soundValue(field, i + 1)])),
  );
}

function soundValue({ name, type, enum: codes, precision = 1, scale = 0, pattern }: ExchangeField, n: number): string {
  if (codes) return codes[n % codes.length]!;
  switch (type) {
    case 'number':
      return `${n % 10 ** (precision - scale)}.${'5'.padEnd(scale, '0')}`;
    case 'integer':
      return String(n % 30_000);
    case 'date':
      return new Date(Date.UTC(1990, 0, 1 + (n % 9_000))).toISOString().slice(0, 10);
    case 'datetime':
      return new Date(Date.UTC(2026, 8, 1, 0, 0, n)).toISOString().slice(0, 19);
    case 'yearmonth':
      return '202609';
    case 'boolean':
      return n % 2 ? 'true' : 'false';
    default:
      if (pattern) throw new Error(`${name} has a pattern`);
      return `${name}-${n}`;
  }
}
