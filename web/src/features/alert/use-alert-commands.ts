import { routes, type ReplyOf } from '@fundwatch/domain/api';
import { useQueryClient } from '@tanstack/vue-query';
import { ElMessage } from 'element-plus';
import { ref, shallowRef, type Ref } from 'vue';
import { api } from '../../platform/api/call-api.js';
import { isApiError } from '../../platform/api/api-error.js';
import { t } from '../../platform/i18n/i18n.js';
import { alertChanges, type AlertChanges } from './alert-changes.js';
import type { AlertEvent, Fresh } from './use-alert.js';

type Alert = ReplyOf<typeof routes.getAlert>;
/** The commands that are done on the alert's page; the answer has its own. */
export type PageCommand = 'screen' | 'dismiss' | 'dispatch' | 'receive' | 'return' | 'cover_new_hits' | 'close';

function send(command: PageCommand, alertId: string, revision: number, reason: string) {
  const params = { alertId };
  switch (command) {
    case 'screen':
      return api(routes.screenAlert, { params, body: { revision } });
    case 'dismiss':
      return api(routes.dismissAlert, { params, body: { revision, reason } });
    case 'dispatch':
      return api(routes.dispatchAlert, { params, body: { revision } });
    case 'receive':
      return api(routes.receiveAlert, { params, body: { revision } });
    case 'return':
      return api(routes.returnAlert, { params, body: { revision, reason } });
    case 'cover_new_hits':
      return api(routes.coverNewHits, { params, body: { revision, reason } });
    case 'close':
      return api(routes.closeAlert, { params, body: { revision } });
  }
}

/** Does what the person chose; a stale edit is refused and shows what changed meanwhile. */
export function useAlertCommands(
  alert: Readonly<Ref<Alert | undefined>>,
  events: Readonly<Ref<AlertEvent[]>>,
  refetch: () => Promise<Fresh>,
) {
  const queries = useQueryClient();
  const busy = ref<PageCommand | null>(null);
  const error = shallowRef<unknown>(null);
  const changes = shallowRef<AlertChanges | null>(null);

  async function run(command: PageCommand, reason = ''): Promise<boolean> {
    const before = alert.value;
    if (!before || busy.value) return false;
    const seen = Math.max(0, ...events.value.map((event) => event.sequence));
    busy.value = command;
    error.value = null;
    changes.value = null;
    try {
      await send(command, before.id, before.revision, reason);
      ElMessage.success(t(`alert.done.${command}`));
      return true;
    } catch (failure) {
      error.value = failure;
      return false;
    } finally {
      for (const name of ['listAlerts', 'countAlerts', 'getOverview'])
        void queries.invalidateQueries({ queryKey: [name] });
      const now = await refetch();
      if (isApiError(error.value, 'ALERT_CHANGED') && now.alert) {
        changes.value = alertChanges(before, now.alert, seen, now.events);
      }
      busy.value = null;
    }
  }
  return { run, busy, error, changes };
}
