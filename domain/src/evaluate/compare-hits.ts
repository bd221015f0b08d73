import { canonicalHits, type KeptHit } from './canonical-hits.js';

/** One hit that a restated run found otherwise than the closed month. */
export interface HitDifference {
  change: 'added' | 'removed' | 'changed';
  before: KeptHit | null;
  after: KeptHit | null;
}

/** What is new, what is gone and what has other values, in the order of the hits' keys. */
export function compareHits(before: readonly KeptHit[], after: readonly KeptHit[]): HitDifference[] {
  const earlier = new Map(before.map((hit) => [keyOf(hit), hit]));
  const later = new Map(after.map((hit) => [keyOf(hit), hit]));
  const keys = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  return keys.flatMap((key): HitDifference[] => {
    const [was, is] = [earlier.get(key) ?? null, later.get(key) ?? null];
    if (was === null) return [{ change: 'added', before: was, after: is }];
    if (is === null) return [{ change: 'removed', before: was, after: is }];
    return canonicalHits([was]) === canonicalHits([is]) ? [] : [{ change: 'changed', before: was, after: is }];
  });
}

function keyOf({ indicator, agency, line, subject, hitKey, verdict }: KeptHit): string {
  return JSON.stringify([indicator, agency, line, subject, hitKey, verdict]);
}
