import type { Instant, Period, PlainDay } from '../calendar/index.js';
import type { Alert, AlertEvent, AlertHit, AlertSettings } from './alert.js';
import type { Severity } from './types.js';

/** One finished run of one indicator over one period. */
export interface IndicatorRun {
  indicator: {
    code: string;
    version: number;
    continues: boolean;
    hitIs: 'fact' | 'state';
    severity: Severity;
  };
  period: Period;
  /** When the data of the period was due; while the calendar lacks the year, the day before rolling. */
  dueOn: PlainDay;
  /** The agency × line that were evaluated, wholly or in part. What is not in it was not evaluated. */
  evaluated: readonly { agency: string; line: string }[];
  /** Hit keys that could have been hits, were a field not missing. */
  cannotDecide: readonly { agency: string; line: string; subject: string; hitKey: string }[];
  hits: readonly FoundHit[];
  lookBackCutShort: boolean;
  /** The office's first real month, which only officers see. */
  baseline: boolean;
  /** Subjects whose case is known and approved for this period; their hits make no alert (row 15). */
  whitelist: readonly { agency: string; line: string; subject: string }[];
}

/** A hit as the run found it. */
export interface FoundHit extends Omit<AlertHit, 'period' | 'live' | 'indicatorVersion' | 'foundAt'> {
  agency: string;
  line: string;
}

export interface ExistingAlert {
  alert: Alert;
  /** All of its rows, of every period, live or not. */
  hits: readonly AlertHit[];
}

export interface ReconcileOptions {
  now: Instant;
  settings: Pick<AlertSettings, 'groupLimit' | 'standingGrowthPercent'>;
}

/** Why a hit makes no alert. */
export type KnownReason =
  /** Row 10: the fact was already explained in a closed or dismissed alert. */
  | 'fact_explained'
  /** Row 11: the answer (P3 P4 P9 P10) or the dismissal holds for the state, too. */
  | 'answer_stands'
  /** Row 12: the data was due before the alert was closed, so it can't show the correction yet. */
  | 'due_before_closing'
  /** Row 15: the subject stands on the whitelist of the indicator in this period. */
  | 'whitelist';

/** What became of one hit of the run; in the order of `run.hits`. */
export interface HitOutcome {
  agency: string;
  line: string;
  subject: string;
  hitKey: string;
  /** The row of reconcile.md that decided; 2 where the run only confirms. */
  row: 1 | 2 | 3 | 4 | 5 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16;
  /** Null: it stands in an alert. */
  known: KnownReason | null;
  /** The alert that holds it: an existing one, or the `ref` of one to be created; null: a whitelisted hit that none holds. */
  alert: { id: string } | { ref: string } | null;
}

/** Everything of a new alert but what storage gives it. */
export type NewAlert = Omit<Alert, 'id' | 'number'>;

/** One change to write. `event.details` carry what the timeline tells; an effect without event changes no figure. */
export type ReconcileEffect =
  | { kind: 'create'; ref: string; alert: NewAlert; hits: AlertHit[]; events: AlertEvent[] }
  | {
      kind: 'change';
      alertId: string;
      /** The revision that was reconciled; the row is locked meanwhile. */
      revision: number;
      /** Empty when only rows change. */
      change: Partial<Alert>;
      /** Rows to insert or overwrite, named by (subject, hitKey, period); those gone come with `live: false`. */
      hits: AlertHit[];
      events: AlertEvent[];
    };

export interface Reconciliation {
  /** Empty when the run changes nothing (row 2). */
  effects: ReconcileEffect[];
  outcomes: HitOutcome[];
}
