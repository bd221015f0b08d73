/** Money as a whole number of fen; far below 2^53 in the demonstration. */
export type Cents = number;

/** `1234` → `12.34`, the exchange standard's form with two decimals. */
export function yuanText(cents: Cents): string {
  const sign = cents < 0 ? '-' : '';
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Base × rate in millionths, rounded half up to the fen (R02). */
export function shareOf(base: Cents, millionths: number): Cents {
  return Math.floor((base * millionths + 500_000) / 1_000_000);
}

/** A rate in millionths as the standard writes it: six decimals. */
export function rateText(millionths: number): string {
  const digits = String(millionths).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

export const sum = (values: Iterable<Cents>): Cents => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
