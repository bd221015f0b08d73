import { routes } from '@fundwatch/domain/api';
import { draftFiles, type DraftTexts } from '@fundwatch/domain/evaluate';
import { computed, onBeforeUnmount, onMounted, reactive, ref, watch } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { useCommand } from '../../platform/api/use-command.js';

/** How long typing rests before it is saved, milliseconds. */
const REST = 800;

/**
 * A draft and what is typed into it: saved as one types, one save after another, each on the revision that the last one left.
 * What could not be saved stays on the page.
 */
export function useDraft(draftId: () => string) {
  const query = useApi(routes.getIndicatorDraft, () => ({ params: { draftId: draftId() } }), {
    everySeconds: (reply) => (reply && ['waiting', 'running'].includes(reply.checkState) ? 1 : false),
  });
  const put = useCommand(routes.saveIndicatorDraft, ['getIndicatorDraft', 'listIndicatorDrafts']);
  const texts = reactive<DraftTexts>({ document: '', query: '', cases: '' });
  const revision = ref(0);
  let saved = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | null = null;

  const typed = () => JSON.stringify(draftFiles.map((file) => texts[file]));
  const isDirty = ref(false);
  function take(draft: DraftTexts & { revision: number }) {
    for (const file of draftFiles) texts[file] = draft[file];
    revision.value = draft.revision;
    saved = typed();
    isDirty.value = false;
  }
  // Filled once: what is typed stays when the page's data is fetched again.
  watch(query.data, (draft) => draft && revision.value === 0 && take(draft), { immediate: true });
  watch(texts, () => {
    isDirty.value = revision.value > 0 && typed() !== saved;
    clearTimeout(timer);
    if (isDirty.value && !put.isError.value) timer = setTimeout(() => void save(), REST);
  });

  /** Saves what is typed until nothing is left to save; false when it could not. */
  async function save(): Promise<boolean> {
    clearTimeout(timer);
    if (running) await running;
    if (typed() === saved) return true;
    running = once();
    const done = await running;
    running = null;
    return done && (typed() === saved || save());
  }
  async function once(): Promise<boolean> {
    const sent = typed();
    const body = { revision: revision.value, ...texts };
    const reply = await put.mutateAsync({ params: { draftId: draftId() }, body }).catch(() => null);
    if (!reply) return false;
    revision.value = reply.revision;
    saved = sent;
    isDirty.value = typed() !== saved;
    return true;
  }
  /** Drops what is typed for what is kept. */
  async function reload() {
    put.reset();
    const { data } = await query.refetch();
    if (data) take(data);
  }

  const warn = (event: BeforeUnloadEvent) => isDirty.value && event.preventDefault();
  onMounted(() => window.addEventListener('beforeunload', warn));
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', warn);
    clearTimeout(timer);
  });

  const saveState = computed(() => {
    if (put.isPending.value) return 'saving' as const;
    if (put.error.value) return 'failed' as const;
    return isDirty.value ? ('typing' as const) : ('saved' as const);
  });
  return { ...query, texts, revision, isDirty, save, saveError: put.error, saveState, reload };
}
