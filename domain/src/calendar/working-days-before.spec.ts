import { describe, expect, it } from 'vitest';
import { builtInCalendar as calendar, lastDayBefore } from './index.js';

describe('at least so many working days before a day (handbook §4 no. 6)', () => {
  it.each([
    // The vectors of handbook §4, read backwards.
    ['2026-02-26', 7, '2026-02-10'],
    ['2026-10-15', 7, '2026-09-30'],
    ['2026-10-09', 2, '2026-09-30'],
    ['2026-02-24', 2, '2026-02-13'],
    ['2026-05-07', 2, '2026-04-30'],
    // Over a make-up Saturday: 2026-10-10 is worked.
    ['2026-10-20', 7, '2026-10-10'],
    // A first day that is itself a day off is not counted either.
    ['2026-10-18', 7, '2026-10-09'],
  ])('an inspection that begins on %s, %i working days: notice by %s', (day, n, expected) => {
    expect(lastDayBefore(calendar, day, n)).toBe(expected);
  });

  it('a year without a calendar is refused, not guessed', () => {
    expect(() => lastDayBefore(calendar, '2027-01-08', 7)).toThrow('CALENDAR_YEAR_MISSING');
  });
});
