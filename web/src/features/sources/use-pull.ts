import { routes, type ReplyOf } from '@fundwatch/domain/api';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { useCommand } from '../../platform/api/use-command.js';
import { t } from '../../platform/i18n/i18n.js';

export type ExchangeSource = ReplyOf<typeof routes.listExchangeSources>['sources'][number];

/** A pull that takes longer goes on by itself; the page doesn't wait for it any more. */
const mostAwaitedMs = 20_000;

/** The exchange sources, and pulling one of them by hand. */
export function usePull() {
  /** What was asked to be pulled and how it stood then: polled quickly until its last pull moves on. */
  const awaited = shallowRef<{ name: string; lastPullAt: string | null } | null>(null);
  const said = ref('');
  const sources = useApi(routes.listExchangeSources, {}, { everySeconds: () => (awaited.value ? 2 : 60) });
  watch(sources.data, (reply) => {
    const before = awaited.value;
    const now = reply?.sources.find(({ name }) => name === before?.name);
    if (!before || !now || now.lastPullAt === before.lastPullAt) return;
    awaited.value = null;
    said.value = t('sources.exchange.pulled', { name: before.name });
  });
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => clearTimeout(giveUp));
  const pull = useCommand(routes.pullExchangeSource, ['listExchangeSources', 'listSubmissions', 'getArrivalBoard']);

  async function pullNow(source: ExchangeSource) {
    const { queued } = await pull.mutateAsync({ params: { name: source.name } }).catch(() => ({ queued: null }));
    if (queued === null) return;
    awaited.value = { name: source.name, lastPullAt: source.lastPullAt };
    said.value = t(queued ? 'sources.exchange.queued' : 'sources.exchange.notQueued', { name: source.name });
    clearTimeout(giveUp);
    giveUp = setTimeout(() => (awaited.value = null), mostAwaitedMs);
    void sources.refetch();
  }
  const isPulling = (source: ExchangeSource) =>
    awaited.value?.name === source.name || (pull.isPending.value && pull.variables.value?.params.name === source.name);
  return { ...sources, said, pullNow, isPulling, pullError: pull.error };
}
