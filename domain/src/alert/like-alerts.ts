import type { Alert } from './alert.js';
import { handIndicator } from './by-hand.js';
import type { AlertState } from './types.js';

/** What likeness is told by. */
export type Likeable = Pick<Alert, 'id' | 'indicator' | 'state' | 'problemType'>;

/** Here the office judges what the agency found. */
const judged: readonly AlertState[] = ['answered', 'in_second_review', 'rectified'];

/**
 * 同类: alerts that one reason or one answer may be said of together. They are of one indicator, at whatever agency and
 * line; where the office judges answers, of one problem type, too. What a person registered is like nothing else.
 */
export function areAlike(one: Likeable, other: Likeable): boolean {
  return likenessOf(one) === likenessOf(other);
}

/** The same text for alerts that are alike. */
export function likenessOf({ id, indicator, state, problemType }: Likeable): string {
  if (indicator === handIndicator) return id;
  return judged.includes(state) ? `${indicator}/${problemType}` : indicator;
}

/** Alerts by likeness, each group in the order given, the groups by their first. */
export function groupAlike<One extends Likeable>(alerts: readonly One[]): One[][] {
  const groups = new Map<string, One[]>();
  for (const alert of alerts) {
    const likeness = likenessOf(alert);
    const group = groups.get(likeness);
    if (group) group.push(alert);
    else groups.set(likeness, [alert]);
  }
  return [...groups.values()];
}
