import { periodsBack } from '../calendar/period.js';
import type { AcceptedSubmission, AgencyLine } from './decide-scopes.js';
import type { IndicatorNeed } from './indicator-definition.js';

/** A look-back that reaches further than what was accepted; said on the alert. */
export interface LookBackCut {
  dataset: string;
  /** Packages that the indicator looks back on, M included. */
  wanted: number;
  /** Packages of them that were accepted. */
  found: number;
  /** Periods without an accepted package, earliest first. */
  missing: readonly string[];
}

/** Every period that an indicator reads in the run of M, earliest first. */
export function periodsRead(needs: readonly IndicatorNeed[], period: string): string[] {
  return periodsBack(period, Math.max(1, ...needs.map((need) => ('dataset' in need ? need.lookBack : 1))));
}

/**
 * The datasets of one agency × line whose look-back is cut short. Full tables of the region's external data hold all
 * that is known in M's own package, so only datasets with a look-back of more than M can be cut.
 */
export function findLookBackCuts(options: {
  needs: readonly IndicatorNeed[];
  period: string;
  scope: AgencyLine;
  accepted: readonly Omit<AcceptedSubmission, 'tables'>[];
  region: string;
}): LookBackCut[] {
  return options.needs.flatMap((need) => {
    if (!('dataset' in need) || need.lookBack <= 1) return [];
    const { dataset, lookBack } = need;
    const agency = dataset === 'external' ? options.region : options.scope.agency;
    const line = dataset === 'external' || dataset === 'control' ? '000' : options.scope.line;
    const have = new Set(
      options.accepted
        .filter((one) => one.agency === agency && one.line === line && one.dataset === dataset)
        .map(({ period }) => period),
    );
    const missing = periodsBack(options.period, lookBack).filter((period) => !have.has(period));
    return missing.length ? [{ dataset, wanted: lookBack, found: lookBack - missing.length, missing }] : [];
  });
}
