import { describe, expect, it } from 'vitest';
import {
  addPeriods,
  compareInstants,
  daysBetween,
  endOfDay,
  firstDayOf,
  isPeriod,
  isPlainDay,
  lastDayOf,
  periodOf,
  periodsBack,
  periodsBetween,
  shanghaiDayOf,
  startOfDay,
} from './index.js';

describe('days in Shanghai', () => {
  it('an instant belongs to the Shanghai day, whatever offset it is written in', () => {
    expect(shanghaiDayOf('2026-02-23T15:59:59Z')).toBe('2026-02-23');
    expect(shanghaiDayOf('2026-02-23T16:00:00Z')).toBe('2026-02-24');
    expect(shanghaiDayOf('2026-02-24T00:00:00+08:00')).toBe('2026-02-24');
  });

  it('a day runs from 00:00 to 24:00', () => {
    expect(startOfDay('2026-02-24')).toBe('2026-02-23T16:00:00Z');
    expect(endOfDay('2026-02-24')).toBe('2026-02-24T16:00:00Z');
    expect(compareInstants('2026-02-24T23:59:59+08:00', endOfDay('2026-02-24'))).toBeLessThan(0);
    expect(compareInstants('2026-02-25T00:00:00+08:00', endOfDay('2026-02-24'))).toBe(0);
  });

  it('knows dates of the calendar from other texts', () => {
    expect(isPlainDay('2026-02-28')).toBe(true);
    for (const text of ['2026-02-29', '2026-2-1', '20260228', '', '2026-02-28T00:00'])
      expect(isPlainDay(text)).toBe(false);
    expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3);
  });
});

describe('periods', () => {
  it('are six digits with a month from 01 to 12', () => {
    expect(isPeriod('202609')).toBe(true);
    for (const text of ['202613', '202600', '2026-09', '26009', '']) expect(isPeriod(text)).toBe(false);
    expect(() => firstDayOf('202613')).toThrow('PERIOD_INVALID');
  });

  it('cross the year in both directions', () => {
    expect(addPeriods('202512', 1)).toBe('202601');
    expect(addPeriods('202601', -1)).toBe('202512');
    expect(periodsBack('202602', 3)).toEqual(['202512', '202601', '202602']);
    expect(periodsBetween('202409', '202608')).toBe(23);
    expect(periodsBetween('202608', '202607')).toBe(-1);
  });

  it('have a first and a last day', () => {
    expect(firstDayOf('202402')).toBe('2024-02-01');
    expect(lastDayOf('202402')).toBe('2024-02-29');
    expect(periodOf('2026-09-30')).toBe('202609');
  });
});
