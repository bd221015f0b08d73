import type { PlainDay } from '../calendar/index.js';
import type { Inspection } from './inspection.js';

/** Notices about the dates of an inspection, each written once a date: near, and past. */
export const inspectionReminderKinds = [
  'draft_remind',
  'draft_breach',
  'rectification_remind',
  'rectification_breach',
] as const;
export type InspectionReminderKind = (typeof inspectionReminderKinds)[number];

export interface InspectionReminder {
  kind: InspectionReminderKind;
  dueOn: PlainDay;
}

/**
 * The notices that are due now: of the draft (豫49(三)) and of the rectification (豫49(四)), one from some days before the last day
 * and one from the day after it. None while a date waits for its calendar.
 * @param soonThrough the last day that is near; null while the calendar lacks the year
 */
export function inspectionReminders(
  one: Pick<Inspection, 'state' | 'draftDueOn' | 'rectificationDueOn'>,
  today: PlainDay,
  soonThrough: PlainDay | null,
): InspectionReminder[] {
  const due = (clock: 'draft' | 'rectification', dueOn: PlainDay | null): InspectionReminder[] => {
    if (dueOn === null) return [];
    if (today > dueOn) return [{ kind: `${clock}_breach`, dueOn }];
    return soonThrough !== null && dueOn <= soonThrough ? [{ kind: `${clock}_remind`, dueOn }] : [];
  };
  switch (one.state) {
    case 'ended':
      return due('draft', one.draftDueOn);
    case 'confirmed':
    case 'rectifying':
      return due('rectification', one.rectificationDueOn);
    default:
      return [];
  }
}
