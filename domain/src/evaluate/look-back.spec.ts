import { describe, expect, it } from 'vitest';
import type { IndicatorNeed } from './indicator-definition.js';
import { findLookBackCuts, periodsRead } from './look-back.js';

const needs: IndicatorNeed[] = [
  { dataset: 'business', tables: ['benefit_payment'], lookBack: 3 },
  { dataset: 'external', tables: ['death'], lookBack: 1 },
  { system: ['submission'] },
];
const scope = { agency: '120101', line: '110' };
const accepted = (...periods: string[]) => periods.map((period) => ({ ...scope, dataset: 'business', period }));

describe('looking back', () => {
  it('reads as many packages as the longest need, M included', () => {
    expect(periodsRead(needs, '202601')).toEqual(['202511', '202512', '202601']);
    expect(periodsRead([{ system: ['submission'] }], '202601')).toEqual(['202601']);
  });

  it('is cut short where an earlier package of this agency and line is missing', () => {
    const others = [{ agency: '120102', line: '110', dataset: 'business', period: '202511' }];
    expect(
      findLookBackCuts({
        needs,
        scope,
        period: '202601',
        region: '120000',
        accepted: [...accepted('202512', '202601'), ...others],
      }),
    ).toEqual([{ dataset: 'business', wanted: 3, found: 2, missing: ['202511'] }]);
  });

  it('is whole where every package is there', () => {
    const all = accepted('202511', '202512', '202601');
    expect(findLookBackCuts({ needs, scope, period: '202601', region: '120000', accepted: all })).toEqual([]);
  });
});
