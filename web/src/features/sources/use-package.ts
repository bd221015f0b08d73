import { routes } from '@fundwatch/domain/api';
import { useQueryClient } from '@tanstack/vue-query';
import { watch } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { isSettled } from './settled-state.js';

const pollSeconds = 1.5;

/** An uploaded package (null: none); asked for again and again until its check is over, then the lists are read anew. */
export function usePackage(packageId: () => string | null) {
  const queries = useQueryClient();
  const query = useApi(routes.getPackage, () => ({ params: { packageId: packageId() ?? '' } }), {
    enabled: () => packageId() !== null,
    everySeconds: (upload) => (!upload || isSettled(upload.state) ? false : pollSeconds),
  });
  watch(
    () => query.data.value?.state,
    (state, before) => {
      if (!state || !before || isSettled(before) || !isSettled(state)) return;
      for (const name of ['listSubmissions', 'listPackages', 'getArrivalBoard'])
        void queries.invalidateQueries({ queryKey: [name] });
    },
  );
  return query;
}
