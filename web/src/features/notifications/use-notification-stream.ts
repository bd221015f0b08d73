import { routes } from '@fundwatch/domain/api';
import { onScopeDispose, readonly, ref, type Ref } from 'vue';
import { addressOf } from '../../platform/api/address-of.js';

/** Several at once are one look. */
const togetherMs = 300;
/** After a refusal (too many windows, a session that ended) the stream is tried again. */
const againAfterMs = 120_000;

/** Calls `onNew` when there is something new; whether the server tells by itself at the moment. */
export function useNotificationStream(onNew: () => void): Readonly<Ref<boolean>> {
  const isTold = ref(false);
  let source: EventSource | null = null;
  let look: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    look ??= setTimeout(() => {
      look = undefined;
      onNew();
    }, togetherMs);
  };
  const open = () => {
    again = undefined;
    const next = new EventSource(addressOf(routes.streamNotifications.path));
    source = next;
    let before = false;
    next.addEventListener('ready', () => {
      isTold.value = true;
      // Something may have come while nobody listened.
      if (before) soon();
      before = true;
    });
    next.addEventListener('notification', soon);
    next.addEventListener('look', soon);
    next.addEventListener('error', () => {
      isTold.value = false;
      if (next.readyState === EventSource.CLOSED) again ??= setTimeout(open, againAfterMs);
    });
  };
  open();
  onScopeDispose(() => {
    source?.close();
    clearTimeout(look);
    clearTimeout(again);
  });
  return readonly(isTold);
}
