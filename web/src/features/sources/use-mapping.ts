import { routes } from '@fundwatch/domain/api';
import { exchangeTables, submissionTable } from '@fundwatch/domain/collect';
import { computed, ref, watch } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { useCommand } from '../../platform/api/use-command.js';
import { draftOf, mappingOf, type MappingDraft } from './mapping-draft.js';

/** The tables that can be mapped, the list of submissions first. */
export const mappedTables = [submissionTable, ...exchangeTables.map(({ name }) => name)];

/** A source's mapping: what holds, what is being typed, and what the live source says to it. */
export function useMapping(name: () => string) {
  const saved = useApi(routes.getSourceMapping, () => ({ params: { name: name() } }));
  const draft = ref<MappingDraft | null>(null);
  /** The revision that the draft changes. */
  const revision = ref(0);
  function load(mapping: Parameters<typeof draftOf>[0]): void {
    draft.value = draftOf(mapping, mappedTables);
  }
  watch(
    saved.data,
    (reply) => {
      // Typing is not overwritten by a later reply; whoever saves over another's revision is told.
      if (!reply || draft.value) return;
      revision.value = reply.revision;
      load(reply.mapping);
    },
    { immediate: true },
  );
  const mapping = computed(() => draft.value && mappingOf(draft.value));
  const checking = useCommand(routes.checkSourceMapping, []);
  const checkedText = ref<string | null>(null);
  const isChecked = computed(() => checkedText.value !== null && checkedText.value === JSON.stringify(mapping.value));

  async function check(): Promise<void> {
    if (!mapping.value) return;
    const text = JSON.stringify(mapping.value);
    await checking
      .mutateAsync({ params: { name: name() }, body: { mapping: mapping.value } })
      // A source that is down was asked, too: it must not keep a mapping from being saved.
      .catch(() => undefined);
    checkedText.value = text;
  }

  const saving = useCommand(routes.saveSourceMapping, ['getSourceMapping', 'listExchangeSources']);
  const savedRevision = ref<number | null>(null);
  async function save(reason: string): Promise<boolean> {
    if (!mapping.value) return false;
    const body = { mapping: mapping.value, revision: revision.value, reason };
    const reply = await saving.mutateAsync({ params: { name: name() }, body }).catch(() => null);
    if (!reply) return false;
    revision.value = reply.revision;
    savedRevision.value = reply.revision;
    return true;
  }
  return { saved, draft, load, mapping, checking, isChecked, checkedText, check, saving, save, savedRevision };
}
