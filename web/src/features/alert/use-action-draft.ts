import { routes } from '@fundwatch/domain/api';
import { onBeforeUnmount, ref, watch, type Ref } from 'vue';
import { api } from '../../platform/api/call-api.js';
import { rolesOf } from '../../platform/routing/roles-of.js';
import { useSession } from '../../platform/session/session-store.js';
import { formOfActionDraft, type ActionForm } from './action-form.js';

const pauseMs = 800;

/** The drafts of an alert's actions, by the action's id; they stand beside the answer's in the same draft. */
function actionsIn(body: Record<string, unknown>): Record<string, unknown> {
  const { actions } = body;
  return actions && typeof actions === 'object' ? { ...(actions as Record<string, unknown>) } : {};
}

/**
 * Keeps what is typed in an action's panel: in this window at once, and on the server a moment after the last key, so
 * that neither an error nor another desk loses it. `start` is what the panel shows when nothing was typed.
 */
export function useActionDraft(alertId: string, actionId: string, start: ActionForm) {
  const session = useSession();
  const key = `fundwatch.action.${session.account?.userId ?? ''}.${alertId}.${actionId}`;
  const onServer = session.has(...rolesOf(routes.saveDraft));
  const form: Ref<ActionForm> = ref(structuredClone(start));
  const restored = ref(false);
  const state = ref<'untouched' | 'saving' | 'saved' | 'local'>('untouched');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let touched = false;
  let stopped = false;

  async function write(next: ActionForm | null): Promise<void> {
    const { body } = await api(routes.getDraft, { params: { alertId } });
    const actions = actionsIn(body);
    if (next) actions[actionId] = next;
    else delete actions[actionId];
    await api(routes.saveDraft, { params: { alertId }, body: { body: { ...body, actions } } });
  }
  async function save(): Promise<void> {
    if (stopped || !onServer) return;
    const typed = JSON.stringify(form.value);
    state.value = 'saving';
    try {
      await write(JSON.parse(typed) as ActionForm);
      state.value = 'saved';
    } catch {
      state.value = 'local';
    }
  }
  /** What was typed before comes back, unless something is typed already. */
  async function restore(): Promise<void> {
    const local = sessionStorage.getItem(key);
    let kept = local ? formOfActionDraft(JSON.parse(local)) : null;
    if (!kept && onServer) {
      const reply = await api(routes.getDraft, { params: { alertId } }).catch(() => null);
      kept = formOfActionDraft(reply ? actionsIn(reply.body)[actionId] : null);
    }
    if (!kept || touched) return;
    form.value = kept;
    restored.value = true;
  }
  void restore();

  function isTouched(): boolean {
    return JSON.stringify(form.value) !== JSON.stringify(start);
  }
  watch(
    form,
    () => {
      if (stopped || (!touched && !isTouched())) return;
      touched = true;
      sessionStorage.setItem(key, JSON.stringify(form.value));
      clearTimeout(timer);
      timer = setTimeout(() => void save(), pauseMs);
    },
    { deep: true },
  );
  onBeforeUnmount(() => {
    clearTimeout(timer);
    if (touched && !stopped && state.value !== 'saved') void save();
  });

  /** Done: nothing is kept any more. */
  async function forget(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    sessionStorage.removeItem(key);
    if (onServer && (touched || restored.value)) await write(null).catch(() => undefined);
  }
  /** Begins anew. */
  function clear(): void {
    form.value = structuredClone(start);
    restored.value = false;
  }
  return { form, restored, state, clear, forget };
}
