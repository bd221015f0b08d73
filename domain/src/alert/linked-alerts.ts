import type { ExistingAlert } from './reconcile-input.js';

/**
 * Row 17: the alerts tied to this one by an equal related_key of a live hit, other than itself, in the order given.
 * Computed, never stored; each keeps its own state and clock.
 */
export function linkedAlerts<T extends ExistingAlert>(one: ExistingAlert, others: readonly T[]): T[] {
  const keys = relatedKeys(one);
  return others.filter(
    (other) => other.alert.id !== one.alert.id && [...relatedKeys(other)].some((key) => keys.has(key)),
  );
}

function relatedKeys({ hits }: ExistingAlert): Set<string> {
  return new Set(hits.flatMap((row) => (row.live && row.relatedKey !== null ? [row.relatedKey] : [])));
}
