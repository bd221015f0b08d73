import { addPeriods, periodOf } from '@fundwatch/domain/calendar';
import { computed } from 'vue';
import { useUrlFilters } from '../../platform/routing/use-url-filters.js';
import { useSession } from '../../platform/session/session-store.js';

const MONTHS_BACK = 5;
const isMonth = (text: string | undefined): text is string => /^\d{4}(0[1-9]|1[0-2])$/.test(text ?? '');

/** The months that the pages look at, kept in the URL: half a year to now unless others are chosen. */
export function useMonths() {
  const session = useSession();
  const { filters, set } = useUrlFilters({ from: 'text', to: 'text' });
  const months = computed(() => {
    const { from, to } = filters.value;
    const now = session.businessDay === null ? null : periodOf(session.businessDay);
    if (now === null && !(isMonth(from) && isMonth(to))) return null;
    const last = isMonth(to) ? to : now!;
    return { from: isMonth(from) ? from : addPeriods(last, -MONTHS_BACK), to: last };
  });
  /** A month turned past the other takes it along. */
  function choose(end: 'from' | 'to', month: string): void {
    if (!months.value || !isMonth(month)) return;
    const next = { ...months.value, [end]: month };
    if (next.from > next.to) next[end === 'from' ? 'to' : 'from'] = month;
    set(next);
  }
  return { months, choose };
}
