import { addOneMonth, addDays, type PlainDay } from './day.js';
import { addWorkingDays, rollToWorkingDay, type Calendar } from './calendar.js';
import { addPeriods, firstDayOf, type Period } from './period.js';

/** How a last day is counted from its start. The first day is never counted (民法典 201). */
export type DeadlineRule =
  /** Same number next month, else month's end (民法典 202), then rolled (203). */
  | { kind: 'one_month' }
  /** Calendar days, then rolled. */
  | { kind: 'days'; days: number }
  /** Working days; nothing to roll. */
  | { kind: 'working_days'; days: number }
  /** A day of the month after the period, inclusive until 24:00. */
  | { kind: 'day_of_next_month'; dueDay: number; roll: boolean };

/** "Why this date?": every step from the start to the last day. */
export interface DeadlineExplanation {
  /** The day that is not counted, or the period's first day for a submission. */
  start: PlainDay;
  rule: DeadlineRule;
  /** The last day as the rule counts it, before rolling. */
  counted: PlainDay;
  /** Whether the last day moved because `counted` is a day off. */
  rolled: boolean;
  dueOn: PlainDay;
  calendarVersion: string;
}

/** Counts a last day and keeps the steps. @throws CALENDAR_YEAR_MISSING, where the calendar is needed */
export function explainDeadline(calendar: Calendar, start: PlainDay, rule: DeadlineRule): DeadlineExplanation {
  const counted = count(calendar, start, rule);
  const rolls = rule.kind === 'one_month' || rule.kind === 'days' || (rule.kind === 'day_of_next_month' && rule.roll);
  const dueOn = rolls ? rollToWorkingDay(calendar, counted) : counted;
  return { start, rule, counted, rolled: dueOn !== counted, dueOn, calendarVersion: calendar.version };
}

function count(calendar: Calendar, start: PlainDay, rule: DeadlineRule): PlainDay {
  switch (rule.kind) {
    case 'one_month':
      return addOneMonth(start);
    case 'days':
      return addDays(start, rule.days);
    case 'working_days':
      return addWorkingDays(calendar, start, rule.days);
    case 'day_of_next_month': {
      const period = start.slice(0, 7).replace('-', '');
      return addDays(firstDayOf(addPeriods(period, 1)), rule.dueDay - 1);
    }
  }
}

/** 接收预警信息一月内 (津12): last day for the answer to what was received on `received`. @throws CALENDAR_YEAR_MISSING */
export function oneMonthDeadline(calendar: Calendar, received: PlainDay): PlainDay {
  return explainDeadline(calendar, received, { kind: 'one_month' }).dueOn;
}

/** 自收到之日起30日内 (津13): thirty calendar days, rolled. @throws CALENDAR_YEAR_MISSING */
export function thirtyDayDeadline(calendar: Calendar, received: PlainDay): PlainDay {
  return explainDeadline(calendar, received, { kind: 'days', days: 30 }).dueOn;
}

/** When the data of a month is due: `dueDay` (1–28) of the next month, inclusive, rolled if so set. */
export interface SubmissionDueRule {
  dueDay: number;
  roll: boolean;
}

/** 每月15日前 (津10), inclusive of the 15th; the roll is on unless an office sets it off. */
export const defaultSubmissionDueRule: SubmissionDueRule = { dueDay: 15, roll: true };

/** The last day, until 24:00 Shanghai, on which the data of `period` is in time. @throws CALENDAR_YEAR_MISSING, PERIOD_INVALID */
export function submissionDueOn(
  calendar: Calendar,
  period: Period,
  rule: SubmissionDueRule = defaultSubmissionDueRule,
): PlainDay {
  return explainDeadline(calendar, firstDayOf(period), { kind: 'day_of_next_month', ...rule }).dueOn;
}

/** The day as the rule writes it, before any roll: known without a calendar. @throws PERIOD_INVALID */
export function nominalSubmissionDueOn(period: Period, dueDay: number = defaultSubmissionDueRule.dueDay): PlainDay {
  return addDays(firstDayOf(addPeriods(period, 1)), dueDay - 1);
}
