import { describe, expect, it } from 'vitest';
import { compareDecimals, isUnfinished, sparkOf, startOf } from './figure-series.js';

describe('a period on the overview', () => {
  it('still changes while the month after it lasts', () => {
    expect(isUnfinished('202609', '2026-10-20')).toBe(true);
    expect(isUnfinished('202608', '2026-10-20')).toBe(false);
    expect(isUnfinished('202612', '2027-01-31')).toBe(true);
  });

  it('is not called unfinished before the business day is known', () => {
    expect(isUnfinished('202609', null)).toBe(false);
  });
});

describe('comparing amounts', () => {
  it('is exact beyond what a float can hold', () => {
    expect(compareDecimals('9007199254740993.01', '9007199254740993.02')).toBe(-1);
    expect(compareDecimals('12.5', '12.50')).toBe(0);
    expect(compareDecimals('-1', '-2.00')).toBe(1);
    expect(compareDecimals('-0.5', '0.4')).toBe(-1);
  });
});

describe('the months before the product was in use', () => {
  const known = (...values: (string | null)[]) => values.map((value) => ({ value }));

  it('end where the first figure has a value', () => {
    expect(startOf([known(null, null, null, '80.0'), known(null, null, '99.0', '99.0')])).toBe(2);
  });

  it('a month without a value later on is no start', () => {
    expect(startOf([known('80.0', null, '90.0')])).toBe(0);
    expect(startOf([known(null, null)])).toBe(0);
  });
});

describe('a sparkline', () => {
  const size = { width: 106, height: 26 };

  it('goes from zero at the bottom to the largest value at the top', () => {
    expect(sparkOf(['0', '50', '100'], size, false).lines).toEqual(['3.0,23.0 53.0,13.0 103.0,3.0']);
  });

  it('leaves a gap where a month has no value', () => {
    expect(sparkOf(['10', '10', null, '10', '10'], size, false).lines).toHaveLength(2);
  });

  it('draws the step into an unfinished month apart from the rest', () => {
    const spark = sparkOf(['10', '10', '5'], size, true);
    expect(spark.lines).toEqual(['3.0,3.0 53.0,3.0']);
    expect(spark.dashed).toBe('53.0,3.0 103.0,13.0');
    expect(spark.last).toEqual({ x: 103, y: 13 });
  });

  it('has nothing to draw where nothing is known', () => {
    expect(sparkOf([null, null], size, true)).toEqual({ lines: [], dashed: null, last: null });
  });
});
