import { routes, type ParamsOf, type ReplyOf } from '@fundwatch/domain/api';
import { computed, ref, shallowRef, watch } from 'vue';
import { api } from '../../platform/api/call-api.js';
import { useApi } from '../../platform/api/use-api.js';

type Tables = ReplyOf<typeof routes.listSubjectFacts>['tables'];
interface Input {
  params: ParamsOf<typeof routes.listSubjectFacts>;
  query: { months: number };
}

/** The rows about a subject; with personal data only in memory, and masked again by whatever changes the question. */
export function useSubjectFacts(input: () => Input) {
  const masked = useApi(routes.listSubjectFacts, input);
  const asking = ref(false);
  const busy = ref(false);
  const error = shallowRef<unknown>(null);
  const rows = shallowRef<Tables | null>(null);

  async function unmask(reason: string): Promise<void> {
    busy.value = true;
    error.value = null;
    const asked = JSON.stringify(input());
    try {
      const { tables } = await api(routes.unmaskSubjectFacts, { ...input(), body: { reason } });
      if (asked === JSON.stringify(input())) rows.value = tables;
      asking.value = false;
    } catch (failure) {
      error.value = failure;
    } finally {
      busy.value = false;
    }
  }
  function mask(): void {
    rows.value = null;
  }
  watch(() => JSON.stringify(input()), mask);
  return {
    tables: computed<Tables>(() => rows.value ?? masked.data.value?.tables ?? []),
    isPending: masked.isPending,
    failed: masked.error,
    refetch: () => masked.refetch(),
    look: { asking, busy, error, mask, unmask, rows: computed(() => rows.value) },
  };
}
