import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { addPeriods } from '@fundwatch/domain/calendar';
import {
  alertFigures,
  countedIn,
  figureRules,
  matterFigures,
  type AlertFigure,
  type MatterFigure,
  type ReportDimension,
  type ReportFigure,
  type ReportRange,
} from '@fundwatch/domain/report';
import type { RouteLocationRaw } from 'vue-router';

export type Report = ReplyOf<typeof routes.getReport>;
export type ReportTable = Report['tables'][number];
export type ReportRow = ReportTable['rows'][number];

const isAlertFigure = (figure: ReportFigure): figure is AlertFigure =>
  (alertFigures as readonly string[]).includes(figure);

const isMatterFigure = (figure: ReportFigure): figure is MatterFigure =>
  (matterFigures as readonly string[]).includes(figure);

/** Where what a figure counted is listed. */
export function listOf(figure: ReportFigure, range: ReportRange): RouteLocationRaw {
  if (isAlertFigure(figure)) return alertsOf(figure, range);
  if (isMatterFigure(figure))
    return {
      path: figureRules[figure].unit === 'inspections' ? '/inspections' : '/major-matters',
      query: { counted: countedIn(figure, range) },
    };
  // The board shows one month of data, which is due in the month after it.
  return range.from === range.to
    ? { path: '/board', query: { period: addPeriods(range.from, -1) } }
    : { path: '/data-quality' };
}

/** The alerts that a cell of a table counted; null where no list has such a filter, or nothing is in it. */
export function listOfCell(
  tables: readonly ReportTable[],
  dimension: ReportDimension,
  row: ReportRow,
  figure: AlertFigure,
  range: ReportRange,
): RouteLocationRaw | null {
  const narrowed = narrowBy(tables, dimension, row.key);
  return narrowed && !isNothing(row.values[figure]) ? alertsOf(figure, range, narrowed) : null;
}

export const isNothing = (value: string | undefined): boolean => value === undefined || /^-?0(\.0+)?$/.test(value);

function alertsOf(figure: AlertFigure, range: ReportRange, narrowed: Record<string, string> = {}): RouteLocationRaw {
  return { path: '/alerts', query: { counted: countedIn(figure, range), ...narrowed, order: 'raised' } };
}

const filterNames = {
  problem_type: 'problemType',
  indicator: 'indicator',
  agency: 'agency',
  line: 'line',
  severity: 'severity',
} as const;

function narrowBy(
  tables: readonly ReportTable[],
  dimension: ReportDimension,
  key: string | null,
): Record<string, string> | null {
  if (key === null) return null;
  if (dimension !== 'group') return { [filterNames[dimension]]: key };
  const indicators = tables.find((one) => one.dimension === 'indicator')?.rows ?? [];
  const codes = indicators.map((row) => row.key ?? '').filter((code) => code.startsWith(key));
  return { indicator: codes.join(',') };
}
