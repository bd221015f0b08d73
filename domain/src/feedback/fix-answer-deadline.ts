import {
  oneMonthDeadline,
  orWaiting,
  shanghaiDayOf,
  type Calendar,
  type Instant,
  type PlainDay,
} from '../calendar/index.js';

/**
 * The day of receipt: when it was signed, but never later than the automatic date, however late the sweep or the
 * signature comes.
 */
export function fixReceipt(receivedAt: Instant, autoReceiptOn: PlainDay | null): PlainDay {
  const day = shanghaiDayOf(receivedAt);
  return autoReceiptOn !== null && autoReceiptOn < day ? autoReceiptOn : day;
}

/** One month from the receipt, clamped, then rolled (津12; 民法典 202, 203). Null while the calendar lacks the year. */
export function fixAnswerDeadline(receivedOn: PlainDay, calendar: Calendar): PlainDay | null {
  return orWaiting(() => oneMonthDeadline(calendar, receivedOn));
}
