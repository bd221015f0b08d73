import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { compareRecovery as compare } from '@fundwatch/domain/close';
import { exchangeTable } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import { readBusinessDay } from '../alert/business-day.js';
import { hidesBaseline } from '../alert/hides-baseline.js';
import { viewAlertRow } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import type { FactsReader } from '../collect/facts-reader.js';

type Comparison = ReplyOf<typeof routes.compareRecovery>;

const TABLE = 'recovery';
/** The table is sent whole every month; older than a year it says nothing of now. */
const MONTHS = 12;
const MOST_ROWS = 100;

/**
 * Holds the ledger of the alert's person, over all alerts of that person at the agency, against the latest accepted table
 * of recoveries. @throws DomainError NOT_FOUND, and what the reader gives up with (READING_…, FACT_FILE_DAMAGED)
 */
export async function compareRecovery(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  input: { alertId: string },
): Promise<Comparison> {
  const day = await readBusinessDay(app);
  const found = await app.database.withContext(context, async ({ alertReading, recovery, subjects }) => {
    const summary = await alertReading.get(input.alertId, hidesBaseline(context));
    if (!summary) throw new DomainError('NOT_FOUND', { alertId: input.alertId });
    if (viewAlertRow(app, context, summary, day).subjectKind !== 'person_no') return null;
    const { agency, line, subject } = summary.alert;
    const [latest] = await subjects.files(agency, line, [TABLE], MONTHS);
    return latest ? { subject, latest, entries: await recovery.ofSubject({ agency, line, subject }) } : null;
  });
  if (!found) return { period: null, comparison: null };
  const { subject, latest, entries } = found;
  const rows = latest.path === null ? [] : await readRows(app, reader, subject, latest.period, latest.path);
  return { period: latest.period, comparison: compare(entries, rows) };
}

async function readRows(app: Application, reader: FactsReader, subject: string, period: string, path: string) {
  const files = [{ period, path: join(app.settings.home, 'facts', path) }];
  const table = { table: TABLE, columns: ['person_no'], files, through: null };
  const read = await reader.readSubject({ kind: 'subject', subject, limit: MOST_ROWS, tables: [table] });
  const place = (name: string) => exchangeTable(TABLE).fields.findIndex((field) => field.name === name);
  const [confirmed, recovered, voucher] = ['confirmed_amount', 'recovered_amount', 'voucher_no'].map(place);
  return (read.tables[0]?.rows ?? []).map(({ values }) => ({
    confirmedAmount: values[confirmed!] ?? null,
    recoveredAmount: values[recovered!] ?? null,
    voucherNo: values[voucher!] ?? null,
  }));
}
