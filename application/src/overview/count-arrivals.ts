import { endOfDay, submissionDueIn, type Terms } from '@fundwatch/domain/calendar';
import { arrivalState } from '@fundwatch/domain/collect';
import type { Repositories } from '@fundwatch/storage';
import { shareInTime } from './share-in-time.js';

const keyOf = (one: { agency: string; line: string; dataset: string }) => `${one.agency}|${one.line}|${one.dataset}`;

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
    const inTime = rows.filter((expected) => {
      const own = arrived.filter((one) => keyOf(one) === keyOf(expected));
      const dated = own.map((one) => ({ ...one, arrivedAt: new Date(one.arrivedAt) }));
      return arrivalState(dated, new Date(endOfDay(dueOn))).state === 'on_time';
    });
    shares.set(period, shareInTime(inTime.length, rows.length));
  }
  return shares;
}
