import { nextTick, ref, useTemplateRef, watch } from 'vue';
import { useRouter, type RouteLocationRaw } from 'vue-router';
import { placeAfter, type Place } from './grid-place.js';

/**
 * The keys of a matrix: arrows, Home and End move the one cell that can be focused, Enter opens it. The table's body
 * has the template ref `body`, its cell at `at` `tabindex="0"`.
 */
export function useGridKeys(
  size: () => { rows: number; columns: number },
  toOf: (at: Place) => RouteLocationRaw | null | undefined,
) {
  const router = useRouter();
  const body = useTemplateRef<HTMLElement>('body');
  const at = ref<Place>({ row: 0, column: 0 });
  watch(
    () => [size().rows, size().columns],
    () => (at.value = { row: 0, column: 0 }),
  );

  function onKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      const to = toOf(at.value);
      if (!to) return;
      event.preventDefault();
      void router.push(to);
      return;
    }
    const next = placeAfter(event.key, at.value, size());
    if (!next) return;
    event.preventDefault();
    at.value = next;
    void nextTick(() => body.value?.querySelector<HTMLElement>('td[tabindex="0"]')?.focus());
  }
  return { at, onKey };
}
