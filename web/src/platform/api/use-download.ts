import { ref, shallowRef } from 'vue';

/** A download under way and how it failed: `const { busy, error, run } = useDownload()`. */
export function useDownload() {
  const busy = ref(false);
  const error = shallowRef<unknown>(null);
  /** True: it was saved. */
  async function run(download: () => Promise<void>): Promise<boolean> {
    busy.value = true;
    error.value = null;
    try {
      await download();
      return true;
    } catch (failure) {
      error.value = failure;
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, error, run };
}
