import { describe, expect, it } from 'vitest';
import { knownMonths, labelShifts, rateOf, rateOption, type QualityMonth } from './quality-chart.js';

const month = (period: string, more: Partial<QualityMonth> = {}): QualityMonth => ({
  period,
  dueOn: null,
  isDue: true,
  expected: 8,
  accepted: 6,
  onTime: 5,
  refusedFirst: 1,
  afterLock: 0,
  rulesBroken: null,
  qualityHits: null,
  ...more,
});

describe('the rates of the data', () => {
  it('are shares of what was expected, and none where nothing was', () => {
    expect([rateOf(month('202609'), 'complete'), rateOf(month('202609'), 'onTime')]).toEqual([75, 62.5]);
    expect(rateOf(month('202609', { expected: 0 }), 'complete')).toBeNull();
  });

  it('begin with the first month in which anything was expected', () => {
    const months = [month('202607', { expected: 0 }), month('202608'), month('202609', { expected: 0 })];
    expect(knownMonths(months).map(({ period }) => period)).toEqual(['202608', '202609']);
  });

  it('of a month that is not due yet are dashed and joined to the one before', () => {
    const option = rateOption([month('202608'), month('202609'), month('202610', { isDue: false, accepted: 2 })], {
      colors: { complete: '#111', onTime: '#222', refusedFirst: '#333' },
      axis: ({ period }) => period,
      name: (rate) => rate,
    });
    const [final, running] = option.series.filter(({ name }) => name === 'complete');
    expect(final!.data.map(({ value }) => value)).toEqual([75, 75, null]);
    expect(running!.data.map(({ value }) => value)).toEqual([null, 75, 25]);
    expect(running!.lineStyle.type).toBe('dashed');
  });

  it('that end close together have their names apart', () => {
    expect(labelShifts(month('202609', { expected: 100, accepted: 91, onTime: 90 }))).toEqual({
      complete: -9,
      onTime: 9,
      refusedFirst: 0,
    });
  });
});
