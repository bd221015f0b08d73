import { routes } from '@fundwatch/domain/api';
import { useQueryClient } from '@tanstack/vue-query';
import { watch } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { isUnderWay } from './run-state.js';

const pollSeconds = 1;

/** One run with its indicators (null: none); asked for every second while it is under way. */
export function useRun(evaluationId: () => string | null) {
  const queries = useQueryClient();
  const query = useApi(routes.getEvaluation, () => ({ params: { evaluationId: evaluationId() ?? '' } }), {
    enabled: () => evaluationId() !== null,
    everySeconds: (run) => (run && isUnderWay(run.state) ? pollSeconds : false),
  });
  // What a run changes elsewhere is read anew once it is over.
  watch(
    () => query.data.value?.state,
    (state, before) => {
      if (!state || !before || isUnderWay(state) || !isUnderWay(before)) return;
      for (const name of [
        'listEvaluations',
        'listNotEvaluated',
        'summariseNotEvaluated',
        'listAlerts',
        'countAlerts',
        'getOverview',
      ])
        void queries.invalidateQueries({ queryKey: [name] });
    },
  );
  return query;
}
