import { DomainError } from '@fundwatch/domain';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import { systemContext, type RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { writeSubmissionReminders } from '../collect/write-submission-reminders.js';
import { receiveAutomatically } from '../dispatch/receive-automatically.js';
import { writeReminders } from '../feedback/write-reminders.js';

const DAY_MS = 86_400_000;

/**
 * Advances the demonstration's clock by one day and runs that day's slots in their order: automatic receipts and reminders
 * here, evaluations and pulls by the workers. @throws DomainError DEMONSTRATION_ONLY
 */
export async function advanceDay(
  app: Application,
  context: RequestContext,
): Promise<{ businessNow: string; businessDay: string }> {
  if (!app.settings.demonstration) throw new DomainError('DEMONSTRATION_ONLY');
  const businessNow = await app.database.withContext(context, async ({ businessClock, audit }) => {
    const before = await businessClock.lock();
    if (before === null) throw new DomainError('DEMONSTRATION_ONLY');
    const after = new Date(new Date(before).getTime() + DAY_MS).toISOString();
    await businessClock.set(after);
    const target = { kind: 'clock', id: 'business' };
    await audit.append({ action: 'clock.advance', target, businessAt: after, details: { before } });
    return after;
  });
  const system = systemContext('advance-day', context.requestId);
  await receiveAutomatically(app, system);
  await writeReminders(app, system);
  await writeSubmissionReminders(app, system);
  await app.queue.enqueue('startDueEvaluations', {});
  await app.queue.enqueue('pullExchangeSources', {});
  return { businessNow, businessDay: shanghaiDayOf(businessNow) };
}
