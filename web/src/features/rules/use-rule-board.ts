import { routes } from '@fundwatch/domain/api';
import { countStates, gridOf, rowsWith, shownRuleStates, type ShownRuleState } from '@fundwatch/domain/evaluate';
import { computed } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { usePeriod } from '../../platform/routing/use-period.js';
import { useUrlFilters } from '../../platform/routing/use-url-filters.js';

/** The matrix of the period at work; `?show=broken` keeps the agencies that have such a cell, `?line=110` looks at one line. */
export function useRuleBoard() {
  const { period, error: periodError, retry } = usePeriod();
  const { filters, set } = useUrlFilters({ show: 'text', line: 'text' });
  const show = computed(() => shownRuleStates.find((state) => state === filters.value.show));
  const line = computed(() => (/^\d{3}$/.test(filters.value.line ?? '') ? filters.value.line : undefined));
  const rules = useApi(routes.listRules, {});
  const board = useApi(
    routes.getRuleBoard,
    () => ({ query: { period: period.value ?? '', ...(line.value ? { line: line.value } : {}) } }),
    {
      enabled: () => period.value !== null,
      keepPrevious: true,
      everySeconds: (reply) =>
        reply?.agencies.some(({ check }) => check === 'waiting' || check === 'running') ? 5 : 60,
    },
  );
  const all = computed(() =>
    board.data.value && rules.data.value ? gridOf(board.data.value, rules.data.value.rules) : null,
  );
  return {
    period,
    line,
    rules: computed(() => rules.data.value?.rules ?? []),
    lines: computed(() => board.data.value?.lines ?? []),
    all,
    rows: computed(() => rowsWith(all.value ?? [], show.value)),
    counts: computed(() => countStates(all.value ?? [])),
    show,
    choose: (state: ShownRuleState | undefined) => set({ show: state }),
    chooseLine: (next: string | undefined) => set({ line: next }),
    error: computed(() => board.error.value ?? rules.error.value ?? periodError.value),
    refetch: () => Promise.all([retry(() => board.refetch()), rules.refetch()]),
  };
}
