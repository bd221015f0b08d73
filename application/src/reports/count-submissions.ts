import { groupBy } from '@fundwatch/domain';
import { addPeriods, endOfDay, periodOf, submissionDueIn, type Terms } from '@fundwatch/domain/calendar';
import { measureArrivals } from '@fundwatch/domain/collect';
import { monthsIn, type ReportRange } from '@fundwatch/domain/report';
import type { Repositories } from '@fundwatch/storage';

export interface SubmissionCounts {
  due: number;
  onTime: number;
  late: number;
  missing: number;
}

export const noSubmissions: SubmissionCounts = { due: 0, onTime: 0, late: 0, missing: 0 };

/** Data is due in one of the months after its own, a few at most. */
const MOST_MONTHS_LATER = 3;

/**
 * What was due within each range, and came in time, late or not at all, by agency. A month's data counts where its due day
 * lies and has passed; one that waits for a calendar counts nowhere.
 */
export async function countSubmissions(
  terms: Terms,
  { expectedSubmissions, submissionReading }: Pick<Repositories, 'expectedSubmissions' | 'submissionReading'>,
  ranges: readonly ReportRange[],
  now: string,
): Promise<Map<string, SubmissionCounts>[]> {
  const dueEnds = ranges.map((range) => dueWithin(terms, range, now));
  const periods = [...new Set(dueEnds.flatMap((ends) => [...ends.keys()]))];
  const expected = groupBy(await expectedSubmissions.expectedInEach(periods), ({ period }) => period);
  const arrived = groupBy(await submissionReading.arrivedIn(periods), ({ period }) => period);
  return dueEnds.map((ends) => {
    const counts = new Map<string, SubmissionCounts>();
    for (const [period, dueEnd] of ends) {
      const measured = measureArrivals(
        expected.get(period) ?? [],
        arrived.get(period) ?? [],
        { dueEnd, lockEnd: null },
        ({ agency }) => agency,
      );
      for (const [agency, { expected: due, accepted, onTime }] of measured) {
        const sum = counts.get(agency) ?? noSubmissions;
        counts.set(agency, {
          due: sum.due + due,
          onTime: sum.onTime + onTime,
          late: sum.late + accepted - onTime,
          missing: sum.missing + due - accepted,
        });
      }
    }
    return counts;
  });
}

/** The months of data whose due day lies in the range and has passed, with the ends of those days. */
function dueWithin(terms: Terms, range: ReportRange, now: string): Map<string, string> {
  const candidates = monthsIn({ from: addPeriods(range.from, -MOST_MONTHS_LATER), to: range.to });
  return new Map(
    candidates.flatMap((period): [string, string][] => {
      const dueOn = submissionDueIn(terms, period);
      if (dueOn === null || periodOf(dueOn) < range.from || periodOf(dueOn) > range.to) return [];
      const end = endOfDay(dueOn);
      return Date.parse(now) < Date.parse(end) ? [] : [[period, end]];
    }),
  );
}
