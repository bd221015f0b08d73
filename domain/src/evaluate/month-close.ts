import type { PlainDay } from '../calendar/day.js';
import { DomainError } from '../errors.js';
import { requireAnotherPerson } from '../four-eyes.js';

/** How far the close of a month is. `rejected` and `withdrawn` leave the month open. */
export const monthCloseStates = ['proposed', 'closed', 'rejected', 'withdrawn'] as const;
export type MonthCloseState = (typeof monthCloseStates)[number];

/** The state that a month shows: of its close, or whether it could be closed now. */
export function closeStateOf(month: {
  current: { state: MonthCloseState } | null;
  obstacle: unknown;
}): MonthCloseState | 'open' | 'ready' {
  return month.current?.state ?? (month.obstacle ? 'open' : 'ready');
}

/** What decides whether a month can be closed now. */
export interface MonthToClose {
  period: string;
  today: PlainDay;
  /** The last day before the data is locked: from the next day on a month may be closed. Null while the calendar lacks the year. */
  lockOn: PlainDay | null;
  /** A proposal or a close that stands. */
  standing: 'proposed' | 'closed' | null;
  run: {
    /** A run of the month is under way. */
    active: boolean;
    finished: boolean;
    /** Indicators whose last run failed, or that were never run. */
    undone: readonly string[];
    /** Indicators whose inputs have changed since they were run. */
    stale: readonly string[];
    /** Agencies whose rules wait to be checked. */
    unchecked: readonly string[];
  };
}

/** Why a month cannot be proposed for closing now; null = it can. */
export function findCloseObstacle(month: MonthToClose): DomainError | null {
  const { period, lockOn, run } = month;
  if (month.standing === 'closed') return new DomainError('MONTH_ALREADY_CLOSED', { period });
  if (month.standing === 'proposed') return new DomainError('MONTH_CLOSE_PROPOSED', { period });
  if (lockOn === null) return new DomainError('CALENDAR_YEAR_MISSING', { period });
  if (month.today <= lockOn) return new DomainError('MONTH_NOT_LOCKED', { period, lockOn });
  if (run.active) return new DomainError('EVALUATION_RUNNING', { period });
  if (run.unchecked.length) return new DomainError('MONTH_NOT_EVALUATED', { period, unchecked: run.unchecked });
  if (!run.finished || run.undone.length || run.stale.length)
    return new DomainError('MONTH_NOT_EVALUATED', { period, undone: run.undone, stale: run.stale });
  return null;
}

/** Who proposed a close must not decide on it. @throws DomainError NEEDS_ANOTHER_PERSON, MONTH_CLOSE_SETTLED */
export function requireDecider(close: { state: MonthCloseState; proposedBy: string }, account: string): void {
  requireAnotherPerson(close, account, 'MONTH_CLOSE_SETTLED');
}
