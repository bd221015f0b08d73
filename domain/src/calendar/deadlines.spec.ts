import { describe, expect, it } from 'vitest';
import {
  builtInCalendar as calendar,
  addOneMonth,
  explainDeadline,
  oneMonthDeadline,
  submissionDueOn,
  thirtyDayDeadline,
} from './index.js';

describe('deadlines counted from the receipt (handbook §4)', () => {
  it.each([
    ['2024-01-31', '2024-02-29', '2024-03-01'],
    ['2025-01-31', '2025-02-28', '2025-03-03'],
    ['2026-01-31', '2026-02-28', '2026-03-02'],
    ['2026-01-16', '2026-02-24', '2026-02-24'],
    ['2025-12-31', '2026-02-02', '2026-01-30'],
    ['2026-02-28', '2026-03-30', '2026-03-30'],
    ['2026-04-01', '2026-05-06', '2026-05-06'],
    ['2025-09-05', '2025-10-09', '2025-10-09'],
    ['2026-09-02', '2026-10-08', '2026-10-08'],
    ['2026-03-05', '2026-04-07', '2026-04-07'],
  ])('received on %s: one month ends on %s, thirty days end on %s', (received, oneMonth, thirtyDays) => {
    expect(oneMonthDeadline(calendar, received)).toBe(oneMonth);
    expect(thirtyDayDeadline(calendar, received)).toBe(thirtyDays);
  });

  it.each([
    ['2024-01-31', '2024-02-29'],
    ['2025-01-31', '2025-02-28'],
    ['2025-12-31', '2026-01-31'],
    ['2026-02-28', '2026-03-28'],
  ])('one month from %s is %s before rolling', (day, expected) => {
    expect(addOneMonth(day)).toBe(expected);
  });

  it('tells why: start, rule, the day as counted, the roll, the calendar', () => {
    expect(explainDeadline(calendar, '2026-01-16', { kind: 'one_month' })).toEqual({
      start: '2026-01-16',
      rule: { kind: 'one_month' },
      counted: '2026-02-16',
      rolled: true,
      dueOn: '2026-02-24',
      calendarVersion: calendar.version,
    });
    expect(explainDeadline(calendar, '2026-01-31', { kind: 'one_month' })).toMatchObject({
      rolled: false,
      dueOn: '2026-02-28',
    });
    expect(explainDeadline(calendar, '2026-02-10', { kind: 'working_days', days: 10 })).toMatchObject({
      rolled: false,
      dueOn: '2026-03-02',
    });
  });

  it('a month that ends in a year without a calendar is refused', () => {
    expect(() => oneMonthDeadline(calendar, '2026-12-15')).toThrow('CALENDAR_YEAR_MISSING');
  });
});

describe('when the data of a month is due', () => {
  it.each([
    ['202501', '2025-02-17'],
    ['202502', '2025-03-17'],
    ['202505', '2025-06-16'],
    ['202510', '2025-11-17'],
    ['202601', '2026-02-24'],
    ['202602', '2026-03-16'],
    ['202607', '2026-08-17'],
    ['202610', '2026-11-16'],
    ['202608', '2026-09-15'],
    ['202512', '2026-01-15'],
  ])('the data of %s is due on %s', (period, expected) => {
    expect(submissionDueOn(calendar, period)).toBe(expected);
  });

  it('stays on the 15th where the roll is set off, needing no calendar', () => {
    expect(submissionDueOn(calendar, '202601', { dueDay: 15, roll: false })).toBe('2026-02-15');
    expect(submissionDueOn(calendar, '202701', { dueDay: 15, roll: false })).toBe('2027-02-15');
  });
});
