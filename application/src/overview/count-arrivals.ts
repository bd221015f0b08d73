import { endOfDay, submissionDueIn, type Terms } from '@fundwatch/domain/calendar';
import { measureArrivals } from '@fundwatch/domain/collect';
import type { Repositories } from '@fundwatch/storage';
import { shareInTime } from './share-in-time.js';

/** 上报准时率 of each period: accepted by the due day, per cent of expected; null before the due day and without a list. */
export async function countArrivals(
  terms: Terms,
  { expectedSubmissions, submissionReading }: Repositories,
  periods: readonly string[],
  now: string,
): Promise<Map<string, string | null>> {
  const shares = new Map<string, string | null>();
  for (const period of periods) {
    const dueOn = submissionDueIn(terms, period);
    if (dueOn === null || Date.parse(now) < Date.parse(endOfDay(dueOn))) continue;
    const { rows } = await expectedSubmissions.expectedIn(period);
    const arrived = await submissionReading.ofPeriod(period);
    const measure = measureArrivals(rows, arrived, { dueEnd: endOfDay(dueOn), lockEnd: null }).get('');
    shares.set(period, shareInTime(measure?.onTime ?? 0, rows.length));
  }
  return shares;
}
