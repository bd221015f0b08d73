import { describe, expect, it } from 'vitest';
import { trendOption, trendRows } from './trend-chart.js';

const heping = { code: '120101', name: '和平区社保中心' };
const hedong = { code: '120102', name: '河东区社保中心' };
const precision = {
  from: '202511',
  to: '202602',
  months: [
    { period: '202512', agency: heping, raised: 3, confirmed: 1 },
    { period: '202512', agency: hedong, raised: 2, confirmed: 2 },
    { period: '202602', agency: hedong, raised: 1, confirmed: 0 },
  ],
};

describe('the trend of an indicator', () => {
  it('sums the agencies of each month, from the first one with an alert on and with the empty ones between', () => {
    expect(trendRows(precision, '')).toEqual([
      { period: '202512', raised: 5, confirmed: 3 },
      { period: '202601', raised: 0, confirmed: 0 },
      { period: '202602', raised: 1, confirmed: 0 },
    ]);
  });

  it('tells of one agency alone', () => {
    expect(trendRows(precision, '120102').map(({ raised }) => raised)).toEqual([2, 0, 1]);
    expect(trendRows(precision, '120109')).toEqual([]);
  });

  it('stacks what was not confirmed above what was, and writes both numbers', () => {
    const option = trendOption(trendRows(precision, ''), {
      confirmed: '#111111',
      raised: '#222222',
      ink: '#000000',
      names: { confirmed: '证实', raised: '其他' },
      axis: (period) => period,
    });
    expect(option.series[0]!.data).toEqual([3, 0, 0]);
    expect(option.series[1]!.data).toMatchObject([
      { value: 2, label: { formatter: '5 (3)' } },
      { value: 0, label: { formatter: '0' } },
      { value: 1, label: { formatter: '1' } },
    ]);
  });
});
