import { addPeriods, periodOf } from '@fundwatch/domain/calendar';

/** Whether a period's figures still change: the month in which it is worked on, the one after it, isn't over. */
export function isUnfinished(period: string, businessDay: string | null): boolean {
  return businessDay !== null && addPeriods(period, 1) >= periodOf(businessDay);
}

/** Which of two decimal texts is larger, without a float: −1, 0 or 1. */
export function compareDecimals(left: string, right: string): -1 | 0 | 1 {
  const places = Math.max(left.split('.')[1]?.length ?? 0, right.split('.')[1]?.length ?? 0);
  const [a, b] = [scaled(left, places), scaled(right, places)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function scaled(text: string, places: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** The first month in which one of the series has a value; 0 when none has. Months without one lie before the product's start. */
export function startOf(series: readonly (readonly { value: string | null }[])[]): number {
  const firsts = series.map((each) => each.findIndex(({ value }) => value !== null)).filter((at) => at >= 0);
  return firsts.length ? Math.min(...firsts) : 0;
}

export interface Spark {
  /** Finished runs of months as polyline points; a month without a value leaves a gap. */
  lines: string[];
  /** The last step, into a month that isn't over; null when the last month is final or stands alone. */
  dashed: string | null;
  /** The last month that has a value. */
  last: { x: number; y: number } | null;
}

/** The points of a sparkline in a box, from zero to the largest value. */
export function sparkOf(
  values: readonly (string | null)[],
  size: { width: number; height: number },
  open: boolean,
): Spark {
  const inset = 3;
  const numbers = values.map((value) => (value === null ? null : Number(value)));
  const top = Math.max(1e-9, ...numbers.map((value) => value ?? 0));
  const step = values.length > 1 ? (size.width - 2 * inset) / (values.length - 1) : 0;
  const points = numbers.map((value, at) =>
    value === null
      ? null
      : { x: inset + at * step, y: size.height - inset - (value / top) * (size.height - 2 * inset) },
  );
  const write = (run: { x: number; y: number }[]) => run.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const runs: { x: number; y: number }[][] = [[]];
  const final = open ? points.slice(0, -1) : points;
  for (const point of final) {
    if (point) runs.at(-1)!.push(point);
    else runs.push([]);
  }
  const [before, now] = [points.at(-2), points.at(-1)];
  return {
    lines: runs.filter((run) => run.length > 1).map(write),
    dashed: open && before && now ? write([before, now]) : null,
    last: points.findLast((point) => point !== null) ?? null,
  };
}
