import { computedMs, type RunIndicator } from './run-state.js';

/** What the list of a run can be narrowed to; `all` leaves everything. */
export const runShows = ['all', 'hits', 'failed', 'not_evaluated', 'cannot_decide', 'reused'] as const;
export type RunShow = (typeof runShows)[number];

export const runOrders = ['code', 'hits', 'time'] as const;
export type RunOrder = (typeof runOrders)[number];

export interface RunFilter {
  group?: string | undefined;
  show?: RunShow | undefined;
  /** In code or name. */
  text?: string | undefined;
}

const shows: Record<RunShow, (row: RunIndicator) => boolean> = {
  all: () => true,
  hits: ({ hits }) => hits > 0,
  failed: ({ state }) => state === 'failed',
  not_evaluated: ({ scopesNotEvaluated }) => scopesNotEvaluated > 0,
  cannot_decide: ({ cannotDecide }) => cannotDecide > 0,
  reused: ({ reused }) => reused,
};

/** Time in milliseconds that an indicator took in this run; null: it took an earlier result, or is not done. */
const tookMs = ({ durationMs, reused }: RunIndicator) => (reused ? null : durationMs);

const orders: Record<RunOrder, (a: RunIndicator, b: RunIndicator) => number> = {
  code: () => 0,
  hits: (a, b) => b.hits - a.hits,
  time: (a, b) => (tookMs(b) ?? -1) - (tookMs(a) ?? -1),
};

/** The indicators of a run that a filter leaves, in the order asked for; equal ones by their codes. */
export function runRows(indicators: readonly RunIndicator[], filter: RunFilter, order: RunOrder): RunIndicator[] {
  const text = filter.text?.trim().toLowerCase();
  return indicators
    .filter(shows[filter.show ?? 'all'])
    .filter(({ group }) => !filter.group || group === filter.group)
    .filter(({ indicator, title }) => !text || `${indicator} ${title.zh} ${title.en}`.toLowerCase().includes(text))
    .sort((a, b) => orders[order](a, b) || (a.indicator < b.indicator ? -1 : 1));
}

/** How many indicators each of them would leave. */
export function countShows(indicators: readonly RunIndicator[]): Record<RunShow, number> {
  return Object.fromEntries(runShows.map((show) => [show, indicators.filter(shows[show]).length])) as Record<
    RunShow,
    number
  >;
}

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
