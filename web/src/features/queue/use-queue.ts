import {
  agencyDueStates,
  alertStates,
  endedStates,
  type AlertState,
  type AssignedFilter,
} from '@fundwatch/domain/alert';
import { routes, type alertBuckets } from '@fundwatch/domain/api';
import { agencyRoles } from '@fundwatch/domain/identity';
import { computed } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { useSession } from '../../platform/session/session-store.js';

export type Bucket = (typeof alertBuckets)[number];
type Side = 'office' | 'agency';

/** The chips of each side, the most pressing first. */
export const bucketsOf: Record<Side, readonly Bucket[]> = {
  office: [
    'overdue',
    'due_today',
    'due_soon',
    'to_screen',
    'to_dispatch',
    'to_review',
    'to_accept',
    'waiting_branch',
    'waiting_agency',
    'waiting_calendar',
  ],
  agency: ['overdue', 'due_today', 'due_soon', 'to_receive', 'to_answer', 'waiting_calendar'],
};
/** The steps that are this side's turn; together they are what the menu counts. */
const turnBuckets: Record<Side, readonly Bucket[]> = {
  office: ['office_turn'],
  agency: ['to_receive', 'to_answer'],
};
/** The list of what the menu counts. */
export const turnFilter: Record<Side, { bucket?: Bucket; state?: AlertState[] }> = {
  office: { bucket: 'office_turn' },
  agency: { state: ['dispatched', ...agencyDueStates] },
};
export const openStates: readonly AlertState[] = alertStates.filter(
  (state) => !(endedStates as readonly AlertState[]).includes(state),
);

/** The counts of the queue for the person who is signed in. */
export function useQueueCounts(only: () => AssignedFilter | undefined = () => undefined) {
  const session = useSession();
  const side = computed<Side>(() => (session.has(...agencyRoles) ? 'agency' : 'office'));
  const { data, error } = useApi(routes.countAlerts, () => (only() ? { query: { assigned: only() } } : {}), {
    everySeconds: 60,
    keepPrevious: true,
  });
  const countOf = (bucket: Bucket) => data.value?.counts[bucket] ?? 0;
  const mine = computed(() =>
    data.value ? turnBuckets[side.value].reduce((sum, bucket) => sum + countOf(bucket), 0) : null,
  );
  return {
    side,
    mine,
    open: computed(() => data.value?.open ?? null),
    assigned: computed(() => data.value?.assigned ?? null),
    standsInFor: computed(() => data.value?.standsInFor ?? []),
    countOf,
    loaded: computed(() => !!data.value),
    /** What stands for a count that is not known: it is on its way, or could not be read. */
    unknown: computed(() => (error.value ? '–' : '…')),
  };
}
