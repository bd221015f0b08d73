import { describe, expect, it } from 'vitest';
import { evidenceValue, isFigure } from './evidence-value.js';

describe('a value in the evidence table', () => {
  it('an amount has thousands and cents', () => {
    expect(evidenceValue('2804', 'decimal(38,2)')).toBe('2,804.00');
  });

  it('a count stays whole and a measured value keeps its decimals', () => {
    expect(evidenceValue('3.000000', 'decimal(38,6)')).toBe('3');
    expect(evidenceValue('0.125000', 'decimal(38,6)')).toBe('0.125');
  });

  it('a month is written with its dash, an instant in Shanghai time', () => {
    expect(evidenceValue('202607', 'yearmonth')).toBe('2026-07');
    expect(evidenceValue('2026-07-15T01:00:00Z', 'timestamp')).toBe('2026-07-15 09:00');
  });

  it('a number that is text keeps every digit, and nothing is a dash', () => {
    expect(evidenceValue('00012345', 'text')).toBe('00012345');
    expect(evidenceValue(null, 'text')).toBe('–');
    expect(isFigure('decimal(38,2)')).toBe(true);
    expect(isFigure('text')).toBe(false);
  });
});
