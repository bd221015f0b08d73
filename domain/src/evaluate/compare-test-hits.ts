import type { KeptHit } from './canonical-hits.js';

/** What a test run asks: `back_test` before approval, over chosen months; `trial` after every finished evaluation. */
export const testRunKinds = ['back_test', 'trial'] as const;
export type TestRunKind = (typeof testRunKinds)[number];

/** How far a test run is; `cancelled` keeps the months that were done before. */
export const testRunStates = ['queued', 'running', 'done', 'cancelled', 'failed'] as const;
export type TestRunState = (typeof testRunStates)[number];

/** Beside the present result: found by the tested version only, by both, or by the present one only. */
export const hitPresences = ['new', 'kept', 'gone'] as const;
export type HitPresence = (typeof hitPresences)[number];

/** A row of a tested version with its presence; what is gone has the present version's values. */
export interface TestHit extends KeptHit {
  presence: HitPresence;
}

export interface TestComparison {
  hits: TestHit[];
  /** Present hits at places where the tested version has nothing to say for want of data: neither kept nor gone. */
  uncompared: number;
}

/** Compares what a tested version finds in a month with the result that stands. `silent`: where it could not be evaluated. */
export function compareTestHits(
  present: readonly KeptHit[],
  found: readonly KeptHit[],
  silent: readonly { agency: string; line: string }[],
): TestComparison {
  const places = new Set(silent.map(({ agency, line }) => `${agency}|${line}`));
  const comparable = present.filter(({ agency, line }) => !places.has(`${agency}|${line}`));
  const before = new Set(comparable.map(keyOf));
  const after = new Set(found.map(keyOf));
  const hits = [
    ...found.map((hit): TestHit => ({ ...hit, presence: before.has(keyOf(hit)) ? 'kept' : 'new' })),
    ...comparable.filter((hit) => !after.has(keyOf(hit))).map((hit): TestHit => ({ ...hit, presence: 'gone' })),
  ];
  const uncompared = present.filter(({ verdict }) => verdict === 'hit').length - countHits(comparable);
  return { hits, uncompared };
}

/** Hits of one month by presence; what could not be decided is counted apart. */
export function countTestHits(hits: readonly TestHit[]): Record<HitPresence, number> & { cannotDecide: number } {
  const counts = { new: 0, kept: 0, gone: 0, cannotDecide: 0 };
  for (const { verdict, presence } of hits) {
    if (verdict === 'hit') counts[presence] += 1;
    else if (presence !== 'gone') counts.cannotDecide += 1;
  }
  return counts;
}

function countHits(hits: readonly KeptHit[]): number {
  return hits.filter(({ verdict }) => verdict === 'hit').length;
}

function keyOf({ agency, line, subject, hitKey, verdict }: KeptHit): string {
  return JSON.stringify([agency, line, subject, hitKey, verdict]);
}
