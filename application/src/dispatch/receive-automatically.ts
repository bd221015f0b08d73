import { DomainError } from '@fundwatch/domain';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { receiveConsultations } from './receive-consultations.js';

const BATCH = 200;

/**
 * The sweep of automatic receipts: what was not signed for by its day counts as received on that day, whenever the sweep
 * runs. Any number of workers may run it; the row's lock lets one of them do it. Needs the system's context.
 */
export async function receiveAutomatically(
  app: Application,
  context: RequestContext,
): Promise<{ received: number; consultations: number }> {
  const today = shanghaiDayOf(await app.clock.now());
  let received = 0;
  for (;;) {
    const due = await app.database.withContext(context, ({ alerts }) => alerts.dueForAutomaticReceipt(today, BATCH));
    let done = 0;
    for (const alertId of due) if (await receiveOne(app, context, alertId)) done += 1;
    received += done;
    if (done > 0 && due.length === BATCH) continue;
    return { received, consultations: await receiveConsultations(app, context) };
  }
}

async function receiveOne(app: Application, context: RequestContext, alertId: string): Promise<boolean> {
  try {
    await commandAlert(app, context, { alertId, revision: 'locked', command: 'auto_receive' });
    crashPoint('dispatch.after-receipt');
    return true;
  } catch (error) {
    // Somebody signed for it, or another worker was here first.
    if (error instanceof DomainError && error.code === 'ALERT_COMMAND_NOT_POSSIBLE') return false;
    throw error;
  }
}
