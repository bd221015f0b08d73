import type { InspectionClock } from '../alert/index.js';
import { orWaiting, workingDaysBetween, type Calendar, type PlainDay } from '../calendar/index.js';
import { noticeDay } from './decide-inspection.js';
import type { Inspection } from './inspection.js';
import type { MatterSettings } from '../case/index.js';

/** A date of an inspection that somebody must keep. */
export interface InspectionClockView {
  clock: InspectionClock;
  /** The day that is not counted. */
  countedFrom: PlainDay;
  dueOn: PlainDay | null;
  /** When it was kept; null while it runs, or where it never was. */
  keptOn: PlainDay | null;
  running: boolean;
  waitingForCalendar: boolean;
  workingDaysLeft: number | null;
}

/** Every clock that was started, in order. */
export function inspectionClocks(
  one: Inspection,
  { calendar, settings, today }: { calendar: Calendar; settings: MatterSettings; today: PlainDay },
): InspectionClockView[] {
  const notice = one.approvedAt !== null && one.carryInReason === null ? noticeDay(one, { calendar, settings }) : null;
  const clocks: [InspectionClock, PlainDay | null, PlainDay | null, PlainDay | null, boolean][] = [
    [
      'notice',
      one.approvedAt !== null && one.carryInReason === null ? one.startOn : null,
      notice,
      one.notifiedOn,
      one.state === 'approved',
    ],
    ['draft', one.endedOn, one.draftDueOn, one.draftedOn, one.state === 'ended'],
    ['objection', one.receivedOn, one.objectionDueOn, one.objectedOn ?? one.confirmedOn, one.state === 'drafted'],
    [
      'inspection_rectification',
      one.confirmedOn,
      one.rectificationDueOn,
      one.finishedOn,
      one.state === 'confirmed' || one.state === 'rectifying',
    ],
  ];
  return clocks.flatMap(([clock, countedFrom, dueOn, keptOn, running]) =>
    countedFrom === null
      ? []
      : [
          {
            clock,
            countedFrom,
            dueOn,
            keptOn: running ? null : keptOn,
            running,
            waitingForCalendar: dueOn === null,
            workingDaysLeft:
              running && dueOn !== null ? orWaiting(() => workingDaysBetween(calendar, today, dueOn)) : null,
          },
        ],
  );
}
