import type { ReplyOf, routes } from '@fundwatch/domain/api';

export type DataQuality = ReplyOf<typeof routes.getDataQuality>;
export type QualityMonth = DataQuality['months'][number];
export type Measure = Pick<QualityMonth, 'expected' | 'accepted' | 'onTime' | 'refusedFirst'>;

/** The rates of the page; `of` their numerator. */
export const rates = ['complete', 'onTime', 'refusedFirst'] as const;
export type Rate = (typeof rates)[number];
const numerators: Record<Rate, (measure: Measure) => number> = {
  complete: ({ accepted }) => accepted,
  onTime: ({ onTime }) => onTime,
  refusedFirst: ({ refusedFirst }) => refusedFirst,
};

/** Per cent of what was expected, with one decimal; null where nothing was. */
export function rateOf(measure: Measure, rate: Rate): number | null {
  return measure.expected === 0 ? null : Math.round((numerators[rate](measure) / measure.expected) * 1000) / 10;
}

/** From the first month in which anything was expected: before it the product knew nothing. */
export function knownMonths(months: readonly QualityMonth[]): QualityMonth[] {
  const first = months.findIndex(({ expected }) => expected > 0);
  return first < 0 ? [] : months.slice(first);
}

/** Per cents that stand closer than this at the end of the lines would print their names over each other. */
const CLOSE = 7;

/** How far each rate's name moves up or down at the end of its line, so that all can be read. */
export function labelShifts(last: Measure): Record<Rate, number> {
  const shifts: Record<Rate, number> = { complete: 0, onTime: 0, refusedFirst: 0 };
  const ordered = [...rates].sort((a, b) => (rateOf(last, b) ?? 0) - (rateOf(last, a) ?? 0));
  ordered.slice(1).forEach((rate, at) => {
    const above = ordered[at]!;
    if ((rateOf(last, above) ?? 0) - (rateOf(last, rate) ?? 0) >= CLOSE) return;
    shifts[above] -= 9;
    shifts[rate] += 9;
  });
  return shifts;
}

/** A line a rate, said at its end instead of in a legend; what is not due yet is dashed. */
export function rateOption(
  months: readonly QualityMonth[],
  options: { colors: Record<Rate, string>; axis: (month: QualityMonth) => string; name: (rate: Rate) => string },
) {
  const shifts = labelShifts(months.at(-1)!);
  const lastDue = months.findLastIndex(({ isDue }) => isDue);
  const series = (rate: Rate, part: 'final' | 'running') => ({
    id: part === 'final' ? rate : `${rate} running`,
    name: options.name(rate),
    type: 'line',
    symbolSize: 7,
    symbol: { complete: 'circle', onTime: 'rect', refusedFirst: 'triangle' }[rate],
    cursor: 'pointer',
    color: options.colors[rate],
    lineStyle: { width: 2, type: part === 'final' ? 'solid' : 'dashed' },
    connectNulls: false,
    ...(part === 'running' ? { tooltip: { show: false } } : {}),
    data: months.map((month, at) => {
      const within = part === 'final' ? at <= lastDue : at >= lastDue;
      const value = within ? rateOf(month, rate) : null;
      const isEnd = value !== null && at === months.length - 1;
      return {
        value,
        ...(isEnd
          ? {
              label: {
                show: true,
                position: 'right',
                offset: [0, shifts[rate]],
                color: options.colors[rate],
                formatter: `${options.name(rate)} ${value}%`,
              },
            }
          : {}),
      };
    }),
  });
  const running = lastDue < months.length - 1;
  return {
    animation: false,
    grid: { left: 8, right: 120, top: 20, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: months.map(options.axis),
      axisLabel: { lineHeight: 18, hideOverlap: true, showMaxLabel: true },
    },
    yAxis: { type: 'value', max: 100, axisLabel: { formatter: '{value}%' } },
    series: rates.flatMap((rate) => [series(rate, 'final'), ...(running ? [series(rate, 'running')] : [])]),
  };
}
