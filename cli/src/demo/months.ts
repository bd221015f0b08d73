import { addDays, builtInCalendar, isWorkingDay } from '@fundwatch/domain/calendar';

/** The four months of the demonstration, oldest first. */
export const demoPeriods = ['202606', '202607', '202608', '202609'] as const;
export type DemoPeriod = (typeof demoPeriods)[number];

export interface DemoMonth {
  firstDay: string;
  lastDay: string;
  /** The rolled due day of the month's submissions (working-day calendar of 2026). */
  dueOn: string;
  /** Review and approval of the regular payment batch. */
  prepareOn: string;
  payOn: string;
  /** The supplementary batch: reviewed, approved and paid on one day. */
  supplementOn: string;
  /** Days on which agencies send, all at or before the due day. */
  sendDays: readonly string[];
}

export const demoMonths: Record<DemoPeriod, DemoMonth> = {
  '202606': {
    firstDay: '2026-06-01',
    lastDay: '2026-06-30',
    dueOn: '2026-07-15',
    prepareOn: '2026-06-08',
    payOn: '2026-06-10',
    supplementOn: '2026-06-24',
    sendDays: ['2026-07-06', '2026-07-07', '2026-07-08', '2026-07-09', '2026-07-10', '2026-07-13', '2026-07-14'],
  },
  '202607': {
    firstDay: '2026-07-01',
    lastDay: '2026-07-31',
    dueOn: '2026-08-17',
    prepareOn: '2026-07-08',
    payOn: '2026-07-10',
    supplementOn: '2026-07-24',
    sendDays: ['2026-08-05', '2026-08-06', '2026-08-07', '2026-08-10', '2026-08-11', '2026-08-12', '2026-08-14'],
  },
  '202608': {
    firstDay: '2026-08-01',
    lastDay: '2026-08-31',
    dueOn: '2026-09-15',
    prepareOn: '2026-08-07',
    payOn: '2026-08-10',
    supplementOn: '2026-08-24',
    sendDays: ['2026-09-04', '2026-09-07', '2026-09-08', '2026-09-09', '2026-09-10', '2026-09-11', '2026-09-14'],
  },
  '202609': {
    firstDay: '2026-09-01',
    lastDay: '2026-09-30',
    dueOn: '2026-10-15',
    prepareOn: '2026-09-08',
    payOn: '2026-09-10',
    supplementOn: '2026-09-24',
    sendDays: ['2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12', '2026-10-13', '2026-10-14'],
  },
};

/** The working days of a month, ascending. */
export function workingDaysOf(period: DemoPeriod): string[] {
  const { firstDay, lastDay } = demoMonths[period];
  const days: string[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    if (isWorkingDay(builtInCalendar, day)) days.push(day);
  }
  return days;
}

/** A Shanghai wall-clock text, `seconds` after midnight of the day. */
export function atSecond(day: string, seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Seconds after midnight of an hour and minute. */
export const clock = (hour: number, minute = 0, second = 0): number => hour * 3600 + minute * 60 + second;

/** The demonstration's months from `from` to `to`, both included. */
export function periodsBetween(from: string, to: string): DemoPeriod[] {
  return demoPeriods.filter((period) => period >= from && period <= to);
}
