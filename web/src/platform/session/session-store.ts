import { routes, type ReplyOf } from '@fundwatch/domain/api';
import type { Role } from '@fundwatch/domain/identity';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { api } from '../api/call-api.js';
import { isApiError } from '../api/api-error.js';
import { queryClient } from '../api/query-client.js';
import { interrupted } from '../api/sign-in-again.js';

export type Session = ReplyOf<typeof routes.getSession>;

/** Who is signed in, and the business day; the only server state outside the query cache, because every page needs it. */
export const useSession = defineStore('session', () => {
  const session = shallowRef<Session | null>(null);
  const loaded = ref(false);

  const account = computed(() => session.value?.account ?? null);
  const roles = computed<readonly Role[]>(() => account.value?.roles ?? []);
  const businessDay = computed(() => session.value?.businessDay ?? null);
  const demonstration = computed(() => session.value?.demonstration ?? false);

  function has(...wanted: readonly Role[]): boolean {
    return roles.value.some((role) => wanted.includes(role));
  }

  /** Another account sees other things: nothing of the one before may stay on the screen. */
  function take(next: Session): void {
    const changed = session.value !== null && session.value.account.userId !== next.account.userId;
    session.value = next;
    loaded.value = true;
    if (changed) queryClient.clear();
  }

  /** Looks whether there is a session; without one the sign-in page is shown. */
  async function load(): Promise<void> {
    try {
      take(await api(routes.getSession, {}, { withoutDialog: true }));
    } catch (error) {
      if (!isApiError(error) || error.status !== 401) throw error;
      session.value = null;
      loaded.value = true;
    }
  }

  /** Reads the session again; if it has ended, the sign-in dialog opens over the page. */
  async function refresh(): Promise<void> {
    take(await api(routes.getSession));
  }

  async function signIn(userName: string, password: string): Promise<void> {
    take(await api(routes.signIn, { body: { userName, password } }));
    interrupted.value?.resume();
  }

  async function switchDemoAccount(userName: string): Promise<void> {
    take(await api(routes.switchDemoAccount, { body: { userName } }));
    interrupted.value?.resume();
  }

  async function signOut(): Promise<void> {
    await api(routes.signOut, {}, { withoutDialog: true }).catch((error: unknown) => {
      if (!isApiError(error) || error.status !== 401) throw error;
    });
    session.value = null;
    queryClient.clear();
  }

  /** Moves the demonstration's clock on by one day; everything on the screen is read again. */
  async function advanceDemoDay(): Promise<void> {
    const { businessNow, businessDay: day } = await api(routes.advanceDemoDay);
    if (session.value) session.value = { ...session.value, businessNow, businessDay: day };
    await queryClient.invalidateQueries();
  }

  return {
    session,
    loaded,
    account,
    roles,
    businessDay,
    demonstration,
    has,
    load,
    refresh,
    signIn,
    switchDemoAccount,
    signOut,
    advanceDemoDay,
  };
});
