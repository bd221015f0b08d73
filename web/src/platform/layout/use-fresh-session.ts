import { onScopeDispose } from 'vue';
import { useSession } from '../session/session-store.js';

const staleAfterMs = 60_000;

/** Coming back to the window after a while reads the session again: the business day may have turned. */
export function useFreshSession(): void {
  const session = useSession();
  let lookedAt = performance.now();
  const look = () => {
    if (document.visibilityState !== 'visible' || performance.now() - lookedAt < staleAfterMs) return;
    lookedAt = performance.now();
    session.refresh().catch(() => {});
  };
  document.addEventListener('visibilitychange', look);
  onScopeDispose(() => document.removeEventListener('visibilitychange', look));
}
