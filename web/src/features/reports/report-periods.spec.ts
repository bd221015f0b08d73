import { describe, expect, it } from 'vitest';
import { choicesOf, endsOf, readChoice } from './report-periods.js';

describe('the months that a report is chosen by', () => {
  it('without a choice it is the month that is over last', () => {
    expect(readChoice({}, '2026-10-20')).toEqual({ kind: 'month', from: '202609', to: '202609' });
    expect(readChoice({ kind: 'half_year' }, '2026-10-20')).toEqual({
      kind: 'half_year',
      from: '202607',
      to: '202612',
    });
    expect(readChoice({ kind: 'year', from: '202607' }, '2026-10-20')).toEqual({
      kind: 'year',
      from: '202601',
      to: '202612',
    });
  });

  it('follows the address', () => {
    expect(readChoice({ kind: 'classified', from: '202511', to: '202602' }, '2026-10-20')).toEqual({
      kind: 'classified',
      from: '202511',
      to: '202602',
    });
  });

  it('offers halves and years by their first month, the running one first', () => {
    expect(choicesOf('half_year', '2026-10-20').slice(0, 3)).toEqual(['202607', '202601', '202507']);
    expect(choicesOf('year', '2026-10-20')).toEqual(['202601', '202501', '202401', '202301', '202201']);
    expect(choicesOf('month', '2026-01-05')[1]).toBe('202512');
  });

  it('a summary ends two years after it begins at the latest, and never in the future', () => {
    expect(endsOf('202609', '2026-10-20')).toEqual(['202610', '202609']);
    expect(endsOf('202401', '2026-10-20')[0]).toBe('202512');
  });
});
