import { routes } from '@fundwatch/domain/api';
import { onBeforeUnmount, ref, watch, type Ref } from 'vue';
import { api } from '../../platform/api/call-api.js';
import { isApiError } from '../../platform/api/api-error.js';
import { formOfDraft, isEmptyForm, type AnswerForm } from './answer-form.js';

const pauseMs = 800;

interface LocalDraft {
  body: AnswerForm;
  at: string;
}

/**
 * Keeps what is typed: on the server a moment after the last key, and in this window at once, in case the server can't
 * be reached. The later of the two comes back when the page is opened again.
 */
export function useDraft(alertId: string, userId: string, form: Ref<AnswerForm>) {
  const key = `fundwatch.answer.${userId}.${alertId}`;
  const state = ref<'untouched' | 'saving' | 'saved' | 'local'>('untouched');
  const savedAt = ref<string | null>(null);
  const restoredFrom = ref<string | null>(null);
  const ready = ref(false);
  /** The drafts of the alert's other actions, which are kept in the same place. */
  let others: Record<string, unknown> = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  function readLocal(): LocalDraft | null {
    const text = sessionStorage.getItem(key);
    return text ? (JSON.parse(text) as LocalDraft) : null;
  }

  async function load(): Promise<void> {
    const local = readLocal();
    const draft = await api(routes.getDraft, { params: { alertId } }).catch((error: unknown) => {
      if (isApiError(error, 'NOT_FOUND') || local) return { body: {}, savedAt: null };
      throw error;
    });
    const { actions } = draft.body as Record<string, unknown>;
    others = actions ? { actions } : {};
    // What is in this window was typed here and not yet taken over by the server.
    const body = local ? local.body : draft.body;
    const restored = formOfDraft(body as Record<string, unknown>);
    if (!isEmptyForm(restored)) {
      form.value = restored;
      restoredFrom.value = local?.at ?? draft.savedAt;
    }
    ready.value = true;
    if (local) await save();
  }

  async function save(): Promise<void> {
    if (stopped) return;
    const body = JSON.parse(JSON.stringify(form.value)) as AnswerForm;
    state.value = 'saving';
    try {
      const reply = await api(routes.saveDraft, { params: { alertId }, body: { body: { ...body, ...others } } });
      savedAt.value = reply.savedAt;
      if (JSON.stringify(form.value) === JSON.stringify(body)) sessionStorage.removeItem(key);
      state.value = 'saved';
    } catch {
      state.value = 'local';
    }
  }

  watch(
    form,
    () => {
      if (!ready.value || stopped) return;
      sessionStorage.setItem(key, JSON.stringify({ body: form.value, at: new Date().toISOString() }));
      clearTimeout(timer);
      timer = setTimeout(() => void save(), pauseMs);
    },
    { deep: true },
  );
  onBeforeUnmount(() => {
    clearTimeout(timer);
    if (sessionStorage.getItem(key)) void save();
  });

  /** The answer is in: nothing is kept any more. */
  function forget(): void {
    stopped = true;
    clearTimeout(timer);
    sessionStorage.removeItem(key);
  }
  return { load, state, savedAt, restoredFrom, ready, forget };
}
