/** One cell of the arrival board, as the board's contract names it. */
export type ArrivalState = 'waiting' | 'received' | 'refused' | 'on_time' | 'late' | 'not_expected';

/** A submission as far as the arrival board looks at it. */
export interface Arrival {
  state: 'received' | 'accepted' | 'refused';
  version: number;
  /** Instant; for `collect --history` the sender's time. */
  arrivedAt: Date;
}

export interface ArrivalCell {
  state: ArrivalState;
  /** The submission that decides the cell: the first accepted one for on time or late, else the latest; null = none. */
  deciding: Arrival | null;
  /** The accepted version that counts now (the highest); null = none. */
  current: Arrival | null;
}

/**
 * The state of a cell agency × line × dataset of a period. On time = any accepted version arrived before `dueEnd`, the
 * end of the due day (24:00 Asia/Shanghai; first-twelve.md DQ01, as DQ01 judges); a later correction does not make it late. An accepted version
 * goes before a refused or waiting later one. `dueEnd` null (no calendar for the year): accepted counts as on time
 * until the due day is known.
 */
export function arrivalState<T extends Arrival>(
  arrivals: readonly T[],
  dueEnd: Date | null,
  expected = true,
): { state: ArrivalState; deciding: T | null; current: T | null } {
  const accepted = arrivals.filter((arrival) => arrival.state === 'accepted');
  if (accepted.length > 0) {
    const first = accepted.reduce((a, b) => (b.arrivedAt.getTime() < a.arrivedAt.getTime() ? b : a));
    const current = accepted.reduce((a, b) => (b.version > a.version ? b : a));
    const late = dueEnd !== null && first.arrivedAt.getTime() >= dueEnd.getTime();
    return { state: late ? 'late' : 'on_time', deciding: first, current };
  }
  if (arrivals.length === 0) return { state: expected ? 'waiting' : 'not_expected', deciding: null, current: null };
  const latest = arrivals.reduce((a, b) => (b.version > a.version ? b : a));
  return { state: latest.state === 'refused' ? 'refused' : 'received', deciding: latest, current: null };
}
