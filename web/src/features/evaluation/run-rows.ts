import { runRows, tookMs } from '@fundwatch/domain/evaluate';
import { computedMs, type RunIndicator } from './run-state.js';

export { countShows, runOrders, runRows, runShows } from '@fundwatch/domain/evaluate';
export type { RunFilter, RunOrder, RunShow } from '@fundwatch/domain/evaluate';

/** Rows side by side by group, groups in the order given and unknown ones after them; no empty group. */
export function byGroup(
  rows: readonly RunIndicator[],
  groups: readonly string[],
): { group: string; rows: RunIndicator[] }[] {
  const others = [...new Set(rows.map(({ group }) => group))].filter((group) => !groups.includes(group)).sort();
  return [...groups, ...others]
    .map((group) => ({ group, rows: rows.filter((row) => row.group === group) }))
    .filter(({ rows: own }) => own.length > 0);
}

/** Sums over indicators: a scope is evaluated once its indicator is done; `ms` without what took an earlier result. */
export interface RunTotals {
  indicators: number;
  hits: number;
  cannotDecide: number;
  scopesEvaluated: number;
  scopesNotEvaluated: number;
  failed: number;
  ms: number;
}

export function totalsOf(rows: readonly RunIndicator[]): RunTotals {
  const sum = (of: (row: RunIndicator) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    indicators: rows.length,
    hits: sum(({ hits }) => hits),
    cannotDecide: sum(({ cannotDecide }) => cannotDecide),
    scopesEvaluated: sum(({ state, scopesEvaluated }) => (state === 'done' ? scopesEvaluated : 0)),
    scopesNotEvaluated: sum(({ scopesNotEvaluated }) => scopesNotEvaluated),
    failed: sum(({ state }) => Number(state === 'failed')),
    ms: computedMs(rows),
  };
}

/** What took longest, longest first. */
export function slowestOf(rows: readonly RunIndicator[], count: number): (RunIndicator & { durationMs: number })[] {
  return runRows(rows, {}, 'time')
    .filter((row): row is RunIndicator & { durationMs: number } => (tookMs(row) ?? 0) > 0)
    .slice(0, count);
}
