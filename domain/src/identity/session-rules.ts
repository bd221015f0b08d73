import { compareInstants, type Instant } from '../calendar/day.js';

/** Sessions run on the real clock, also in the demonstration. */
export const sessionRules = { idleMinutes: 30, absoluteHours: 12 } as const;

const MINUTE = 60_000;
const plus = (instant: Instant, milliseconds: number): Instant =>
  new Date(new Date(instant).getTime() + milliseconds).toISOString();

/** When a session that starts now ends for good. */
export function sessionEndsAt(createdAt: Instant): Instant {
  return plus(createdAt, sessionRules.absoluteHours * 60 * MINUTE);
}

/** When a session ends if nobody touches it from now on: idle or absolute, whichever is first. */
export function sessionExpiresAt(lastSeenAt: Instant, endsAt: Instant): Instant {
  const idle = plus(lastSeenAt, sessionRules.idleMinutes * MINUTE);
  return compareInstants(idle, endsAt) < 0 ? idle : endsAt;
}

/** Whether a session still counts at `now`. */
export function isSessionLive(
  session: { lastSeenAt: Instant; endsAt: Instant; revokedAt: Instant | null },
  now: Instant,
): boolean {
  return session.revokedAt === null && compareInstants(now, sessionExpiresAt(session.lastSeenAt, session.endsAt)) < 0;
}

/** Failed sign-ins of one user name before it has to wait, and for how long they count. */
export const throttleRules = { attempts: 5, minutes: 15 } as const;

/** Seconds to wait before the next attempt; 0 when one is free. `attempts`: instants of those that count, any order. */
export function throttledForSeconds(attempts: readonly Instant[], now: Instant): number {
  const windowStart = new Date(now).getTime() - throttleRules.minutes * MINUTE;
  const recent = attempts
    .map((attempt) => new Date(attempt).getTime())
    .filter((time) => time > windowStart)
    .sort((a, b) => b - a);
  const deciding = recent[throttleRules.attempts - 1];
  return deciding === undefined ? 0 : Math.ceil((deciding - windowStart) / 1000);
}

/** A password is at least this long; the length is the only rule that helps. */
export const shortestPassword = 10;
