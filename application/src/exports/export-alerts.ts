import { Readable } from 'node:stream';
import { DomainError } from '@fundwatch/domain';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { AlertOrder, AlertSummary } from '@fundwatch/storage';
import { readBusinessDay } from '../alert/business-day.js';
import { filterOf, type AskedFilter } from '../alert/filter-of.js';
import { hidesBaseline } from '../alert/hides-baseline.js';
import { viewAlertRow, type AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import type { Download } from '../feedback/get-attachment.js';
import { alertColumns, alertMarks } from './alert-columns.js';
import { sheetMediaType, writeSheet } from './write-sheet.js';

export interface AlertExport extends AskedFilter {
  order: AlertOrder;
  language: 'zh' | 'en';
}

/** One workbook holds so many rows; more are narrowed by filters first. */
const MOST_ROWS = 20_000;
const PAGE = 1_000;

/**
 * The list of alerts as this person may see it, as .xlsx: nothing in it is personal in clear, it says who took it and when, and
 * it is logged with its number of rows. @throws DomainError EXPORT_TOO_LARGE
 */
export async function exportAlerts(
  app: Application,
  context: RequestContext,
  { order, language, ...filter }: AlertExport,
): Promise<Download> {
  const day = await readBusinessDay(app);
  const rows = await app.database.withContext(context, async ({ alertReading, audit }) => {
    const query = { filter: filterOf(context, filter), day, withoutBaseline: hidesBaseline(context), asOf: day.now };
    const total = await alertReading.count(query);
    if (total > MOST_ROWS) throw new DomainError('EXPORT_TOO_LARGE', { rows: total, most: MOST_ROWS });
    const found: AlertRowView[] = [];
    for (let after: AlertSummary['key'] | null = null; ;) {
      const page: AlertSummary[] = await alertReading.list(query, order, after, PAGE);
      found.push(...page.map((one) => viewAlertRow(app, context, one, day)));
      if (page.length < PAGE) break;
      after = page.at(-1)!.key;
    }
    await audit.append({
      action: 'alerts.export',
      target: { kind: 'alert', id: 'list' },
      businessAt: day.now,
      details: { rows: found.length, order, filter },
    });
    return found;
  });
  const marks = alertMarks(language, { context, at: day.now, rows: rows.length, filter });
  const bytes = await writeSheet(marks, alertColumns(language), rows);
  return {
    fileName: `${language === 'zh' ? '预警清单' : 'alerts'}-${day.today}.xlsx`,
    mediaType: sheetMediaType,
    bytes: bytes.length,
    content: Readable.from([bytes]),
  };
}
