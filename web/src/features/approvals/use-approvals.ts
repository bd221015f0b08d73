import { routes } from '@fundwatch/domain/api';
import { computed } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { rolesOf } from '../../platform/routing/roles-of.js';
import { useSession } from '../../platform/session/session-store.js';

/** Those that the desk names; the others are on their page. */
const shown = 3;

/** What waits for the decision of the person who is signed in: one request for menu, queue and overview together. */
export function useApprovals() {
  const session = useSession();
  const decides = computed(() => session.has(...rolesOf(routes.listApprovals)));
  const { data } = useApi(routes.listApprovals, { query: { limit: shown } }, { enabled: decides, everySeconds: 60 });
  return {
    decides,
    waiting: computed(() => data.value?.total ?? null),
    /** Of each kind that he may decide on; null until it is known. */
    counts: computed(() => data.value?.counts ?? null),
    oldest: computed(() => data.value?.items ?? []),
  };
}
