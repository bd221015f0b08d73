import { inspectionReminders } from '@fundwatch/domain/inspection';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { BusinessDay } from '../alert/business-day.js';
import type { Application } from '../application.js';

const BATCH = 500;

/** Tells of the dates of inspections, each once, however many workers run. Needs the system's context. */
export async function remindOfInspections(
  app: Application,
  context: RequestContext,
  { now, today, soonThrough }: BusinessDay,
): Promise<{ reminders: number; breaches: number }> {
  const written = { reminders: 0, breaches: 0 };
  const due = await app.database.withContext(context, ({ inspections }) =>
    inspections.dueForReminder(soonThrough ?? today, BATCH),
  );
  for (const id of due)
    await app.database.withContext(context, async ({ inspections, matterEvents, audit }) => {
      const one = await inspections.lock(id);
      if (!one) return;
      for (const { kind, dueOn } of inspectionReminders(one, today, soonThrough)) {
        if (!(await inspections.claimReminder(id, kind, dueOn, now))) continue;
        await matterEvents.tellOfDate('inspection', id, { type: kind, at: now, dueOn });
        await audit.append({
          action: `inspection.${kind.replace('_', '-')}`,
          target: { kind: 'inspection', id },
          businessAt: now,
          details: { number: one.number, dueOn },
        });
        written[kind.endsWith('breach') ? 'breaches' : 'reminders'] += 1;
      }
    });
  return written;
}
