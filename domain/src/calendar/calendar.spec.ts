import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  builtInCalendar as calendar,
  firstDayOf,
  hasYear,
  isWorkingDay,
  lastDayOf,
  orWaiting,
  periodsBack,
  rollToWorkingDay,
  workingDaysBetween,
} from './index.js';

describe('working days of the built-in calendar', () => {
  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i of them', (year, expected) => {
    let count = 0;
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1))
      if (isWorkingDay(calendar, day)) count += 1;
    expect(count).toBe(expected);
  });

  it.each([
    [2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]],
    [2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]],
  ])('are spread over the months of %i as published', (year, expected) => {
    const counts = periodsBack(`${year}12`, 12).map(
      (period) =>
        Array.from({ length: 31 }, (_, n) => addDays(firstDayOf(period), n)).filter(
          (day) => day <= lastDayOf(period) && isWorkingDay(calendar, day),
        ).length,
    );
    expect(counts).toEqual(expected);
  });

  it('agrees with the notice for 2024: the eve of Spring Festival is worked, eight weekend days make up', () => {
    expect(isWorkingDay(calendar, '2024-02-09')).toBe(true);
    expect(
      [
        '2024-02-04',
        '2024-02-18',
        '2024-04-07',
        '2024-04-28',
        '2024-05-11',
        '2024-09-14',
        '2024-09-29',
        '2024-10-12',
      ].every((day) => isWorkingDay(calendar, day)),
    ).toBe(true);
    expect(
      ['2024-02-12', '2024-02-16', '2024-06-10', '2024-09-16', '2024-10-07'].some((day) => isWorkingDay(calendar, day)),
    ).toBe(false);
  });

  it('a Saturday that makes up is worked, a Monday inside the holiday is not', () => {
    expect(isWorkingDay(calendar, '2026-02-28')).toBe(true);
    expect(isWorkingDay(calendar, '2026-02-16')).toBe(false);
  });

  it('each year lists only its own days, each once, and only weekend days as make-up', () => {
    for (const entry of calendar.years) {
      const days = [...entry.daysOff, ...entry.workingDays];
      expect(new Set(days).size).toBe(days.length);
      expect(days.every((day) => day.startsWith(`${entry.year}-`))).toBe(true);
      expect(entry.papers.length).toBeGreaterThan(0);
    }
  });

  it('a year without a calendar is refused and never guessed', () => {
    expect(hasYear(calendar, 2027)).toBe(false);
    expect(() => isWorkingDay(calendar, '2027-02-05')).toThrowError(
      expect.objectContaining({ code: 'CALENDAR_YEAR_MISSING' }),
    );
    expect(() => rollToWorkingDay(calendar, '2027-01-01')).toThrow('CALENDAR_YEAR_MISSING');
    expect(orWaiting(() => addWorkingDays(calendar, '2026-12-31', 1))).toBeNull();
  });

  it('another error is not mistaken for a missing year', () => {
    expect(() =>
      orWaiting(() => {
        throw new TypeError('broken');
      }),
    ).toThrow('broken');
  });
});

describe('counting working days', () => {
  it.each([
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-09-30', 2, '2026-10-09'],
    ['2026-09-30', 7, '2026-10-15'],
    ['2026-02-10', 7, '2026-02-26'],
    ['2026-02-10', 10, '2026-03-02'],
    ['2025-12-31', 2, '2026-01-05'],
    ['2026-04-30', 2, '2026-05-07'],
    ['2025-09-26', 10, '2025-10-16'],
    ['2026-02-13', 30, '2026-04-02'],
  ])('%s plus %i working days is %s', (day, n, expected) => {
    expect(addWorkingDays(calendar, day, n)).toBe(expected);
    expect(workingDaysBetween(calendar, day, expected)).toBe(n);
    expect(workingDaysBetween(calendar, expected, day)).toBe(-n);
  });

  it('counts back without the first day: seven working days before an inspection', () => {
    expect(addWorkingDays(calendar, '2026-10-15', -7)).toBe('2026-09-30');
  });

  it('from a day to itself there is none', () => {
    expect(workingDaysBetween(calendar, '2026-03-05', '2026-03-05')).toBe(0);
    expect(workingDaysBetween(calendar, '2026-09-30', '2026-10-31')).toBe(18);
  });

  it('between two days there are as many as are met on the way, over the turn of years too', () => {
    const starts = ['2024-01-01', '2024-02-29', '2024-12-31', '2025-01-27', '2025-12-30'];
    for (const from of starts) {
      let met = 0;
      for (let day = from; day < '2026-12-31';) {
        day = addDays(day, 1);
        if (isWorkingDay(calendar, day)) met += 1;
        expect([from, day, workingDaysBetween(calendar, from, day)]).toEqual([from, day, met]);
      }
    }
  });

  it('none is counted into or out of a year that the calendar lacks, but from its last day on', () => {
    expect(() => workingDaysBetween(calendar, '2026-12-30', '2027-01-04')).toThrow('CALENDAR_YEAR_MISSING');
    expect(() => workingDaysBetween(calendar, '2023-12-30', '2024-01-03')).toThrow('CALENDAR_YEAR_MISSING');
    expect(workingDaysBetween(calendar, '2023-12-31', '2024-01-03')).toBe(2);
  });
});
