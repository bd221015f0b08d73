import type { AlertFigure } from '@fundwatch/domain/report';

/** One set of bars. */
export interface BarSeries {
  figure: AlertFigure;
  name: string;
  color: string;
}
export interface BarRow {
  label: string;
  values: Partial<Record<AlertFigure, string>>;
}

/** Dark is full and light is hatched, so that two sets are told apart on paper without colour. */
const looks = (color: string, place: number) =>
  place === 0
    ? { color }
    : {
        color: '#ffffff',
        borderColor: color,
        borderWidth: 1,
        decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color },
      };

/**
 * Bars side by side, each with its number. `across`: for what has names; else upright, for months. Numbers are drawn from
 * floats; the table below has them to the cent.
 */
export function barOption(
  rows: readonly BarRow[],
  series: readonly BarSeries[],
  { across, show, ink }: { across: boolean; show: (figure: AlertFigure, value: string) => string; ink: string },
) {
  const names = { type: 'category', data: rows.map(({ label }) => label), ...(across ? { inverse: true } : {}) };
  const numbers = { type: 'value', axisLabel: { show: false }, splitLine: { show: false } };
  return {
    animation: false,
    grid: {
      left: 8,
      right: across ? 72 : 8,
      top: 32,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: across ? numbers : names,
    yAxis: across ? names : numbers,
    series: series.map(({ figure, name, color }, place) => ({
      id: figure,
      name,
      type: 'bar',
      barMaxWidth: across ? 14 : 28,
      cursor: 'pointer',
      itemStyle: looks(color, place),
      tooltip: { valueFormatter: (value: number) => show(figure, String(value)) },
      data: rows.map(({ values }) => {
        const value = values[figure] ?? '0';
        return {
          value: Number(value),
          label: {
            show: Number(value) !== 0,
            position: across ? 'right' : 'top',
            color: ink,
            fontSize: 12,
            formatter: show(figure, value),
          },
        };
      }),
    })),
  };
}
