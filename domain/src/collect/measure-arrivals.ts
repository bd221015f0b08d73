import { arrivalState, type Arrival } from './arrival-state.js';

/** Counts over expected submissions; the rates are shares of `expected`. */
export interface ArrivalMeasure {
  expected: number;
  /** 完整率: accepted in any version, in time or not. */
  accepted: number;
  /** 准时率: accepted with an arrival in time. */
  onTime: number;
  /** Whose first decided version was refused. */
  refusedFirst: number;
  /** Whose first accepted version arrived after the lock. */
  afterLock: number;
}

interface Keyed {
  agency: string;
  line: string;
  dataset: string;
}
interface Arrived extends Keyed, Omit<Arrival, 'arrivedAt'> {
  /** ISO instant. */
  arrivedAt: string;
}

const keyOf = ({ agency, line, dataset }: Keyed) => `${agency}|${line}|${dataset}`;

/**
 * Counts what came of what was expected, by a group of the caller's choice (`() => ''`: all in one). `dueEnd` and
 * `lockEnd` are the ends (24:00 Shanghai) of the due day and of the last day before the lock; null while no calendar
 * says them.
 */
export function measureArrivals(
  expected: readonly Keyed[],
  arrived: readonly Arrived[],
  ends: { dueEnd: string | null; lockEnd: string | null },
  groupOf: (one: Keyed) => string = () => '',
): Map<string, ArrivalMeasure> {
  const byKey = new Map<string, Arrived[]>();
  for (const one of arrived) byKey.set(keyOf(one), [...(byKey.get(keyOf(one)) ?? []), one]);
  const dueEnd = ends.dueEnd === null ? null : new Date(ends.dueEnd);
  const groups = new Map<string, ArrivalMeasure>();
  for (const one of expected) {
    const group = groupOf(one);
    const sum = groups.get(group) ?? { expected: 0, accepted: 0, onTime: 0, refusedFirst: 0, afterLock: 0 };
    groups.set(group, sum);
    const own = (byKey.get(keyOf(one)) ?? []).map((arrival) => ({
      ...arrival,
      arrivedAt: new Date(arrival.arrivedAt),
    }));
    const { state, deciding } = arrivalState(own, dueEnd);
    sum.expected += 1;
    if (state === 'on_time') sum.onTime += 1;
    if (state === 'on_time' || state === 'late') {
      sum.accepted += 1;
      if (deciding && isAfter(deciding.arrivedAt, ends.lockEnd)) sum.afterLock += 1;
    }
    const decided = own.filter((arrival) => arrival.state !== 'received');
    const first = decided.sort((a, b) => a.version - b.version || a.arrivedAt.getTime() - b.arrivedAt.getTime())[0];
    if (first?.state === 'refused') sum.refusedFirst += 1;
  }
  return groups;
}

function isAfter(instant: Date, end: string | null): boolean {
  return end !== null && instant.getTime() >= Date.parse(end);
}
