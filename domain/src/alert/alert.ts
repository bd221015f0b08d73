import type { Instant, Period, PlainDay } from '../calendar/index.js';
import type { AlertEventType, AlertState, BranchKind, BranchState, ProblemType, Severity } from './types.js';

/** Decimal text, never a float. */
export type Decimal = string;

/** What one agency must explain: indicator × agency × line × subject, from `firstPeriod` on. */
export interface Alert {
  id: string;
  /** For people on the phone: 津预2026-000123. */
  number: string;
  indicator: string;
  indicatorVersion: number;
  agency: string;
  line: string;
  /** person_no, employer_no, account_hash, staff_no or the agency's code. */
  subject: string;
  /** The month of a monthly alert, part of its identity; null for a continuing one. */
  period: Period | null;
  /** The earliest month that the matter reaches back to. */
  firstPeriod: Period;
  severity: Severity;
  state: AlertState;
  /** Rises with every change; a command must name the one that its author saw. */
  revision: number;
  continues: boolean;
  /** One alert for many subjects of the agency (reconcile.md row 16); its hits keep their own subject. */
  grouped: boolean;
  lookBackCutShort: boolean;
  /** Distinct live hits. */
  hits: number;
  /** Of the live hit that lies furthest out. */
  observed: Decimal | null;
  threshold: Decimal | null;
  /** Yuan: the sum over the live hits; null when none carries an amount. */
  amount: Decimal | null;
  raisedAt: Instant;
  /** The account that raised it by hand; another one screens it. Null: an evaluation did. */
  raisedBy: string | null;
  screenedAt: Instant | null;
  dispatchedAt: Instant | null;
  /** Counts as received on this day at the latest: the second working day after dispatch. */
  autoReceiptOn: PlainDay | null;
  /** The day from which the answer's month is counted. */
  receivedOn: PlainDay | null;
  /** When the receipt was signed, or the sweep wrote the automatic one. */
  receivedAt: Instant | null;
  answerDueOn: PlainDay | null;
  returnedAt: Instant | null;
  returnDueOn: PlainDay | null;
  /** How often answers were returned since the dispatch; a second time warns the supervision head (津21(二)). */
  returnCount: number;
  /** An extension is asked once at most since the dispatch, whatever became of it. */
  extensionAsked: boolean;
  /** The clock that an extension moved, and where to; its own date stays beside it. */
  extendedClock: 'answer' | 'return' | null;
  extendedDueOn: PlainDay | null;
  rectificationOrderedAt: Instant | null;
  rectificationReturnedAt: Instant | null;
  /** Until when it is to be rectified: one month, or what a return of the report set. */
  rectificationDueOn: PlainDay | null;
  /** Kinds of branches that are open now. */
  openBranches: readonly BranchKind[];
  /** Of the calendar that computed the dates above. */
  calendarVersion: string | null;
  /** 待日历: a date is empty because the calendar lacks its year. */
  waitingForCalendar: boolean;
  /** The first answer since the dispatch; it decides whether the agency was on time. */
  answeredAt: Instant | null;
  /** Null before the first answer, and while the deadline waits for its calendar. */
  answeredLate: boolean | null;
  /** How many answers were ever given; goes on counting when reopened. */
  answerRound: number;
  /** Of the latest answer. */
  problemType: ProblemType | null;
  /** The account that put a P4 answer up for the second review; another one closes it. */
  submittedBy: string | null;
  closedAt: Instant | null;
  closedOn: PlainDay | null;
  /** Hits joined after the answer, which nobody has said that it covers. */
  newSinceAnswer: boolean;
  recurrenceOf: string | null;
  linkedTo: string | null;
  /** A monthly alert whose like was closed P5–P8 within twelve periods. */
  again: boolean;
  /** From an office's first real month, which only officers see. */
  baseline: boolean;
}

/** What runs beside an alert; see `branchKinds`. */
export interface Branch {
  id: string;
  alertId: string;
  agency: string;
  kind: BranchKind;
  state: BranchState;
  /** The account that opened it; null for the product itself. */
  openedBy: string | null;
  openedAt: Instant;
  /** Of a consultation: the organisation that is asked. */
  department: string | null;
  autoReceiptOn: PlainDay | null;
  receivedOn: PlainDay | null;
  /** The last day of the opinion, or of the order; null where no clock runs or it waits for its calendar. */
  dueOn: PlainDay | null;
  calendarVersion: string | null;
  endedAt: Instant | null;
  /** A field check and an order are the office's own until there is something to tell; see `agencyMaySeeStep`. */
  agencyMaySee: boolean;
  /** What was asked for and what came of it, by kind. */
  details: Readonly<Record<string, unknown>>;
}

/** One row behind an alert, as the evaluation of one period found it. */
export interface AlertHit {
  subject: string;
  hitKey: string;
  period: Period;
  /** The latest evaluation of `period` holds it. */
  live: boolean;
  relatedKey: string | null;
  firstPeriod: Period;
  observed: Decimal | null;
  threshold: Decimal | null;
  amount: Decimal | null;
  /** Null: the indicator's own. */
  severity: Severity | null;
  indicatorVersion: number;
  evidence: Record<string, unknown>;
  foundAt: Instant;
}

/** What is appended to the alert's timeline, in the transaction that changes it. */
export interface AlertEvent {
  type: AlertEventType;
  fromState: AlertState | null;
  toState: AlertState;
  at: Instant;
  reason: string | null;
  details: Record<string, unknown>;
  /** Screening is the office's own; the agency sees what happens from dispatch on. */
  agencyMaySee: boolean;
}

/** The numbers that an office may set; counted in working days unless said otherwise. */
export interface AlertSettings {
  /** Automatic receipt, after dispatch (handbook §4 no. 7). */
  autoReceiptWorkingDays: number;
  /** Answering again, after a return (no. 8). */
  returnWorkingDays: number;
  reminderWorkingDays: number;
  /** Working days after the last day at which the agency's head, then the head of supervision, is told. */
  escalateAgencyHeadWorkingDays: number;
  escalateSupervisionHeadWorkingDays: number;
  /** An extension reaches at most so many calendar days past the date that runs. */
  extensionMostDays: number;
  /** Of answers P4, the share that another officer looks at again before they are closed, percent. */
  secondReviewPercent: number;
  /** More new subject alerts than this, per indicator × agency × line and run, become one. */
  groupLimit: number;
  /** A state that an answer explained comes back once it exceeds its value then by more than this (reconcile.md row 11). */
  standingGrowthPercent: number;
  numberPrefix: string;
}

export const defaultAlertSettings: AlertSettings = {
  autoReceiptWorkingDays: 2,
  returnWorkingDays: 10,
  reminderWorkingDays: 3,
  escalateAgencyHeadWorkingDays: 3,
  escalateSupervisionHeadWorkingDays: 7,
  extensionMostDays: 30,
  secondReviewPercent: 10,
  groupLimit: 50,
  standingGrowthPercent: 10,
  numberPrefix: '津预',
};

/** 津预2026-000123. */
export function alertNumber(prefix: string, year: number, sequence: number): string {
  return `${prefix}${year}-${String(sequence).padStart(6, '0')}`;
}
