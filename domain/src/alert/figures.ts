import type { Period } from '../calendar/index.js';
import type { Alert, AlertHit } from './alert.js';
import { compareSizes, shortDecimal, sumDecimals } from './decimal.js';
import { severities, type Severity } from './types.js';

/** The hit_key of a figure of the whole agency (first-twelve.md "hit_key"). */
const agencyTotal = 'total';

export type Figures = Pick<Alert, 'hits' | 'observed' | 'threshold' | 'amount'>;

/** Names a hit within an alert; a grouped alert may hold the same hit_key for two subjects. */
export function hitName(hit: { subject: string; hitKey: string }): string {
  return JSON.stringify([hit.subject, hit.hitKey]);
}

/** Names a row: a hit in one period. */
export function rowName(row: { subject: string; hitKey: string; period: Period }): string {
  return JSON.stringify([row.subject, row.hitKey, row.period]);
}

/** Distinct live hits, each as the latest period that holds it has it, in the order of their names. */
export function latestLiveHits(hits: readonly AlertHit[]): AlertHit[] {
  const latest = new Map<string, AlertHit>();
  for (const hit of hits) {
    const other = latest.get(hitName(hit));
    if (hit.live && (!other || other.period < hit.period)) latest.set(hitName(hit), hit);
  }
  return [...latest.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hit]) => hit);
}

/**
 * An alert's figures (reconcile.md): distinct live hit_keys, each with the values of the latest period holding it.
 * The amount is their sum, or that of the agency-level figure where one is among them, since its parts are in it (CB05);
 * observed and threshold are of the hit that lies furthest out.
 */
export function figuresOf(hits: readonly AlertHit[]): Figures {
  const live = latestLiveHits(hits);
  const furthest = live.reduce<AlertHit | null>(
    (best, hit) => (best === null || compareSizes(hit.observed, best.observed) > 0 ? hit : best),
    null,
  );
  const totals = live.filter(({ hitKey }) => hitKey === agencyTotal);
  return {
    hits: live.length,
    observed: shortDecimal(furthest?.observed ?? null),
    threshold: shortDecimal(furthest?.threshold ?? null),
    amount: sumDecimals((totals.length > 0 ? totals : live).map((hit) => hit.amount)),
  };
}

export function highestSeverity(found: readonly Severity[]): Severity {
  return found.reduce((best, one) => (severities.indexOf(one) > severities.indexOf(best) ? one : best), 'low');
}

/** One severity up; from critical it stays critical. */
export function oneSeverityUp(severity: Severity): Severity {
  return severities[severities.indexOf(severity) + 1] ?? severity;
}
