import { routes, type ReplyOf } from '@fundwatch/domain/api';
import { ref, shallowRef, watch } from 'vue';
import { api } from '../../platform/api/call-api.js';
import { searchedFor } from './searched-for.js';

export type Found = ReplyOf<typeof routes.search>;

/** Sends what is looked for in the body of a request; only the answer to the latest counts. */
export function useSearch() {
  const found = shallowRef<Found | null>(null);
  const error = shallowRef<unknown>(null);
  const pending = ref(false);

  async function send(): Promise<void> {
    const asked = searchedFor.value;
    found.value = null;
    error.value = null;
    if (!asked) return;
    pending.value = true;
    try {
      const reply = await api(routes.search, { body: { text: asked.text } });
      if (asked === searchedFor.value) found.value = reply;
    } catch (failure) {
      if (asked === searchedFor.value) error.value = failure;
    } finally {
      if (asked === searchedFor.value) pending.value = false;
    }
  }
  watch(searchedFor, send, { immediate: true });
  return { found, error, pending, send };
}
