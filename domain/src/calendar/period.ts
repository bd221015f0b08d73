import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.js';
import type { PlainDay } from './day.js';

/** 所属期: a month, YYYYMM. Such strings order as months do. */
export type Period = string;

export function isPeriod(text: string): boolean {
  return /^(19|20)\d{2}(0[1-9]|1[0-2])$/.test(text);
}

function monthOf(period: Period): Temporal.PlainYearMonth {
  if (!isPeriod(period)) throw new DomainError('PERIOD_INVALID', { period });
  return Temporal.PlainYearMonth.from({ year: Number(period.slice(0, 4)), month: Number(period.slice(4)) });
}

/** The month in which a day lies. */
export function periodOf(day: PlainDay): Period {
  return day.slice(0, 7).replace('-', '');
}

/** A number of months later; earlier when negative. @throws PERIOD_INVALID */
export function addPeriods(period: Period, months: number): Period {
  return monthOf(period).add({ months }).toString().replace('-', '');
}

/** The last `count` periods up to and including `period`, earliest first. @throws PERIOD_INVALID */
export function periodsBack(period: Period, count: number): Period[] {
  return Array.from({ length: count }, (_, index) => addPeriods(period, index - count + 1));
}

/** Months from `from` to `to`; negative when `to` lies before. @throws PERIOD_INVALID */
export function periodsBetween(from: Period, to: Period): number {
  return monthOf(from).until(monthOf(to), { largestUnit: 'months' }).months;
}

/** @throws PERIOD_INVALID */
export function firstDayOf(period: Period): PlainDay {
  return monthOf(period).toPlainDate({ day: 1 }).toString();
}

/** @throws PERIOD_INVALID */
export function lastDayOf(period: Period): PlainDay {
  const month = monthOf(period);
  return month.toPlainDate({ day: month.daysInMonth }).toString();
}
