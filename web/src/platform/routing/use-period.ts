import { routes } from '@fundwatch/domain/api';
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useApi } from '../api/use-api.js';
import { usePreferences } from '../session/preferences-store.js';

/**
 * The month at work: of the URL, else the one chosen last, else the current one.
 * `period` is null until the known periods are loaded.
 */
export function usePeriod() {
  const route = useRoute();
  const router = useRouter();
  const preferences = usePreferences();
  const known = useApi(routes.listPeriods, {});

  const periods = computed(() => known.data.value?.periods ?? []);
  const inUrl = computed(() => (typeof route.query['period'] === 'string' ? route.query['period'] : null));
  const period = computed<string | null>(() => {
    if (inUrl.value && /^\d{6}$/.test(inUrl.value)) return inUrl.value;
    if (!known.data.value) return null;
    const chosen = preferences.period;
    return chosen && periods.value.includes(chosen) ? chosen : known.data.value.current;
  });

  function choose(next: string | null): void {
    if (next) preferences.period = next;
    const query = { ...route.query };
    if (next) query['period'] = next;
    else delete query['period'];
    void router.replace({ query });
  }
  /** Tries again what failed: the list of periods, and what was read of a period where one is known. */
  async function retry(readOfPeriod: () => Promise<unknown>): Promise<void> {
    await Promise.all([
      known.error.value ? known.refetch() : undefined,
      period.value === null ? undefined : readOfPeriod(),
    ]);
  }
  return {
    period,
    inUrl,
    periods,
    current: computed(() => known.data.value?.current ?? null),
    choose,
    error: known.error,
    retry,
  };
}
