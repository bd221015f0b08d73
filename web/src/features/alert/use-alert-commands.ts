import type { ErrorCode } from '@fundwatch/domain';
import { routes, type ReplyOf } from '@fundwatch/domain/api';
import { useQueryClient } from '@tanstack/vue-query';
import { ElMessage } from 'element-plus';
import { ref, shallowRef, type Ref } from 'vue';
import { api } from '../../platform/api/call-api.js';
import { isApiError } from '../../platform/api/api-error.js';
import { t } from '../../platform/i18n/i18n.js';
import { bodyOfForm, emptyActionForm, type ActionForm } from './action-form.js';
import type { Action, ActionName } from './alert-actions.js';
import { alertChanges, type AlertChanges } from './alert-changes.js';
import type { AlertEvent, Fresh } from './use-alert.js';

type Alert = ReplyOf<typeof routes.getAlert>;

function send({ name, step }: Action, alertId: string, revision: number, form: ActionForm): Promise<unknown> {
  const params = { alertId };
  const { points, measures, attachments, department, ...said } = bodyOfForm(name, form);
  if (step) {
    const body = { revision, ...said, attachments };
    if (step.command === 'open') {
      return api(routes.openBranch, { params, body: { ...body, department, kind: step.kind } });
    }
    const command = step.command as Exclude<typeof step.command, 'open' | 'auto_receive'>;
    return api(routes.stepBranch, {
      params: { alertId, branchId: step.branch?.id ?? '' },
      body: { ...body, command, branchState: step.branch?.state },
    });
  }
  const reason = said.reason ?? '';
  switch (name as Exclude<ActionName, `${string}.${string}`>) {
    case 'screen':
      return api(routes.screenAlert, { params, body: { revision } });
    case 'dismiss':
      return api(routes.dismissAlert, { params, body: { revision, reason } });
    case 'dispatch':
      return api(routes.dispatchAlert, { params, body: { revision } });
    case 'receive':
      return api(routes.receiveAlert, { params, body: { revision } });
    case 'return':
      return api(routes.returnAlert, { params, body: { revision, reason, points } });
    case 'cover_new_hits':
      return api(routes.coverNewHits, { params, body: { revision, reason } });
    case 'order_rectification':
      return api(routes.orderRectification, { params, body: { revision, reason } });
    case 'report_rectification':
      return api(routes.reportRectification, { params, body: { revision, reason, measures, attachments } });
    case 'return_rectification':
      return api(routes.returnRectification, { params, body: { revision, reason } });
    case 'submit_for_second_review':
      return api(routes.submitForSecondReview, { params, body: { revision } });
    case 'object_to_closing':
      return api(routes.objectToClosing, { params, body: { revision, reason } });
    case 'close':
      return api(routes.closeAlert, { params, body: { revision } });
    case 'reopen_by_hand':
      return api(routes.reopenAlert, { params, body: { revision, reason } });
    case 'answer':
      throw new Error('the answer has its own page');
  }
}

/** What a change of an alert makes old. */
const touched = [
  'listAlerts',
  'countAlerts',
  'getOverview',
  'listConsultations',
  'listApprovals',
  'getRecovery',
  'listRecoveries',
];

/** Refusals of what was possible on the page as it was read; steps that the agency may not see leave the revision as it was. */
const staleRefusals = [
  'ALERT_CHANGED',
  'ALERT_COMMAND_NOT_POSSIBLE',
  'ALERT_BRANCH_OPEN',
] as const satisfies readonly ErrorCode[];

/** Does what the person chose; a stale edit is refused and shows what changed meanwhile. */
export function useAlertCommands(
  alert: Readonly<Ref<Alert | undefined>>,
  events: Readonly<Ref<AlertEvent[]>>,
  refetch: () => Promise<Fresh>,
) {
  const queries = useQueryClient();
  /** Of the action that is being done. */
  const busy = ref<string | null>(null);
  const error = shallowRef<unknown>(null);
  const changes = shallowRef<AlertChanges | null>(null);

  async function run(action: Action, form: ActionForm = emptyActionForm()): Promise<boolean> {
    const before = alert.value;
    if (!before || busy.value) return false;
    const seen = Math.max(0, ...events.value.map((event) => event.sequence));
    busy.value = action.id;
    clear();
    try {
      await send(action, before.id, before.revision, form);
      ElMessage.success(t(`act.done.${action.name}`));
      return true;
    } catch (failure) {
      error.value = failure;
      return false;
    } finally {
      for (const name of touched) void queries.invalidateQueries({ queryKey: [name] });
      const now = await refetch();
      if (now.alert && staleRefusals.some((code) => isApiError(error.value, code))) {
        const since = alertChanges(before, now.alert, seen, now.events);
        if (isApiError(error.value, 'ALERT_CHANGED') || since.events.length > 0) changes.value = since;
      }
      busy.value = null;
    }
  }
  /** What was refused before is no matter of the next action. */
  function clear(): void {
    error.value = null;
    changes.value = null;
  }
  return { run, busy, error, changes, clear };
}
