import { routes, type ReplyOf } from '@fundwatch/domain/api';
import { computed, type MaybeRefOrGetter, toValue } from 'vue';
import { useApi } from '../../platform/api/use-api.js';

type Alert = ReplyOf<typeof routes.getAlert>;
export type AlertEvent = ReplyOf<typeof routes.listAlertEvents>['events'][number];
export interface Fresh {
  alert: Alert | undefined;
  events: AlertEvent[];
}

/** An alert, its timeline, and what runs beside it. */
export function useAlert(alertId: MaybeRefOrGetter<string>) {
  const input = () => ({ params: { alertId: toValue(alertId) } });
  const alert = useApi(routes.getAlert, input, { everySeconds: 60 });
  const events = useApi(routes.listAlertEvents, input, { everySeconds: 60 });
  const beside = useApi(routes.listBranches, input, { everySeconds: 60 });
  return {
    alert: alert.data,
    error: alert.error,
    isPending: alert.isPending,
    /** Reads all again and gives what came, which the refs show a moment later. */
    async refetch(): Promise<Fresh> {
      const [{ data: now }, { data: timeline }] = await Promise.all([
        alert.refetch(),
        events.refetch(),
        beside.refetch(),
      ]);
      return { alert: now, events: timeline?.events ?? [] };
    },
    events: computed(() => events.data.value?.events ?? []),
    eventsError: events.error,
    refetchEvents: () => events.refetch(),
    branches: computed(() => beside.data.value?.branches ?? []),
    steps: computed(() => beside.data.value?.steps ?? []),
    branchesError: beside.error,
    refetchBranches: () => beside.refetch(),
  };
}
