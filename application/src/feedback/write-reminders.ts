import {
  branchReminders,
  cleaningReminder,
  lastDayPastBy,
  reminders,
  type Alert,
  type AlertEvent,
  type ReminderKind,
} from '@fundwatch/domain/alert';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { ReminderDays, Repositories } from '@fundwatch/storage';
import { readBusinessDay, type BusinessDay } from '../alert/business-day.js';
import type { Application } from '../application.js';
import { remindOfInspections } from '../close/remind-of-inspections.js';
import { crashPoint } from '../crash-point.js';

const BATCH = 500;

/** Notices written, by what they are. */
export interface WrittenReminders {
  reminders: number;
  breaches: number;
  escalations: number;
}

/**
 * The sweep of deadlines: one reminder some working days before the last day, one notice at the breach, and one each up the
 * line at set distances after it (津21(二)); the same for opinions and supervise orders; of data tasks a reminder and
 * the breach; and of inspections. Each once a date, however many
 * workers run. Needs the system's context.
 */
export async function writeReminders(app: Application, context: RequestContext): Promise<WrittenReminders> {
  const day = await readBusinessDay(app);
  const { settings } = app;
  const { calendar } = day.terms;
  const reached = (workingDays: number) => lastDayPastBy(workingDays, day.today, calendar);
  const days: ReminderDays = {
    today: day.today,
    remindThrough: day.soonThrough ?? day.today,
    agencyHeadThrough: reached(settings.alerts.escalateAgencyHeadWorkingDays),
    supervisionHeadThrough: reached(settings.alerts.escalateSupervisionHeadWorkingDays),
  };
  const written: WrittenReminders = { reminders: 0, breaches: 0, escalations: 0 };
  await sweep(
    () => app.database.withContext(context, ({ alerts }) => alerts.dueForReminder(days, BATCH)),
    (alertId) => app.database.withContext(context, (repositories) => remindAgency(app, repositories, day, alertId)),
    written,
  );
  await sweep(
    () => app.database.withContext(context, ({ branches }) => branches.dueForReminder(days, BATCH)),
    (of) => app.database.withContext(context, (repositories) => remindOfBranch(app, repositories, day, of)),
    written,
  );
  await sweep(
    () =>
      app.database.withContext(context, ({ cleaning }) =>
        cleaning.dueForReminder(day.today, days.remindThrough, BATCH),
      ),
    (of) => app.database.withContext(context, (repositories) => remindOfCleaning(repositories, day, of)),
    written,
  );
  const inspections = await remindOfInspections(app, context, day);
  written.reminders += inspections.reminders;
  written.breaches += inspections.breaches;
  return written;
}

const counter: Record<ReminderKind, keyof WrittenReminders> = {
  remind: 'reminders',
  breach: 'breaches',
  escalate_agency_head: 'escalations',
  escalate_supervision_head: 'escalations',
};

async function sweep<T>(
  find: () => Promise<T[]>,
  remind: (one: T) => Promise<ReminderKind[]>,
  written: WrittenReminders,
): Promise<void> {
  for (;;) {
    const due = await find();
    let done = 0;
    for (const one of due) {
      const kinds = await remind(one);
      if (kinds.length > 0) crashPoint('feedback.after-notice');
      if (kinds.length > 0) done += 1;
      for (const kind of kinds) written[counter[kind]] += 1;
    }
    if (done === 0 || due.length < BATCH) return;
  }
}

async function remindAgency(
  app: Application,
  repositories: Repositories,
  { now, terms }: BusinessDay,
  alertId: string,
): Promise<ReminderKind[]> {
  const { alerts } = repositories;
  const alert = await alerts.lock(alertId);
  if (!alert) return [];
  const written: ReminderKind[] = [];
  for (const reminder of reminders(alert, now, terms.calendar, app.settings.alerts)) {
    if (!(await alerts.claimReminder(alertId, reminder.kind, reminder.dueOn, now))) continue;
    await tell(repositories, alert, reminder.kind, { clock: reminder.clock, dueOn: reminder.dueOn }, true, now);
    written.push(reminder.kind);
  }
  return written;
}

async function remindOfBranch(
  app: Application,
  repositories: Repositories,
  { now, terms }: BusinessDay,
  { id, alertId }: { id: string; alertId: string },
): Promise<ReminderKind[]> {
  const { alerts, branches } = repositories;
  const alert = await alerts.lock(alertId);
  const branch = await branches.get(alertId, id);
  if (!alert || !branch) return [];
  const written: ReminderKind[] = [];
  for (const reminder of branchReminders(branch, now, terms.calendar, app.settings.alerts)) {
    if (!(await branches.claimReminder(id, reminder.kind, reminder.dueOn, now))) continue;
    const { clock, dueOn } = reminder;
    const details = { clock, dueOn, branchId: id, ...(branch.department ? { department: branch.department } : {}) };
    await tell(repositories, alert, reminder.kind, details, branch.agencyMaySee && alert.dispatchedAt !== null, now);
    written.push(reminder.kind);
  }
  return written;
}

async function remindOfCleaning(
  repositories: Repositories,
  { now, today, soonThrough }: BusinessDay,
  { id, alertId }: { id: string; alertId: string },
): Promise<ReminderKind[]> {
  const { alerts, cleaning } = repositories;
  const alert = await alerts.lock(alertId);
  const task = await cleaning.get(id);
  if (!alert || !task) return [];
  const kind = cleaningReminder(task, today, soonThrough ?? today);
  if (!kind || !(await cleaning.claimReminder(id, kind, task.dueOn!, now))) return [];
  await tell(repositories, alert, `cleaning_${kind}`, { dueOn: task.dueOn, taskId: id }, true, now);
  return [kind];
}

async function tell(
  { alerts, audit }: Repositories,
  alert: Alert,
  kind: ReminderKind | 'cleaning_remind' | 'cleaning_breach',
  details: Record<string, unknown>,
  agencyMaySee: boolean,
  now: string,
): Promise<void> {
  const event: AlertEvent = {
    type: kind,
    fromState: alert.state,
    toState: alert.state,
    at: now,
    reason: null,
    details,
    agencyMaySee,
  };
  await alerts.appendEvents(alert, [event], null);
  crashPoint('feedback.before-notice-commit');
  await audit.append({
    action: `alert.${kind.replaceAll('_', '-')}`,
    target: { kind: 'alert', id: alert.id },
    businessAt: now,
    details,
  });
}
