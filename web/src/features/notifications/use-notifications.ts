import { routes } from '@fundwatch/domain/api';
import { useQueryClient } from '@tanstack/vue-query';
import { computed, ref, watch } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { useNotificationStream } from './use-notification-stream.js';
import { aboutWhat, happened, madeOld } from './notification-words.js';

/** How much is unread; whatever is new is said once and makes the pages that show it read again. */
export function useNotifications() {
  const queries = useQueryClient();
  const told = useNotificationStream(() => void queries.invalidateQueries({ queryKey: ['listNotifications'] }));
  // Where the stream does not reach, it is asked for.
  const { data } = useApi(
    routes.listNotifications,
    { query: { limit: 10 } },
    { everySeconds: () => (told.value ? 300 : 60) },
  );
  const said = ref('');
  let newest: string | null = null;
  watch(data, (reply) => {
    if (!reply) return;
    const before = newest;
    newest = reply.items[0]?.id ?? '0';
    if (before === null) return;
    const fresh = reply.items.filter(({ id, readAt }) => Number(id) > Number(before) && !readAt);
    const [latest] = fresh;
    if (!latest) return;
    said.value = `${happened(latest)}：${aboutWhat(latest)}`;
    for (const name of new Set(fresh.flatMap(({ target }) => madeOld[target.kind])))
      void queries.invalidateQueries({ queryKey: [name] });
  });
  return { unread: computed(() => data.value?.unread ?? 0), said };
}

/** The same figures elsewhere than in the header, null while they are not known; one request for both. */
export function useUnread() {
  const { data } = useApi(routes.listNotifications, { query: { limit: 10 } });
  return { all: computed(() => data.value?.total ?? null), unread: computed(() => data.value?.unread ?? null) };
}
