import { routes } from '@fundwatch/domain/api';
import { computed, type MaybeRefOrGetter, toValue } from 'vue';
import { useApi } from '../../platform/api/use-api.js';

/** An alert and its timeline. */
export function useAlert(alertId: MaybeRefOrGetter<string>) {
  const input = () => ({ params: { alertId: toValue(alertId) } });
  const alert = useApi(routes.getAlert, input, { everySeconds: 60 });
  const events = useApi(routes.listAlertEvents, input, { everySeconds: 60 });
  return {
    alert: alert.data,
    error: alert.error,
    isPending: alert.isPending,
    refetch: () => Promise.all([alert.refetch(), events.refetch()]),
    events: computed(() => events.data.value?.events ?? []),
    eventsError: events.error,
    refetchEvents: () => events.refetch(),
  };
}
