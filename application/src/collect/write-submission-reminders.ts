import { addPeriods, endOfDay, periodOf, shanghaiDayOf } from '@fundwatch/domain/calendar';
import { arrivalState, submissionNoticeOn, type SubmissionNoticeKind } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** Months back in which something may still be open: the lock of a month never lies further away. */
const BACK = 4;

/**
 * Writes the notices that make sense today about what is expected and has not been accepted, each once however many
 * workers run. Without a calendar none is written: the due day is not guessed. Needs the system's context.
 */
export async function writeSubmissionReminders(
  app: Application,
  context: RequestContext,
): Promise<Record<SubmissionNoticeKind, number>> {
  const now = await app.clock.now();
  const today = shanghaiDayOf(now);
  const terms = await app.terms();
  const written = { three_working_days: 0, one_working_day: 0, breach: 0 };
  for (let back = BACK; back >= 1; back -= 1) {
    const period = addPeriods(periodOf(today), -back);
    const notice = submissionNoticeOn(terms, period, today);
    if (!notice) continue;
    await app.database.withContext(context, async (repositories) => {
      const { rows } = await repositories.expectedSubmissions.expectedIn(period);
      const arrived = await repositories.submissionReading.ofPeriod(period);
      const owed = rows.filter((one) => {
        const own = arrived.filter(
          ({ agency, line, dataset }) => agency === one.agency && line === one.line && dataset === one.dataset,
        );
        const dated = own.map((arrival) => ({ ...arrival, arrivedAt: new Date(arrival.arrivedAt) }));
        const { state } = arrivalState(dated, new Date(endOfDay(notice.dueOn)));
        return state === 'waiting' || state === 'refused';
      });
      const reminders = owed.map(({ agency, line, dataset }) => ({
        agency,
        line,
        dataset,
        period,
        ...notice,
        writtenAt: now,
      }));
      const fresh = reminders.length > 0 ? await repositories.submissionReminders.write(reminders) : [];
      for (const agency of new Set(fresh.map((one) => one.agency))) {
        const own = fresh.filter((one) => one.agency === agency);
        written[notice.kind] += own.length;
        await repositories.audit.append({
          action: notice.kind === 'breach' ? 'submission.breach' : 'submission.remind',
          target: { kind: 'agency', id: agency },
          businessAt: now,
          details: {
            period,
            kind: notice.kind,
            dueOn: notice.dueOn,
            items: own.map(({ line, dataset }) => `${line}/${dataset}`),
          },
        });
      }
    });
  }
  return written;
}
