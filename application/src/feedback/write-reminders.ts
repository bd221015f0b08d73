import { reminders } from '@fundwatch/domain/alert';
import type { RequestContext } from '@fundwatch/domain/identity';
import { readBusinessDay, type BusinessDay } from '../alert/business-day.js';
import type { Application } from '../application.js';

const BATCH = 500;

/**
 * The sweep of deadlines: one reminder some working days before the last day, one notice at the breach, each once, however
 * many workers run. Needs the system's context.
 */
export async function writeReminders(
  app: Application,
  context: RequestContext,
): Promise<{ reminders: number; breaches: number }> {
  const day = await readBusinessDay(app);
  const written = { reminders: 0, breaches: 0 };
  for (;;) {
    const due = await app.database.withContext(context, ({ alerts }) =>
      alerts.dueForReminder(day.today, day.soonThrough ?? day.today, BATCH),
    );
    let done = 0;
    for (const alertId of due) {
      const kind = await remindOne(app, context, day, alertId);
      if (kind === null) continue;
      done += 1;
      written[kind === 'remind' ? 'reminders' : 'breaches'] += 1;
    }
    if (done === 0 || due.length < BATCH) return written;
  }
}

async function remindOne(
  app: Application,
  context: RequestContext,
  { now, terms }: BusinessDay,
  alertId: string,
): Promise<'remind' | 'breach' | null> {
  return app.database.withContext(context, async ({ alerts, audit }) => {
    const alert = await alerts.lock(alertId);
    const reminder = alert && reminders(alert, now, terms.calendar, app.settings.alerts)[0];
    if (!alert || !reminder) return null;
    const { kind, clock, dueOn } = reminder;
    if (!(await alerts.claimReminder(alertId, kind, dueOn, now))) return null;
    const details = { clock, dueOn };
    const event = {
      type: kind,
      fromState: alert.state,
      toState: alert.state,
      at: now,
      reason: null,
      details,
      agencyMaySee: true,
    };
    await alerts.appendEvents(alert, [event], null);
    await audit.append({ action: `alert.${kind}`, target: { kind: 'alert', id: alertId }, businessAt: now, details });
    return kind;
  });
}
