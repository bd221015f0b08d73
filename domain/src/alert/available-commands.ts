import { fixReturnDeadline } from '../close/index.js';
import type { Calendar, Instant, PlainDay } from '../calendar/index.js';
import { fixAutomaticReceipt } from '../dispatch/index.js';
import { fixAnswerDeadline, fixReceipt } from '../feedback/index.js';
import type { Role } from '../identity/index.js';
import type { Alert, AlertSettings } from './alert.js';
import { mayDo, transitions } from './transitions.js';
import { alertCommands, type AlertCommand } from './types.js';

export interface AvailableCommand {
  command: AlertCommand;
  reasonRequired: boolean;
}

/**
 * What a person with these roles may do to the alert now, in the table's order; the web draws its buttons from it.
 * Says nothing of the organisation: an agency only ever sees its own alerts.
 */
export function availableCommands(alert: Alert, roles: readonly Role[]): AvailableCommand[] {
  return transitions
    .filter((one) => one.from.includes(alert.state) && mayDo(one, roles))
    .filter((one) => one.command !== 'cover_new_hits' || alert.newSinceAnswer)
    .filter((one) => one.command !== 'close' || !alert.newSinceAnswer)
    .map(({ command, reasonRequired }) => ({ command, reasonRequired }))
    .sort((a, b) => alertCommands.indexOf(a.command) - alertCommands.indexOf(b.command));
}

/**
 * The date that a command given now would set, for the button's sentence: by a dispatch the last day of the answer
 * if nobody signs, by a receipt the same from today, by a return that of the next answer. Null for others, and while
 * the calendar lacks the year.
 */
export function wouldBeDueOn(
  alert: Alert,
  command: AlertCommand,
  now: Instant,
  calendar: Calendar,
  settings: AlertSettings,
): PlainDay | null {
  switch (command) {
    case 'dispatch': {
      const received = fixAutomaticReceipt(now, calendar, settings.autoReceiptWorkingDays);
      return received && fixAnswerDeadline(received, calendar);
    }
    case 'receive':
      return fixAnswerDeadline(fixReceipt(now, alert.autoReceiptOn), calendar);
    case 'return':
      return fixReturnDeadline(now, calendar, settings.returnWorkingDays);
    default:
      return null;
  }
}

/** Whose move it is. */
export function turnOf(alert: Alert): 'supervision' | 'agency' | 'nobody' {
  switch (alert.state) {
    case 'raised':
    case 'screened':
    case 'answered':
      return 'supervision';
    case 'dispatched':
    case 'received':
    case 'returned':
      return 'agency';
    default:
      return 'nobody';
  }
}
