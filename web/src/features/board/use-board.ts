import { routes } from '@fundwatch/domain/api';
import { computed } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { usePeriod } from '../../platform/routing/use-period.js';
import { useUrlFilters } from '../../platform/routing/use-url-filters.js';
import { gridOf, rowsWith, shownStates, type ArrivalState } from './board-grid.js';

/** The arrival board of the period at work; `?show=waiting` keeps the agencies that have a cell in that state. */
export function useBoard() {
  const { period, error: periodError, retry } = usePeriod();
  const { filters, set } = useUrlFilters({ show: 'text' });
  const show = computed(() => shownStates.find((state) => state === filters.value.show) as ArrivalState | undefined);
  const query = useApi(routes.getArrivalBoard, () => ({ query: { period: period.value ?? '' } }), {
    enabled: () => period.value !== null,
    everySeconds: 60,
  });
  const grid = computed(() => (query.data.value ? gridOf(query.data.value) : null));
  return {
    period,
    board: query.data,
    grid,
    rows: computed(() => rowsWith(grid.value?.rows ?? [], show.value)),
    show,
    choose: (state: ArrivalState | undefined) => set({ show: state }),
    error: computed(() => query.error.value ?? periodError.value),
    refetch: () => retry(() => query.refetch()),
  };
}
