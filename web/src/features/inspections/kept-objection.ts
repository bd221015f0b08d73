import { computed, reactive, type WritableComputedRef } from 'vue';

const kept = reactive(new Map<string, string>());

/** What was typed of an objection, kept while the desk is open: another page, or a session that ends, loses nothing. */
export function keptObjection(inspectionId: () => string): WritableComputedRef<string> {
  return computed({
    get: () => kept.get(inspectionId()) ?? '',
    set: (text) => void (text === '' ? kept.delete(inspectionId()) : kept.set(inspectionId(), text)),
  });
}
