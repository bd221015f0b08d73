import { describe, expect, it } from 'vitest';
import { evidenceValue, isFigure, isHash } from './evidence-value.js';

describe('a value in the evidence table', () => {
  it('an amount has thousands, cents and its unit', () => {
    expect(evidenceValue('2804', 'money', 'zh')).toBe('2,804.00 元');
    expect(evidenceValue('-1234567.5', 'money', 'zh')).toBe('-1,234,567.50 元');
  });

  it('a count stays whole, a share is per cent', () => {
    expect(evidenceValue('1203', 'integer', 'zh')).toBe('1,203');
    expect(evidenceValue('0.052500', 'ratio', 'zh')).toBe('5.25 %');
    expect(evidenceValue('1.5', 'ratio', 'zh')).toBe('150 %');
  });

  it('a month is written with its dash', () => {
    expect(evidenceValue('202607', 'period', 'zh')).toBe('2026-07');
  });

  it('a time without a zone is shown as it was sent, one with a zone in Shanghai time', () => {
    expect(evidenceValue('2026-07-15 16:00:20', 'datetime', 'zh')).toBe('2026-07-15 16:00:20');
    expect(evidenceValue('2026-07-15T01:00:00Z', 'datetime', 'zh')).toBe('2026-07-15 09:00');
  });

  it('a number that is text keeps every digit, and nothing is a dash', () => {
    expect(evidenceValue('00012345', 'text', 'zh')).toBe('00012345');
    expect(evidenceValue(null, 'money', 'zh')).toBe('–');
  });

  it('figures and hashes are told apart from text', () => {
    expect([isFigure('money'), isFigure('text')]).toEqual([true, false]);
    expect([isHash('f273810ca5f35921d2443c17e77126ca'), isHash('P000046'), isHash(null)]).toEqual([true, false, false]);
  });
});
