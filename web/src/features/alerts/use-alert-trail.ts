import { ref, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useListKeys } from '../../ui/use-list-keys.js';
import { keepTrail } from './alert-trail.js';

/** A list whose rows lead to alerts: worked by keys, and the alert's page can go on to the next one. */
export function useAlertTrail<Row>(
  rows: Readonly<Ref<readonly Row[]>>,
  title: () => string,
  alertOf: (row: Row) => string,
  pages: { hasMore: Readonly<Ref<boolean>>; isLoadingMore: Readonly<Ref<boolean>>; loadMore(): unknown },
) {
  const route = useRoute();
  const router = useRouter();
  const active = ref(-1);
  const helpOpen = ref(false);

  function follow(): void {
    keepTrail({ title: title(), back: route.fullPath, ids: [...new Set(rows.value.map(alertOf))] });
  }
  useListKeys({
    move(step) {
      if (!rows.value.length) return;
      active.value = Math.min(Math.max(active.value + step, 0), rows.value.length - 1);
      if (active.value >= rows.value.length - 3 && pages.hasMore.value && !pages.isLoadingMore.value) pages.loadMore();
    },
    open() {
      const row = rows.value[active.value];
      if (!row) return;
      follow();
      void router.push(`/alerts/${alertOf(row)}`);
    },
    help: () => (helpOpen.value = !helpOpen.value),
  });
  return { active, helpOpen, follow };
}
