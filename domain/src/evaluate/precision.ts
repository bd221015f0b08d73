import { compareSizes, type Decimal, type ProblemType } from '../alert/index.js';
import { faultAnswers } from '../alert/place-hit.js';

/** Answers that confirm a problem: the alert was worth its work (P5–P8). */
export const confirmingAnswers = faultAnswers;

/** Asks for more time: answered, and nothing found either way yet. */
export const undecidedAnswer = 'P11' satisfies ProblemType;

/** What became of the alerts of an indicator, counted. */
export interface PrecisionCounts {
  code: string;
  answered: number;
  confirmed: number;
  /** Answered, looked into, and nothing confirmed: work that found nothing. */
  unconfirmed: number;
  /** Yuan of the confirmed ones. */
  found: Decimal;
}

/** Per cent of the answered alerts that were confirmed, one decimal; null while none is answered. */
export function confirmedShare({
  answered,
  confirmed,
}: Pick<PrecisionCounts, 'answered' | 'confirmed'>): Decimal | null {
  if (answered === 0) return null;
  const tenths = Math.round((confirmed * 1000) / answered);
  return tenths % 10 ? `${Math.floor(tenths / 10)}.${tenths % 10}` : String(tenths / 10);
}

/**
 * 费力少功 first: most answered alerts that confirmed nothing; among equals the one that confirmed fewer, then the one
 * that found less money, then the code.
 */
export function compareWorkForLeast(a: PrecisionCounts, b: PrecisionCounts): number {
  return (
    b.unconfirmed - a.unconfirmed ||
    a.confirmed - b.confirmed ||
    compareSizes(a.found, b.found) ||
    (a.code < b.code ? -1 : 1)
  );
}
