import { applyChanges, type IndicatorChanges } from '@fundwatch/domain/evaluate';
import type { Indicator } from './indicator.js';
import { hashOf } from './read-indicator.js';

/** An indicator as a version of the office makes it: with these changes, under this number. */
export function changeIndicator(base: Indicator, changes: IndicatorChanges, version: number): Indicator {
  const changed = applyChanges(base, changes);
  return { ...changed, version, hash: hashOf(changed.sql, changed.parameters) };
}
