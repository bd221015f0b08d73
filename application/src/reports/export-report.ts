import { Readable } from 'node:stream';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { sheetMediaType, writeBook } from '../exports/write-sheet.js';
import type { Download } from '../feedback/get-attachment.js';
import { getReport, type ReportRequest } from './get-report.js';
import { kindTitles, reportMarks, reportSheets } from './report-sheets.js';

/** The tables of a report as one workbook; each that leaves is in the audit. @throws DomainError PERIOD_INVALID */
export async function exportReport(
  app: Application,
  context: RequestContext,
  { language, ...query }: ReportRequest & { language: 'zh' | 'en' },
): Promise<Download> {
  const report = await getReport(app, context, query);
  const { actor } = context;
  const by = actor.kind === 'user' ? `${actor.displayName}（${actor.userName}）` : actor.name;
  const bytes = await writeBook(reportMarks(report, language, by), reportSheets(report, language));
  await app.database.withContext(context, ({ audit }) =>
    audit.append({
      action: 'report.export',
      target: { kind: 'report', id: report.kind },
      businessAt: report.asOf,
      details: { kind: report.kind, from: report.from, to: report.to, bytes: bytes.length },
    }),
  );
  return {
    fileName: `${kindTitles[report.kind][language]}-${report.from}-${report.to}.xlsx`,
    mediaType: sheetMediaType,
    bytes: bytes.length,
    content: Readable.from([bytes]),
  };
}
