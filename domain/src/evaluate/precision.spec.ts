import { describe, expect, it } from 'vitest';
import { compareWorkForLeast, confirmedShare, type PrecisionCounts } from './precision.js';

const of = (code: string, counts: Partial<PrecisionCounts>): PrecisionCounts => ({
  code,
  answered: 0,
  confirmed: 0,
  unconfirmed: 0,
  found: '0',
  ...counts,
});

describe('the share of confirmed alerts', () => {
  it('is of those that were answered, to one decimal', () => {
    expect(confirmedShare({ answered: 3, confirmed: 1 })).toBe('33.3');
    expect(confirmedShare({ answered: 3, confirmed: 2 })).toBe('66.7');
  });

  it('is a whole number without a decimal where it is one', () => {
    expect(confirmedShare({ answered: 4, confirmed: 4 })).toBe('100');
    expect(confirmedShare({ answered: 4, confirmed: 0 })).toBe('0');
  });

  it('is unknown while nothing is answered', () => {
    expect(confirmedShare({ answered: 0, confirmed: 0 })).toBeNull();
  });
});

describe('indicators by work for least', () => {
  const order = (...rows: PrecisionCounts[]) => rows.sort(compareWorkForLeast).map(({ code }) => code);

  it('begin with the most answered alerts that confirmed nothing, whatever their share', () => {
    expect(
      order(of('DY01', { answered: 2, unconfirmed: 2 }), of('NK02', { answered: 90, confirmed: 80, unconfirmed: 10 })),
    ).toEqual(['NK02', 'DY01']);
  });

  it('put among equals the one that confirmed fewer first, then the one that found less', () => {
    expect(
      order(
        of('CB01', { unconfirmed: 3, confirmed: 2, found: '100.00' }),
        of('CB02', { unconfirmed: 3, confirmed: 1, found: '90000.00' }),
        of('CB03', { unconfirmed: 3, confirmed: 2, found: '99.00' }),
      ),
    ).toEqual(['CB02', 'CB03', 'CB01']);
  });

  it('follow their codes where nothing tells them apart', () => {
    expect(order(of('YX02', {}), of('CW01', {}))).toEqual(['CW01', 'YX02']);
  });
});
