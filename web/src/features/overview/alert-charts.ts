import { severities, type Severity } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { unfinished } from '../../ui/chart/chart-theme.js';
import { compareDecimals } from './figure-series.js';

type Overview = ReplyOf<typeof routes.getOverview>;
export type AgencyRow = Overview['byAgency'][number];
export interface MonthRow {
  period: string;
  counts: Record<Severity, number>;
  total: number;
}

/** Severities as a stack is built: the gravest at the bottom, where bars can be compared. */
export const stackOrder = [...severities].reverse();

/** Alerts of each month by severity, from the first month that has any. */
export function monthRows(byMonth: Overview['byMonth'], periods: readonly string[]): MonthRow[] {
  const rows = periods.map((period): MonthRow => {
    const counts = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>;
    for (const each of byMonth) if (each.period === period) counts[each.severity] += each.alerts;
    return { period, counts, total: Object.values(counts).reduce((sum, count) => sum + count, 0) };
  });
  const first = rows.findIndex((row) => row.total > 0);
  return first < 0 ? [] : rows.slice(first);
}

/** Agencies with the most open alerts first; among equals the larger amount. Those without any alert are left out. */
export function agencyRows(byAgency: readonly AgencyRow[]): AgencyRow[] {
  return byAgency
    .filter((row) => row.open + row.closed > 0)
    .sort(
      (a, b) => b.open - a.open || -compareDecimals(a.amount, b.amount) || a.agency.code.localeCompare(b.agency.code),
    );
}

/** The stacked bars of the months; the label of each severity stands beside the last bar. */
export function monthOption(
  rows: readonly MonthRow[],
  options: {
    colors: Record<Severity, string>;
    isOpen: (period: string) => boolean;
    axis: (period: string) => string;
    name: (severity: Severity) => string;
    ink: string;
  },
) {
  const lastAt = rows.length - 1;
  const shown = stackOrder.filter((severity) => rows.some((row) => row.counts[severity] > 0));
  return {
    animation: false,
    grid: { left: 8, right: 88, top: 28, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: {
      type: 'category',
      data: rows.map((row) => options.axis(row.period)),
      axisLabel: { lineHeight: 18, hideOverlap: true, showMaxLabel: true },
    },
    yAxis: { type: 'value' },
    series: [
      ...shown.map((severity) => ({
        id: severity,
        name: options.name(severity),
        type: 'bar',
        stack: 'alerts',
        barMaxWidth: 56,
        cursor: 'pointer',
        itemStyle: { color: options.colors[severity] },
        labelLayout: { moveOverlap: 'shiftY' },
        data: rows.map((row, at) => ({
          value: row.counts[severity],
          ...(options.isOpen(row.period) ? { itemStyle: unfinished(options.colors[severity]) } : {}),
          ...(at === lastAt && row.counts[severity] > 0
            ? {
                label: {
                  show: true,
                  position: 'right',
                  color: options.colors[severity],
                  formatter: `${options.name(severity)} ${row.counts[severity]}`,
                },
              }
            : {}),
        })),
      })),
      {
        id: 'total',
        type: 'bar',
        stack: 'alerts',
        silent: true,
        tooltip: { show: false },
        data: rows.map((row) => ({
          value: 0,
          label: { show: true, position: 'top', color: options.ink, fontWeight: 600, formatter: String(row.total) },
        })),
      },
    ],
  };
}

/** The bars of the agencies, what is overdue dark at their beginning, both numbers said at their end. */
export function agencyOption(
  rows: readonly AgencyRow[],
  options: { overdue: string; open: string; names: { overdue: string; open: string }; end: (row: AgencyRow) => string },
) {
  return {
    animation: false,
    grid: { left: 8, right: 96, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: { type: 'category', inverse: true, data: rows.map((row) => row.agency.name) },
    series: [
      {
        id: 'overdue',
        name: options.names.overdue,
        type: 'bar',
        stack: 'open',
        barMaxWidth: 16,
        itemStyle: { color: options.overdue },
        data: rows.map((row) => row.overdue),
      },
      {
        id: 'open',
        name: options.names.open,
        type: 'bar',
        stack: 'open',
        barMaxWidth: 16,
        itemStyle: { color: options.open },
        data: rows.map((row) => ({
          value: row.open - row.overdue,
          label: { show: true, position: 'right', formatter: options.end(row) },
        })),
      },
    ],
  };
}
