import type { QueryOf, routes } from '@fundwatch/domain/api';
import { computed } from 'vue';
import { useUrlFilters } from '../../platform/routing/use-url-filters.js';

const shape = {
  bucket: 'text',
  state: 'list',
  severity: 'list',
  indicator: 'list',
  agency: 'list',
  line: 'list',
  period: 'text',
  firstPeriod: 'text',
  raisedBy: 'text',
  extendedBy: 'text',
  withdrawnBy: 'text',
  problemType: 'list',
  counted: 'text',
  assigned: 'text',
  assignee: 'text',
  case: 'text',
  text: 'text',
  order: 'text',
} as const;

/** The filters of the alert list: every one of the contract, in the URL, so that each figure can link to its list. */
export function useAlertFilters() {
  const url = useUrlFilters(shape);
  const query = computed(() => url.filters.value as Omit<QueryOf<typeof routes.listAlerts>, 'cursor'>);
  return { ...url, query };
}
