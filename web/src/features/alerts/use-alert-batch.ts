import { routes, type ReplyOf } from '@fundwatch/domain/api';
import { useQueryClient } from '@tanstack/vue-query';
import { ref, shallowRef } from 'vue';
import { api } from '../../platform/api/call-api.js';
import type { BatchCommand } from './batch-plan.js';

type Row = ReplyOf<typeof routes.listAlerts>['items'][number];
export type BatchResult = ReplyOf<typeof routes.commandAlerts>['results'][number];
/** The contract's limit of one request. */
const mostAtOnce = 200;

/** Does one command to many alerts, in requests of at most 200, and keeps the result of each. */
export function useAlertBatch() {
  const queries = useQueryClient();
  const running = ref<{ done: number; of: number } | null>(null);
  const results = shallowRef<BatchResult[] | null>(null);
  const error = shallowRef<unknown>(null);

  async function run(command: BatchCommand, rows: readonly Row[], reason?: string): Promise<boolean> {
    const all: BatchResult[] = [];
    running.value = { done: 0, of: rows.length };
    error.value = null;
    results.value = null;
    try {
      for (let from = 0; from < rows.length; from += mostAtOnce) {
        const alerts = rows.slice(from, from + mostAtOnce).map(({ id, revision }) => ({ id, revision }));
        const reply = await api(routes.commandAlerts, { body: { command, alerts, ...(reason ? { reason } : {}) } });
        all.push(...reply.results);
        running.value = { done: all.length, of: rows.length };
      }
      return true;
    } catch (failure) {
      error.value = failure;
      return false;
    } finally {
      running.value = null;
      if (all.length) results.value = all;
      for (const name of ['listAlerts', 'countAlerts', 'getAlert', 'listAlertEvents', 'getOverview']) {
        void queries.invalidateQueries({ queryKey: [name] });
      }
    }
  }
  return { run, running, results, error };
}
