import { shallowRef } from 'vue';

/** Set while a session that ended keeps calls of the page waiting; they continue together. */
export const interrupted = shallowRef<{ promise: Promise<void>; resume: () => void } | null>(null);

/** Opens the sign-in dialog over the page (once, however many calls were refused) and waits until it is done. */
export function signInAgain(): Promise<void> {
  if (!interrupted.value) {
    let resume = () => {};
    const promise = new Promise<void>((resolve) => (resume = resolve));
    interrupted.value = {
      promise,
      resume: () => {
        interrupted.value = null;
        resume();
      },
    };
  }
  return interrupted.value.promise;
}
