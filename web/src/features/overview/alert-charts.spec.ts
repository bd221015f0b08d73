import { describe, expect, it } from 'vitest';
import { agencyOption, agencyRows, monthOption, monthRows, type AgencyRow } from './alert-charts.js';

const anAgency = (code: string, open: number, amount = '0', overdue = 0): AgencyRow => ({
  agency: { code, name: `N${code}` },
  open,
  overdue,
  closed: 1,
  amount,
  riskScore: null,
});
const colors = { critical: 'c', high: 'h', medium: 'm', low: 'l' };

describe('alerts by month', () => {
  const rows = monthRows(
    [
      { period: '202608', severity: 'high', alerts: 3 },
      { period: '202608', severity: 'low', alerts: 1 },
      { period: '202609', severity: 'high', alerts: 2 },
    ],
    ['202607', '202608', '202609'],
  );

  it('begin with the first month that has any, and every severity has a number', () => {
    expect(rows).toEqual([
      { period: '202608', counts: { critical: 0, high: 3, medium: 0, low: 1 }, total: 4 },
      { period: '202609', counts: { critical: 0, high: 2, medium: 0, low: 0 }, total: 2 },
    ]);
  });

  it('keep a month without alerts between others', () => {
    const gap = monthRows([{ period: '202607', severity: 'low', alerts: 1 }], ['202607', '202608']);
    expect(gap.map((row) => row.total)).toEqual([1, 0]);
  });

  it('show only severities that occur, and hatch the month that is not over', () => {
    const option = monthOption(rows, {
      colors,
      isOpen: (period) => period === '202609',
      axis: String,
      name: (severity) => severity,
      ink: 'i',
    });
    const high = option.series.find(({ id }) => id === 'high')!;
    expect(option.series.map(({ id }) => id)).toEqual(['high', 'low', 'total']);
    expect(high.data[0]).toEqual({ value: 3 });
    expect(high.data[1]).toMatchObject({ value: 2, itemStyle: { borderType: 'dashed' } });
  });
});

describe('alerts by agency', () => {
  it('the agency with the most open alerts comes first, among equals the one with more money', () => {
    const rows = agencyRows([anAgency('a', 1), anAgency('b', 4, '9.50'), anAgency('c', 4, '10.00')]);
    expect(rows.map((row) => row.agency.code)).toEqual(['c', 'b', 'a']);
  });

  it('an agency that never had an alert is left out', () => {
    expect(agencyRows([{ ...anAgency('a', 0), closed: 0 }])).toEqual([]);
  });

  it('overdue alerts are part of the open ones, not added to them', () => {
    const option = agencyOption([anAgency('a', 5, '0', 2)], {
      overdue: 'o',
      open: 'p',
      names: { overdue: 'overdue', open: 'open' },
      end: () => '',
    });
    expect(option.series[0]!.data).toEqual([2]);
    expect(option.series[1]!.data[0]).toMatchObject({ value: 3 });
  });
});
