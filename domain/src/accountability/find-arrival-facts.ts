import { arrivalState, type Arrival } from '../collect/index.js';
import type { PlainDay } from '../calendar/index.js';
import type { ArrivalFactKind } from './fact-kinds.js';

interface Expected {
  agency: string;
  line: string;
  dataset: string;
}
interface Arrived extends Expected, Omit<Arrival, 'arrivedAt'> {
  id: string;
  /** ISO instant. */
  arrivedAt: string;
}

/** One expected submission that was late, or is not here. */
export interface ArrivalFact extends Expected {
  kind: ArrivalFactKind;
  period: string;
  dueOn: PlainDay;
  /** The first accepted version of a late one; of a missing one the latest refused version, if any. */
  submissionId: string | null;
  version: number | null;
  arrivedAt: string | null;
}

/**
 * What of a month's expected submissions is missing or came late, judged as the arrival board and DQ01 judge it: any version
 * accepted with an arrival by the end of the due day is in time. Nothing while that day is not over.
 */
export function findArrivalFacts(
  month: { period: string; dueOn: PlainDay; dueEnd: string },
  expected: readonly Expected[],
  arrived: readonly Arrived[],
  now: string,
): ArrivalFact[] {
  if (Date.parse(now) < Date.parse(month.dueEnd)) return [];
  const facts: ArrivalFact[] = [];
  for (const { agency, line, dataset } of expected) {
    const own = arrived
      .filter((one) => one.agency === agency && one.line === line && one.dataset === dataset)
      .map((one) => ({ ...one, arrivedAt: new Date(one.arrivedAt) }));
    const { state, deciding } = arrivalState(own, new Date(month.dueEnd));
    // What waits for its check is neither: it will be one or the other in a moment.
    if (state === 'on_time' || state === 'received' || state === 'not_expected') continue;
    facts.push({
      kind: state === 'late' ? 'submission_late' : 'submission_missing',
      agency,
      line,
      dataset,
      period: month.period,
      dueOn: month.dueOn,
      submissionId: deciding?.id ?? null,
      version: deciding?.version ?? null,
      arrivedAt: deciding?.arrivedAt.toISOString() ?? null,
    });
  }
  return facts;
}
