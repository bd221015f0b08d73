import { daysBetween, type PlainDay } from '../calendar/index.js';
import { DomainError } from '../errors.js';
import type { Alert, AlertSettings } from './alert.js';
import { runningClock } from './clocks.js';

/** The clock that an extension would move: the one that runs, or ran until an answer P11 was given. */
export function clockToExtend(alert: Alert): { clock: 'answer' | 'return'; dueOn: PlainDay | null } | null {
  if (alert.state === 'answered' && alert.problemType === 'P11')
    return alert.returnedAt === null
      ? { clock: 'answer', dueOn: alert.answerDueOn }
      : { clock: 'return', dueOn: alert.returnDueOn };
  const running = runningClock(alert);
  if (running?.clock !== 'answer' && running?.clock !== 'return') return null;
  return { clock: running.clock, dueOn: running.dueOn };
}

/** 延期 (handbook §4 no. 9): once, and asked before the date is past. P11 is offered as long as it can be asked. */
export function mayAskExtension(alert: Alert, today: PlainDay): boolean {
  const running = clockToExtend(alert);
  return running?.dueOn != null && !alert.extensionAsked && today <= running.dueOn;
}

/** The day asked for must lie after the date that runs, and not further than the setting allows. @throws DomainError EXTENSION_DAY_INVALID */
export function requireExtensionDay(
  until: PlainDay,
  dueOn: PlainDay,
  { extensionMostDays }: Pick<AlertSettings, 'extensionMostDays'>,
): void {
  const days = daysBetween(dueOn, until);
  if (days < 1 || days > extensionMostDays)
    throw new DomainError('EXTENSION_DAY_INVALID', { until, dueOn, mostDays: extensionMostDays });
}
