import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { periodsBack, periodsBetween } from '@fundwatch/domain/calendar';

type Precision = ReplyOf<typeof routes.getIndicatorPrecision>;
export interface TrendRow {
  period: string;
  raised: number;
  confirmed: number;
}

/** Alerts of each month, of one agency or of all, from the first month that has any; none where none was raised. */
export function trendRows({ from, to, months }: Pick<Precision, 'from' | 'to' | 'months'>, agency: string): TrendRow[] {
  const rows = periodsBack(to, periodsBetween(from, to) + 1).map((period) => {
    const of = months.filter((row) => row.period === period && (!agency || row.agency.code === agency));
    return {
      period,
      raised: of.reduce((sum, row) => sum + row.raised, 0),
      confirmed: of.reduce((sum, row) => sum + row.confirmed, 0),
    };
  });
  const first = rows.findIndex(({ raised }) => raised > 0);
  return first < 0 ? [] : rows.slice(first);
}

/** Bars of the months: what was confirmed dark at their foot, the number of all above them. */
export function trendOption(
  rows: readonly TrendRow[],
  options: {
    confirmed: string;
    raised: string;
    ink: string;
    names: { confirmed: string; raised: string };
    axis: (period: string) => string;
  },
) {
  const series = (id: 'confirmed' | 'raised', data: unknown[]) => ({
    id,
    name: options.names[id],
    type: 'bar',
    stack: 'alerts',
    barMaxWidth: 48,
    cursor: 'default',
    itemStyle: { color: options[id] },
    data,
  });
  return {
    animation: false,
    grid: { left: 8, right: 16, top: 28, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: {
      type: 'category',
      data: rows.map(({ period }) => options.axis(period)),
      axisLabel: { hideOverlap: true, showMaxLabel: true },
    },
    yAxis: { type: 'value' },
    series: [
      series(
        'confirmed',
        rows.map(({ confirmed }) => confirmed),
      ),
      series(
        'raised',
        rows.map(({ raised, confirmed }) => ({
          value: raised - confirmed,
          label: {
            show: true,
            position: 'top',
            color: options.ink,
            fontWeight: 600,
            formatter: confirmed ? `${raised} (${confirmed})` : String(raised),
          },
        })),
      ),
    ],
  };
}
