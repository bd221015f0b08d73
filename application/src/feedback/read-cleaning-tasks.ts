import { DomainError } from '@fundwatch/domain';
import type { Correction } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { orWaiting, workingDaysBetween } from '@fundwatch/domain/calendar';
import { maskValue, supervisionRoles, type RequestContext } from '@fundwatch/domain/identity';
import type { CleaningCheck, CleaningFilter, CleaningTask, Repositories } from '@fundwatch/storage';
import { readBusinessDay, type BusinessDay } from '../alert/business-day.js';
import { viewAlertRow } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { correctedColumn, maskCorrection } from './mask-correction.js';

type TaskView = ReplyOf<typeof routes.getCleaningTask>;
type TaskList = ReplyOf<typeof routes.listCleaningTasks>;

/** Tasks that this person may see, what is open first, with the count of every list. @throws DomainError CURSOR_INVALID */
export async function listCleaningTasks(
  app: Application,
  context: RequestContext,
  input: CleaningFilter & { cursor?: string | undefined; limit: number },
): Promise<TaskList> {
  const day = await readBusinessDay(app);
  const place = readCursor(input.cursor, day.now, ['integer', 'day', 'uuid']);
  return app.database.withContext(context, async (repositories) => {
    const { cleaning } = repositories;
    const { show, agency, indicator, alertId } = input;
    const rows = await cleaning.list({ show, agency, indicator, alertId }, day.today, place.after, input.limit + 1);
    const counts = await cleaning.counts({ agency, indicator, alertId }, day.today);
    const views = await viewTasks(app, context, repositories, rows, day);
    const page = pageOf(
      rows,
      input.limit,
      place,
      counts[show],
      (row) => row.place,
      ({ id }) => views.get(id)!,
    );
    return { ...page, counts };
  });
}

/** One task with all of its checks. @throws DomainError NOT_FOUND */
export async function getCleaningTask(
  app: Application,
  context: RequestContext,
  input: { taskId: string },
): Promise<TaskView> {
  const day = await readBusinessDay(app);
  return app.database.withContext(context, async (repositories) =>
    viewOne(app, context, repositories, await requireTask(repositories, input.taskId), day),
  );
}

/**
 * Ends a task that the data cannot show, with a reason: a record that is gone, a table that is no longer sent.
 * @throws DomainError NOT_FOUND · NOT_ALLOWED · REASON_REQUIRED · CLEANING_TASK_ENDED
 */
export async function settleCleaningTask(
  app: Application,
  context: RequestContext,
  input: { taskId: string; reason: string },
): Promise<TaskView> {
  const day = await readBusinessDay(app);
  const { actor, roles } = context;
  const reason = input.reason.trim();
  if (actor.kind !== 'user' || !supervisionRoles.some((role) => roles.includes(role)))
    throw new DomainError('NOT_ALLOWED');
  if (!reason) throw new DomainError('REASON_REQUIRED');
  return app.database.withContext(context, async (repositories) => {
    const { cleaning, alerts, audit } = repositories;
    const { alertId } = await requireTask(repositories, input.taskId);
    const alert = await alerts.lock(alertId);
    const task = await requireTask(repositories, input.taskId);
    if (!alert) throw new DomainError('NOT_FOUND', { taskId: input.taskId });
    if (task.endedAt !== null) throw new DomainError('CLEANING_TASK_ENDED', { state: task.state });
    await cleaning.settle(task.id, { account: actor.userId, name: actor.displayName, at: day.now, reason });
    await audit.append({
      action: 'cleaning.settle',
      target: { kind: 'alert', id: alertId },
      businessAt: day.now,
      reason,
      details: { number: alert.number, taskId: task.id, from: task.state },
    });
    return viewOne(app, context, repositories, await requireTask(repositories, task.id), day);
  });
}

async function requireTask({ cleaning }: Repositories, taskId: string): Promise<CleaningTask> {
  const task = await cleaning.get(taskId);
  if (!task) throw new DomainError('NOT_FOUND', { taskId });
  return task;
}

async function viewOne(
  app: Application,
  context: RequestContext,
  repositories: Repositories,
  task: CleaningTask,
  day: BusinessDay,
): Promise<TaskView> {
  return (await viewTasks(app, context, repositories, [task], day)).get(task.id)!;
}

async function viewTasks(
  app: Application,
  context: RequestContext,
  { alertReading, cleaning }: Repositories,
  tasks: readonly CleaningTask[],
  day: BusinessDay,
): Promise<Map<string, TaskView>> {
  const alerts = await alertReading.byIds(tasks.map(({ alertId }) => alertId));
  const checks = await cleaning.checks(tasks.map(({ id }) => id));
  const { calendar } = day.terms;
  return new Map(
    tasks.map((task) => {
      const { dueOn, correction, settleReason } = task;
      const open = task.endedAt === null;
      const view: TaskView = {
        id: task.id,
        alert: viewAlertRow(app, context, alerts.get(task.alertId)!, day),
        problemType: task.problemType,
        correction: correction && maskCorrection(correction),
        resubmitPeriod: task.resubmitPeriod,
        duePeriod: task.duePeriod,
        dueOn,
        waitingForCalendar: open && dueOn === null,
        workingDaysLeft:
          open && dueOn !== null ? orWaiting(() => workingDaysBetween(calendar, day.today, dueOn)) : null,
        state: task.state,
        returns: task.returns,
        openedAt: task.openedAt,
        endedAt: task.endedAt,
        settled: settleReason === null ? null : { by: task.settledByName ?? '', reason: settleReason },
        checks: checks.filter(({ taskId }) => taskId === task.id).map((check) => viewCheck(check, correction)),
      };
      return [task.id, view] as const;
    }),
  );
}

function viewCheck(
  { at, outcome, cameBack, findings }: CleaningCheck,
  correction: Correction | null,
): TaskView['checks'][number] {
  const { field, indicator } = findings;
  const shown =
    'found' in field && correction ? { ...field, found: maskValue(correctedColumn(correction), field.found) } : field;
  return { at, outcome, cameBack, findings: { indicator, field: shown } };
}
