import { routes, type ReplyOf } from '@fundwatch/domain/api';
import { useQueryClient } from '@tanstack/vue-query';
import { ref, shallowRef } from 'vue';
import { api } from '../../platform/api/call-api.js';
import type { BatchCommand } from './batch-plan.js';

type Row = ReplyOf<typeof routes.listAlerts>['items'][number];
export type BatchResult = ReplyOf<typeof routes.commandAlerts>['results'][number];
/** An answer has a page of its own. */
export type CommandOfBatch = Exclude<BatchCommand, 'answer'>;
/** The contract's limit of one request. */
const mostAtOnce = 200;
/** What shows an alert or counts it. */
const touched = ['listAlerts', 'countAlerts', 'getAlert', 'listAlertEvents', 'getOverview', 'getCase', 'listApprovals'];

/** Does one command to many alerts, like ones by like ones, in requests of at most 200, and keeps the result of each. */
export function useAlertBatch() {
  const queries = useQueryClient();
  const running = ref<{ done: number; of: number } | null>(null);
  const results = shallowRef<BatchResult[] | null>(null);
  const error = shallowRef<unknown>(null);

  async function run(
    command: CommandOfBatch,
    groups: readonly (readonly Row[])[],
    reasons: ReadonlyMap<string, string> = new Map(),
  ): Promise<boolean> {
    const all: BatchResult[] = [];
    running.value = { done: 0, of: groups.flat().length };
    error.value = null;
    results.value = null;
    try {
      for (const rows of groups) {
        for (let from = 0; from < rows.length; from += mostAtOnce) {
          const alerts = rows.slice(from, from + mostAtOnce).map(({ id, revision }) => {
            const reason = reasons.get(id)?.trim();
            return { id, revision, ...(reason ? { reason } : {}) };
          });
          const reply = await api(routes.commandAlerts, { body: { command, alerts } });
          all.push(...reply.results);
          running.value = { done: all.length, of: groups.flat().length };
        }
      }
      return true;
    } catch (failure) {
      error.value = failure;
      return false;
    } finally {
      running.value = null;
      if (all.length) results.value = all;
      for (const name of touched) void queries.invalidateQueries({ queryKey: [name] });
    }
  }
  return { run, running, results, error };
}
