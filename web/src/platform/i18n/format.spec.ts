import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatBytes,
  formatCount,
  formatDay,
  formatDecimal,
  formatInstant,
  formatPeriod,
  formatPlainDecimal,
  formatShortAmount,
  formatShortDay,
} from './format.js';

describe('dates as the desk shows them', () => {
  it('a day carries its weekday', () => {
    expect(formatDay('2026-10-30', 'zh')).toBe('2026-10-30（周五）');
    expect(formatDay('2026-11-01', 'en')).toBe('2026-11-01 (Sun)');
  });

  it('a date in a sentence is month and day', () => {
    expect(formatShortDay('2026-11-03', 'zh')).toBe('11月3日');
    expect(formatShortDay('2026-11-23', 'en')).toBe('23 Nov');
  });

  it('an instant is shown in Shanghai time, whatever zone it was written in', () => {
    expect(formatInstant('2026-10-20T16:05:00Z')).toBe('2026-10-21 00:05');
    expect(formatInstant('2026-10-21T00:05:00+08:00')).toBe('2026-10-21 00:05');
  });

  it('a period is year and month', () => {
    expect(formatPeriod('202609')).toBe('2026-09');
  });
});

describe('amounts as the desk shows them', () => {
  it('a record shows thousands, two decimals and the unit', () => {
    expect(formatAmount('1234567.89', 'zh')).toBe('1,234,567.89 元');
    expect(formatAmount('-8412', 'zh')).toBe('-8,412.00 元');
    expect(formatAmount('0.005', 'en')).toBe('0.01 yuan');
    expect(formatAmount('-0.004', 'zh')).toBe('0.00 元');
  });

  it('an amount beyond what a float can hold keeps its last cent', () => {
    expect(formatAmount('90071992547409931.27', 'zh')).toBe('90,071,992,547,409,931.27 元');
  });

  it('a chart shows 万元 and 亿元', () => {
    expect(formatShortAmount('1234567.89', 'zh')).toBe('123.46 万元');
    expect(formatShortAmount('123000000', 'zh')).toBe('1.23 亿元');
    expect(formatShortAmount('9999.99', 'zh')).toBe('9,999.99 元');
    expect(formatShortAmount('10000', 'zh')).toBe('1.00 万元');
    expect(formatShortAmount('1234567.89', 'en')).toBe('1.23 million yuan');
  });

  it('a measured value shows only the decimals that say something', () => {
    expect(formatPlainDecimal('3.000000')).toBe('3');
    expect(formatPlainDecimal('10000.50')).toBe('10,000.5');
  });

  it('rounds half away from zero', () => {
    expect(formatDecimal('2.345', 2)).toBe('2.35');
    expect(formatDecimal('-2.345', 2)).toBe('-2.35');
    expect(formatDecimal('7.5', 0)).toBe('8');
  });

  it('counts have thousands and files a size', () => {
    expect(formatCount(1234567)).toBe('1,234,567');
    expect(formatBytes(1536)).toBe('1.5 kB');
    expect(formatBytes(52_428_800)).toBe('50 MB');
  });
});
