import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { readFilters, writeFilters, type FilterShape, type FiltersOf } from './url-filters.js';

/**
 * The filters of a page, kept in the URL and nowhere else:
 * `const { filters, set, clear, active } = useUrlFilters({ state: 'list', text: 'text' })`.
 */
export function useUrlFilters<const S extends FilterShape>(shape: S) {
  const route = useRoute();
  const router = useRouter();
  const filters = computed<FiltersOf<S>>(() => readFilters(shape, route.query));
  /** Number of filters that are set. */
  const active = computed(() => Object.values(filters.value).filter((value) => value !== undefined).length);

  function set(change: Partial<FiltersOf<S>>): void {
    void router.replace({ query: writeFilters(shape, route.query, { ...filters.value, ...change }) });
  }
  function clear(): void {
    void router.replace({ query: writeFilters(shape, route.query, {}) });
  }
  return { filters, active, set, clear };
}
