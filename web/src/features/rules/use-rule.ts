import { routes } from '@fundwatch/domain/api';
import { computed } from 'vue';
import { useRoute } from 'vue-router';
import { ApiError } from '../../platform/api/api-error.js';
import { useApi } from '../../platform/api/use-api.js';

/** The rule that the address names, out of the catalogue; one that is not there is an error like any other. */
export function useRule() {
  const route = useRoute();
  const code = computed(() => String(route.params['rule']));
  const { data, error, refetch } = useApi(routes.listRules, {});
  const rule = computed(() => data.value?.rules.find((one) => one.code === code.value) ?? null);
  return {
    code,
    rule,
    error: computed(() => error.value ?? (data.value && !rule.value ? new ApiError('NOT_FOUND', 404) : null)),
    refetch,
  };
}
