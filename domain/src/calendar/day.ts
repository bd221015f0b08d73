import { Temporal } from 'temporal-polyfill';

/** A plain date, YYYY-MM-DD, always meant in Asia/Shanghai. Such strings order as dates do. */
export type PlainDay = string;
/** A point in time: ISO 8601 with an offset or Z. */
export type Instant = string;

export const timeZone = 'Asia/Shanghai';

export function addDays(day: PlainDay, days: number): PlainDay {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The same number a month later; where the month has none, its last day (民法典 202). */
export function addOneMonth(day: PlainDay): PlainDay {
  return Temporal.PlainDate.from(day).add({ months: 1 }, { overflow: 'constrain' }).toString();
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: PlainDay): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

export function yearOf(day: PlainDay): number {
  return Number(day.slice(0, 4));
}

/** Calendar days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: PlainDay, to: PlainDay): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** Whether a text is a date of the calendar, written YYYY-MM-DD. */
export function isPlainDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

/** The day in Shanghai on which an instant falls. */
export function shanghaiDayOf(instant: Instant): PlainDay {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** 00:00 in Shanghai, as an instant with Z. */
export function startOfDay(day: PlainDay): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant().toString();
}

/** 24:00 in Shanghai: the first instant that no longer belongs to the day. */
export function endOfDay(day: PlainDay): Instant {
  return startOfDay(addDays(day, 1));
}

/** Negative, 0 or positive as `a` is before, at or after `b`. */
export function compareInstants(a: Instant, b: Instant): number {
  return Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b));
}
