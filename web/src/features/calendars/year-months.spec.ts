import { builtInCalendar } from '@fundwatch/domain/calendar';
import { expect, it } from 'vitest';
import { yearMonths } from './year-months.js';

const months = yearMonths(builtInCalendar.years.find(({ year }) => year === 2026)!);

it('a year hangs on the wall as twelve months that begin under their weekday', () => {
  expect(months).toHaveLength(12);
  expect(months.slice(0, 3).map(({ weeks }) => weeks[0]!.findIndex((day) => day !== null))).toEqual([3, 6, 6]);
  expect(months.map(({ weeks }) => weeks.flat().filter((day) => day !== null).length)).toEqual([
    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
  ]);
});

it('counts the working days of each month as published', () => {
  expect(months.map(({ worked }) => worked)).toEqual([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
});

it('tells days off by order and make-up days from weekends', () => {
  const kindOf = (day: string) => months.flatMap(({ weeks }) => weeks.flat()).find((one) => one?.day === day)?.kind;
  expect(['2026-02-14', '2026-02-16', '2026-03-07', '2026-03-09'].map(kindOf)).toEqual([
    'make_up',
    'off',
    'weekend',
    'worked',
  ]);
});
