import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { addPeriods, periodOf, shanghaiDayOf } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** The periods that anything was sent for, and the one at work now: the month whose data is due in this one. */
export async function listPeriods(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listPeriods>> {
  const current = addPeriods(periodOf(shanghaiDayOf(await app.clock.now())), -1);
  const known = await app.database.withContext(context, ({ submissionReading }) => submissionReading.periods());
  const periods = [...new Set([current, ...known])].sort().reverse();
  return { periods, current };
}
