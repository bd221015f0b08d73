import type { Decimal } from './alert.js';

const scale = 6;
const unit = 10n ** BigInt(scale);

function toUnits(value: Decimal): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) throw new RangeError(`not a decimal: ${value}`);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > scale) throw new RangeError(`more than ${scale} decimal places: ${value}`);
  const units = BigInt(match[2]!) * unit + BigInt(fraction.padEnd(scale, '0'));
  return match[1] ? -units : units;
}

function fromUnits(units: bigint): Decimal {
  const size = units < 0n ? -units : units;
  const fraction = String(size % unit)
    .padStart(scale, '0')
    .replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${size / unit}${fraction && `.${fraction}`}`;
}

/** The shortest text of a decimal, so that 2, 2.00 and 2.000000 are one. */
export function shortDecimal(value: Decimal | null): Decimal | null {
  return value === null ? null : fromUnits(toUnits(value));
}

/** The exact sum; null when there is nothing to add. */
export function sumDecimals(values: readonly (Decimal | null)[]): Decimal | null {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return null;
  return fromUnits(present.reduce((sum, value) => sum + toUnits(value), 0n));
}

/** Whether a value lies above zero. */
export function isPositive(value: Decimal): boolean {
  return toUnits(value) > 0n;
}

/** Whether |a| lies more than so many percent above |b|; nothing lies above or below what is missing. */
export function exceedsBy(a: Decimal | null, b: Decimal | null, percent: number): boolean {
  if (a === null || b === null) return false;
  const size = (value: Decimal) => toUnits(value.replace('-', ''));
  return size(a) * 100n > size(b) * BigInt(100 + percent);
}

/** Negative, 0 or positive as |a| is less than, equal to or greater than |b|; null counts as least. */
export function compareSizes(a: Decimal | null, b: Decimal | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  const size = (value: Decimal) => toUnits(value.replace('-', ''));
  return size(a) === size(b) ? 0 : size(a) > size(b) ? 1 : -1;
}
