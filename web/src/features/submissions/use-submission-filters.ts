import type { QueryOf, routes } from '@fundwatch/domain/api';
import { computed } from 'vue';
import { useUrlFilters } from '../../platform/routing/use-url-filters.js';

const shape = { period: 'text', agency: 'text', line: 'text', dataset: 'text', state: 'list' } as const;

/** The filters of the list of submissions, in the URL, so that the board's cells and rows can lead to their list. */
export function useSubmissionFilters() {
  const url = useUrlFilters(shape);
  const query = computed(() => url.filters.value as Omit<QueryOf<typeof routes.listSubmissions>, 'cursor'>);
  return { ...url, query };
}
