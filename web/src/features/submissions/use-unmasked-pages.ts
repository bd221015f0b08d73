import type { RouteContract } from '@fundwatch/domain/api';
import { computed, ref, shallowRef, watch } from 'vue';
import { api } from '../../platform/api/call-api.js';
import type { ItemOf } from '../../platform/api/use-api.js';

interface Input {
  params: object;
  query: object;
}
interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total: number;
}

/**
 * Pages with personal data, asked for with a reason: only in memory, and only while the page is open. Whatever changes
 * the question masks everything again.
 */
export function useUnmaskedPages<T extends RouteContract>(route: T, input: () => Input) {
  type Item = ItemOf<T>;
  const asking = ref(false);
  const busy = ref(false);
  const error = shallowRef<unknown>(null);
  const seen = shallowRef<{ rows: Item[]; cursor: string | null; reason: string; total: number } | null>(null);

  async function read(reason: string, cursor?: string): Promise<void> {
    busy.value = true;
    error.value = null;
    try {
      const { params, query } = input();
      const page = (await (api as (route: RouteContract, input: unknown) => Promise<unknown>)(route, {
        params,
        query: { ...query, ...(cursor ? { cursor } : {}) },
        body: { reason },
      })) as Page<Item>;
      const before = cursor ? (seen.value?.rows ?? []) : [];
      seen.value = { rows: [...before, ...page.items], cursor: page.nextCursor, reason, total: page.total };
      asking.value = false;
    } catch (failure) {
      error.value = failure;
    } finally {
      busy.value = false;
    }
  }
  watch(() => JSON.stringify(input()), mask);
  function mask(): void {
    seen.value = null;
  }
  return {
    asking,
    busy,
    error,
    mask,
    unmask: (reason: string) => read(reason),
    more: () => (seen.value?.cursor ? read(seen.value.reason, seen.value.cursor) : Promise.resolve()),
    rows: computed(() => seen.value?.rows ?? null),
    hasMore: computed(() => seen.value !== null && seen.value.cursor !== null),
    total: computed(() => seen.value?.total ?? 0),
  };
}
