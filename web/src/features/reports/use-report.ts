import { routes } from '@fundwatch/domain/api';
import type { ReportKind } from '@fundwatch/domain/report';
import { computed } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { useUrlFilters } from '../../platform/routing/use-url-filters.js';
import { useSession } from '../../platform/session/session-store.js';
import { endsOf, readChoice } from './report-periods.js';

/** The report that the address asks for, and choosing another. */
export function useReport() {
  const session = useSession();
  const { filters, set } = useUrlFilters({ kind: 'text', from: 'text', to: 'text' });
  const businessDay = computed(() => session.businessDay ?? '2026-01-01');
  const choice = computed(() => {
    const { kind, from, to } = filters.value;
    return readChoice(
      { ...(kind ? { kind } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) },
      businessDay.value,
    );
  });
  const query = computed(() => {
    const { kind, from, to } = choice.value;
    return kind === 'classified' ? { kind, from, to } : { kind, from };
  });
  const { data, error, refetch } = useApi(routes.getReport, () => ({ query: query.value }));
  return {
    businessDay,
    choice,
    query,
    report: data,
    error,
    refetch,
    /** Another kind, around the last month of the one before. */
    chooseKind: (kind: ReportKind) => set({ kind, from: undefined, to: undefined }),
    chooseFrom: (from: string) => {
      const ends = endsOf(from, businessDay.value);
      const to = ends.includes(choice.value.to) ? choice.value.to : ends[0];
      set({ kind: choice.value.kind, from, to: choice.value.kind === 'classified' ? to : undefined });
    },
    chooseTo: (to: string) => set({ kind: choice.value.kind, from: choice.value.from, to }),
  };
}
