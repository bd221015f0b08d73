import { onScopeDispose, ref, toValue, watchEffect, type MaybeRefOrGetter, type Ref } from 'vue';

const momentMs = 150;

/** True once `pending` has lasted a moment, so that quick replies don't flicker. */
export function useAfterMoment(pending: MaybeRefOrGetter<boolean>): Readonly<Ref<boolean>> {
  const visible = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watchEffect(() => {
    clearTimeout(timer);
    if (toValue(pending)) timer = setTimeout(() => (visible.value = true), momentMs);
    else visible.value = false;
  });
  onScopeDispose(() => clearTimeout(timer));
  return visible;
}
