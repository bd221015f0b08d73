import { submissionDueIn } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** Tasks taken up in one go; the next sweep finds the others. */
export const MOST_PENDING = 500;

/**
 * Finds the tasks for which data or a run came that no check has looked at, and nudges a check of each; dates that waited for
 * their calendar are filled in. Returns how many were nudged.
 */
export async function sweepCleaningTasks(app: Application, context: RequestContext): Promise<number> {
  const terms = await app.terms();
  const pending = await app.database.withContext(context, async ({ cleaning }) => {
    for (const { id, duePeriod } of await cleaning.withoutDay()) {
      const dueOn = submissionDueIn(terms, duePeriod);
      if (dueOn !== null) await cleaning.setDay(id, dueOn);
    }
    return cleaning.pending(MOST_PENDING);
  });
  for (const taskId of pending) await app.queue.enqueue('checkCleaningTask', { taskId });
  return pending.length;
}
