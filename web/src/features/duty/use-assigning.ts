import { routes, type ReplyOf } from '@fundwatch/domain/api';
import { computed } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import { useCommand } from '../../platform/api/use-command.js';

export type BatchResults = ReplyOf<typeof routes.assignAlerts>['results'];

/** What shows whose work alerts are. */
const touched = ['listAlerts', 'countAlerts', 'getAlert', 'listAlertEvents', 'listColleagues'];

/** The people of my side, and giving them alerts. */
export function useAssigning(enabled: () => boolean = () => true) {
  const { data, error } = useApi(routes.listColleagues, {}, { enabled });
  return {
    people: computed(() => data.value?.colleagues ?? []),
    peopleError: error,
    assign: useCommand(routes.assignAlerts, touched),
    handOver: useCommand(routes.handOverAlerts, touched),
  };
}
