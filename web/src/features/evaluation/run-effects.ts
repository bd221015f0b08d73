import type { Run } from './run-state.js';

export const runEffects = ['raised', 'extended', 'withdrawn'] as const;
/** What a run did to alerts. */
export type RunEffect = (typeof runEffects)[number];

const parts = {
  raised: { count: 'alertsRaised', filter: 'raisedBy' },
  extended: { count: 'alertsExtended', filter: 'extendedBy' },
  withdrawn: { count: 'alertsWithdrawn', filter: 'withdrawnBy' },
} as const;

/** How many alerts a run did this to, and the list of them. */
export function alertsOfRun(run: Run, effect: RunEffect) {
  const { count, filter } = parts[effect];
  return { count: run[count], to: { path: '/alerts', query: { [filter]: run.id, order: 'raised' } } };
}
