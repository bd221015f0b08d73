import { ref } from 'vue';

/**
 * What is looked for. It may name somebody, so it is in no address, no history and no storage: it lives as long as this
 * window does.
 */
export const searchedFor = ref<{ text: string; at: number } | null>(null);

/** Looks for it, also for the same text again. */
export function searchFor(text: string): void {
  searchedFor.value = { text, at: (searchedFor.value?.at ?? 0) + 1 };
}
