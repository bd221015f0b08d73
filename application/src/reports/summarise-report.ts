import type { SummaryFigures } from '@fundwatch/domain/documents';
import type { ReportFigure, ReportRange } from '@fundwatch/domain/report';
import type { Repositories } from '@fundwatch/storage';
import type { BusinessDay } from '../alert/business-day.js';
import type { Application } from '../application.js';
import { computeReport } from './compute-report.js';

/** The report of a half-year or a year as its summary document tells it. */
export async function summariseReport(
  app: Application,
  repositories: Repositories,
  day: BusinessDay,
  range: ReportRange,
): Promise<SummaryFigures> {
  const { figures, tables } = await computeReport(app, repositories, day, { kind: 'classified', range });
  const of = (which: 'value' | 'before') =>
    Object.fromEntries(figures.map((one) => [one.figure, one[which]])) as Record<ReportFigure, string>;
  return {
    ...range,
    figures: of('value'),
    before: of('before'),
    tables: Object.fromEntries(
      tables.map(({ dimension, rows }) => [dimension, rows.map(({ name, values }) => ({ name: name.zh, values }))]),
    ),
  };
}
