/** What the indicators of a run are narrowed and ordered by. */
interface RunFacts {
  indicator: string;
  title: { zh: string; en: string };
  group: string;
  state: string;
  reused: boolean;
  hits: number;
  cannotDecide: number;
  scopesNotEvaluated: number;
  durationMs: number | null;
}

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

const shows: Record<RunShow, (row: RunFacts) => boolean> = {
  all: () => true,
  hits: ({ hits }) => hits > 0,
  failed: ({ state }) => state === 'failed',
  not_evaluated: ({ scopesNotEvaluated }) => scopesNotEvaluated > 0,
  cannot_decide: ({ cannotDecide }) => cannotDecide > 0,
  reused: ({ reused }) => reused,
};

/** Time in milliseconds that an indicator took in this run; null: it took an earlier result, or is not done. */
export const tookMs = ({ durationMs, reused }: Pick<RunFacts, 'durationMs' | 'reused'>): number | null =>
  reused ? null : durationMs;

const orders: Record<RunOrder, (a: RunFacts, b: RunFacts) => number> = {
  code: () => 0,
  hits: (a, b) => b.hits - a.hits,
  time: (a, b) => (tookMs(b) ?? -1) - (tookMs(a) ?? -1),
};

/** The indicators of a run that a filter leaves, in the order asked for; equal ones by their codes. */
export function runRows<T extends RunFacts>(indicators: readonly T[], filter: RunFilter, order: RunOrder): T[] {
  const text = filter.text?.trim().toLowerCase();
  return indicators
    .filter(shows[filter.show ?? 'all'])
    .filter(({ group }) => !filter.group || group === filter.group)
    .filter(({ indicator, title }) => !text || `${indicator} ${title.zh} ${title.en}`.toLowerCase().includes(text))
    .sort((a, b) => orders[order](a, b) || (a.indicator < b.indicator ? -1 : 1));
}

/** How many indicators each of them would leave. */
export function countShows(indicators: readonly RunFacts[]): Record<RunShow, number> {
  return Object.fromEntries(runShows.map((show) => [show, indicators.filter(shows[show]).length])) as Record<
    RunShow,
    number
  >;
}
