import { routes } from '@fundwatch/domain/api';
import { computed } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { usePeriod } from '../../platform/routing/use-period.js';
import { useSession } from '../../platform/session/session-store.js';
import { agencyRows, monthRows } from './alert-charts.js';
import { isUnfinished } from './figure-series.js';

/** The leader's figures of the period at work. */
export function useOverview() {
  const { period, error: periodError, retry } = usePeriod();
  const session = useSession();
  const query = useApi(routes.getOverview, () => ({ query: { period: period.value ?? '' } }), {
    enabled: () => period.value !== null,
    everySeconds: 300,
  });
  const overview = query.data;
  return {
    period,
    overview,
    months: computed(() =>
      overview.value
        ? monthRows(
            overview.value.byMonth,
            overview.value.openAlerts.series.map((each) => each.period),
          )
        : [],
    ),
    agencies: computed(() => agencyRows(overview.value?.byAgency ?? [])),
    isOpen: (each: string) => isUnfinished(each, overview.value?.businessDay ?? session.businessDay),
    error: computed(() => query.error.value ?? periodError.value),
    refetch: () => retry(() => query.refetch()),
  };
}
