import { DomainError } from '@fundwatch/domain';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import { readBusinessDay } from '../alert/business-day.js';
import { writeBranchStep } from '../alert/write-branch-step.js';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';

const BATCH = 200;

/**
 * The same sweep for questions to departments: what was not signed for by its day counts as received on that day (津13).
 * Returns how many. Needs the system's context.
 */
export async function receiveConsultations(app: Application, context: RequestContext): Promise<number> {
  const today = shanghaiDayOf(await app.clock.now());
  let received = 0;
  for (;;) {
    const due = await app.database.withContext(context, ({ branches }) =>
      branches.dueForAutomaticReceipt(today, BATCH),
    );
    let done = 0;
    for (const { alertId, id } of due) if (await receiveOne(app, context, alertId, id)) done += 1;
    received += done;
    if (done === 0 || due.length < BATCH) return received;
  }
}

async function receiveOne(app: Application, context: RequestContext, alertId: string, id: string): Promise<boolean> {
  const day = await readBusinessDay(app);
  try {
    const received = await app.database.withContext(context, async (repositories) => {
      const alert = await repositories.alerts.lock(alertId);
      const found = await repositories.branches.get(alertId, id);
      if (!alert || !found) return false;
      const { openedByName: _name, departmentName: _department, ...branch } = found;
      await writeBranchStep(
        app,
        context,
        repositories,
        { alert, branch, kind: 'consultation', command: 'auto_receive', revision: alert.revision },
        day,
      );
      return true;
    });
    if (received) crashPoint('dispatch.after-consultation');
    return received;
  } catch (error) {
    // Somebody signed for it, or another worker was here first.
    if (error instanceof DomainError && error.code === 'ALERT_COMMAND_NOT_POSSIBLE') return false;
    throw error;
  }
}
