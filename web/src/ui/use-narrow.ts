import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/** Whether the window is so narrow that tables become cards (the same 800 px as in the style sheets). */
export function useNarrow(): Readonly<Ref<boolean>> {
  const media = matchMedia('(max-width: 800px)');
  const narrow = ref(media.matches);
  const look = () => (narrow.value = media.matches);
  media.addEventListener('change', look);
  onScopeDispose(() => media.removeEventListener('change', look));
  return readonly(narrow);
}
