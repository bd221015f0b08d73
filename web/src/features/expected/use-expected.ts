import { routes, type BodyOf, type ReplyOf } from '@fundwatch/domain/api';
import { computed } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { useCommand } from '../../platform/api/use-command.js';
import { rolesOf } from '../../platform/routing/roles-of.js';
import { useUrlFilters } from '../../platform/routing/use-url-filters.js';

export type ExpectedLine = ReplyOf<typeof routes.listExpected>['lines'][number];
export type ExpectedChange = BodyOf<typeof routes.changeExpected>['change'];
export type AgencyDates = ReplyOf<typeof routes.listExpected>['agencies'][number];

export const expectedReaders = rolesOf(routes.listExpected);
export const expectedKeepers = rolesOf(routes.changeExpected);

/** The list of expected submissions by the filters of the URL; lines that have ended only when asked for. */
export function useExpected(currentPeriod: () => string | null) {
  const { filters, set, clear, active } = useUrlFilters({
    agency: 'text',
    line: 'text',
    dataset: 'text',
    ended: 'text',
  });
  const query = useApi(routes.listExpected, {});
  const isEnded = ({ validTo }: ExpectedLine) => validTo !== null && validTo < (currentPeriod() ?? '');
  const lines = computed(() =>
    (query.data.value?.lines ?? []).filter(
      (one) =>
        (!filters.value.agency || one.agency === filters.value.agency) &&
        (!filters.value.line || one.line === filters.value.line) &&
        (!filters.value.dataset || one.dataset === filters.value.dataset) &&
        (filters.value.ended === '1' || !isEnded(one)),
    ),
  );
  return { ...query, lines, filters, set, clear, active };
}

/** A change of the list, first as a preview of what becomes of the denominators. */
export function useExpectedChange() {
  return {
    preview: useCommand(routes.previewExpected, []),
    change: useCommand(routes.changeExpected, ['listExpected', 'getArrivalBoard', 'getDataQuality', 'getOverview']),
  };
}
