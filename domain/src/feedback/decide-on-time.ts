import { shanghaiDayOf, type Instant, type PlainDay } from '../calendar/index.js';

/**
 * Whether an answer came after its last day. The day counts until 24:00 in Shanghai (民法典 203).
 * Null while the deadline waits for its calendar.
 */
export function isLate(answeredAt: Instant, dueOn: PlainDay | null): boolean | null {
  return dueOn === null ? null : shanghaiDayOf(answeredAt) > dueOn;
}
