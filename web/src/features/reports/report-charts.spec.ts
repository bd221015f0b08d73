import { describe, expect, it } from 'vitest';
import { barOption } from './report-charts.js';

const rows = [
  { label: '2026-07', values: { raised: '3', closed: '0' } },
  { label: '2026-08', values: { raised: '1', closed: '1' } },
];
const series = [
  { figure: 'raised', name: '产生', color: '#14557b' },
  { figure: 'closed', name: '销号', color: '#2c6e49' },
] as const;
const option = (across: boolean) => barOption(rows, series, { across, show: (_, value) => `${value} 条`, ink: '#000' });

describe('the bars of a report', () => {
  it('two sets are told apart without colour: one is full, the other hatched', () => {
    const [first, second] = option(false).series;
    expect(first!.itemStyle).toEqual({ color: '#14557b' });
    expect(second!.itemStyle).toMatchObject({ color: '#ffffff', borderColor: '#2c6e49', decal: { color: '#2c6e49' } });
  });

  it('each bar says its number, and none says nothing', () => {
    const labels = option(false).series.map(({ data }) => data.map(({ label }) => label.show && label.formatter));
    expect(labels).toEqual([
      ['3 条', '1 条'],
      [false, '1 条'],
    ]);
  });

  it('names stand at the side, months below', () => {
    expect(option(true).yAxis).toMatchObject({ type: 'category', inverse: true, data: ['2026-07', '2026-08'] });
    expect(option(false).xAxis).toMatchObject({ type: 'category' });
  });
});
