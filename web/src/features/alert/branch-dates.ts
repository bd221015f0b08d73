import { addDays } from '@fundwatch/domain/calendar';
import { dayOfInstant } from '../../platform/i18n/format.js';
import type { DateReason } from '../../ui/date-reason.js';
import type { Branch } from './alert-actions.js';

const opinionDays = 30;

/** Why a branch's date is that date: thirty days from the receipt (津13), or the day that an order names. */
export function dateReasonOf(branch: Branch): DateReason | null {
  const { kind, dueOn, receivedOn, waitingForCalendar, openedAt } = branch;
  const shared = { dueOn, waitingForCalendar, calendarVersion: null };
  if (kind === 'consultation' && receivedOn) {
    const nominalOn = addDays(receivedOn, opinionDays);
    const rolled = dueOn !== null && dueOn !== nominalOn;
    return { ...shared, rule: 'thirty_days', startedOn: receivedOn, nominalOn, rolled };
  }
  if (kind === 'supervise_order' && dueOn) {
    return { ...shared, rule: 'set_by_order', startedOn: dayOfInstant(openedAt), nominalOn: null, rolled: false };
  }
  return null;
}

/** Whether a branch of this state is still out. */
export function isOpen({ endedAt }: Pick<Branch, 'endedAt'>): boolean {
  return endedAt === null;
}
