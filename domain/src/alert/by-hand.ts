import { addPeriods, periodOf, shanghaiDayOf, type Instant, type Period, type PlainDay } from '../calendar/index.js';
import { DomainError } from '../errors.js';
import type { Alert, AlertEvent, Decimal } from './alert.js';
import { clocksCleared } from './decide.js';
import type { Severity } from './types.js';

/** The code of alerts by hand. No indicator of the catalogue or of an office has four letters, so no run ever meets one. */
export const handIndicator = 'HAND';

/** 投诉举报, 审计线索, 其他机关移送, 其他. */
export const alertSources = ['complaint', 'audit_lead', 'referral', 'other'] as const;
export type AlertSource = (typeof alertSources)[number];

/** What an officer says when he raises an alert himself. */
export interface HandAlert {
  agency: string;
  line: string;
  /** person_no, employer_no, account_hash, staff_no or the agency's code. */
  subject: string;
  severity: Severity;
  /** The earliest month that the matter reaches back to. */
  firstPeriod: Period;
  /** Yuan; null where nothing is known of it. */
  amount: Decimal | null;
  source: { kind: AlertSource; number: string; on: PlainDay };
}

/** Months that a matter may reach back. */
const mostMonths = 240;

/**
 * An alert from a complaint, an audit lead or another office: raised by one officer, to be screened by another, with the same
 * life from then on. No evaluation touches it.
 * @throws DomainError REQUEST_INVALID where it came, or began, after today
 */
export function raiseByHand(
  given: HandAlert,
  { now, account }: { now: Instant; account: string },
): { alert: Omit<Alert, 'id' | 'number'>; event: AlertEvent } {
  const today = shanghaiDayOf(now);
  const month = periodOf(today);
  const { source, firstPeriod, ...matter } = given;
  if (source.on > today) throw new DomainError('REQUEST_INVALID', { field: 'source.on' });
  if (firstPeriod > month || firstPeriod < addPeriods(month, -mostMonths))
    throw new DomainError('REQUEST_INVALID', { field: 'firstPeriod' });
  const alert: Omit<Alert, 'id' | 'number'> = {
    ...matter,
    indicator: handIndicator,
    indicatorVersion: 1,
    // Neither a monthly nor a continuing one: two of the same subject stand beside each other.
    period: null,
    continues: false,
    firstPeriod,
    state: 'raised',
    revision: 0,
    grouped: false,
    lookBackCutShort: false,
    hits: 0,
    observed: null,
    threshold: null,
    raisedAt: now,
    raisedBy: account,
    ...clocksCleared,
    answerRound: 0,
    recurrenceOf: null,
    linkedTo: null,
    again: false,
    baseline: false,
  };
  return {
    alert,
    event: {
      type: 'raise',
      fromState: null,
      toState: 'raised',
      at: now,
      reason: null,
      details: { source: source.kind, amount: given.amount, firstPeriod, severity: given.severity },
      agencyMaySee: false,
    },
  };
}
