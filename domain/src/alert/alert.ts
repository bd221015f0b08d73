import type { Instant, Period, PlainDay } from '../calendar/index.js';
import type { AlertEventType, AlertState, ProblemType, Severity } from './types.js';

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
  /** More new subject alerts than this, per indicator × agency × line and run, become one. */
  groupLimit: number;
  /** A state that an answer explained comes back once it exceeds its value then by more than this (reconcile.md row 11). */
  standingGrowthPercent: number;
  /** P11 asks for an extension, so it is offered only where extensions exist. */
  extensionsExist: boolean;
  numberPrefix: string;
}

export const defaultAlertSettings: AlertSettings = {
  autoReceiptWorkingDays: 2,
  returnWorkingDays: 10,
  reminderWorkingDays: 3,
  groupLimit: 50,
  standingGrowthPercent: 10,
  extensionsExist: false,
  numberPrefix: '津预',
};

/** 津预2026-000123. */
export function alertNumber(prefix: string, year: number, sequence: number): string {
  return `${prefix}${year}-${String(sequence).padStart(6, '0')}`;
}
