import type { MatterSettings } from '../case/index.js';
import { addWorkingDays, oneMonthDeadline, orWaiting, type Calendar, type PlainDay } from '../calendar/index.js';
import type { Inspection } from './inspection.js';

export interface InspectionDateContext {
  calendar: Calendar;
  settings: MatterSettings;
}

/** 豫49(三): the draft, counted from the end; null while a calendar is missing, or it has not ended. */
export function draftDay(
  { endedOn, specialReason }: Pick<Inspection, 'endedOn' | 'specialReason'>,
  { calendar, settings }: InspectionDateContext,
): PlainDay | null {
  const days = specialReason === null ? settings.draftWorkingDays : settings.specialDraftWorkingDays;
  return endedOn && orWaiting(() => addWorkingDays(calendar, endedOn, days));
}

/** 豫49(三): until when the agency may object, counted from its receipt of the draft. */
export function objectionDay(
  { receivedOn }: Pick<Inspection, 'receivedOn'>,
  { calendar, settings }: InspectionDateContext,
): PlainDay | null {
  return receivedOn && orWaiting(() => addWorkingDays(calendar, receivedOn, settings.objectionWorkingDays));
}

/** 豫49(四): the month of rectification. */
export function rectificationDay(
  { confirmedOn }: Pick<Inspection, 'confirmedOn'>,
  { calendar }: Pick<InspectionDateContext, 'calendar'>,
): PlainDay | null {
  return confirmedOn && orWaiting(() => oneMonthDeadline(calendar, confirmedOn));
}

/** The dates of an inspection that are fixed once and may wait for a calendar; that of the notice is counted when it is asked for. */
export const inspectionDates = ['draftDueOn', 'objectionDueOn', 'rectificationDueOn'] as const;

/**
 * Fills in the dates that waited for a calendar, once one that knows the year is there; dates already fixed stay. Null when
 * nothing waits, or the new calendar does not help either.
 */
export function fillInspectionCalendar(one: Inspection, context: InspectionDateContext): Inspection | null {
  if (one.state === 'finished' || one.state === 'cancelled') return null;
  const next: Inspection = {
    ...one,
    draftDueOn: one.draftDueOn ?? draftDay(one, context),
    objectionDueOn: one.objectionDueOn ?? objectionDay(one, context),
    rectificationDueOn: one.rectificationDueOn ?? rectificationDay(one, context),
  };
  if (inspectionDates.every((name) => next[name] === one[name])) return null;
  return { ...next, calendarVersion: context.calendar.version, revision: one.revision + 1 };
}

/** Which date runs in a state; in the others none does. */
const runningDates: Partial<Record<Inspection['state'], (typeof inspectionDates)[number]>> = {
  ended: 'draftDueOn',
  drafted: 'objectionDueOn',
  confirmed: 'rectificationDueOn',
  rectifying: 'rectificationDueOn',
};

/**
 * Moves the date that runs and lies ahead to where a later version of the calendar puts it (handbook §4, row 11). Null when it
 * stays; a date that has passed, or was kept, is never moved.
 */
export function moveInspectionDate(
  one: Inspection,
  today: PlainDay,
  context: InspectionDateContext,
): Inspection | null {
  const name = runningDates[one.state];
  const before = name ? one[name] : null;
  if (!name || before === null || before < today) return null;
  const days = { draftDueOn: draftDay, objectionDueOn: objectionDay, rectificationDueOn: rectificationDay };
  const dueOn = days[name](one, context);
  if (dueOn === null || dueOn === before) return null;
  return { ...one, [name]: dueOn, calendarVersion: context.calendar.version, revision: one.revision + 1 };
}
