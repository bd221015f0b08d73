import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { exchangeTables, maskableColumns, type ExchangeTable } from '@fundwatch/domain/collect';
import { maskRecord, type RequestContext } from '@fundwatch/domain/identity';
import type { ArrivedSubmission, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import type { Download } from '../feedback/get-attachment.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import type { FactsReader } from './facts-reader.js';
import { readLook } from './read-look.js';
import { requireSubmission } from './require-submission.js';

interface TableInput {
  submissionId: string;
  table: string;
}
interface FactRowsInput extends TableInput {
  startsWith?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}
type FactRowsPage = ReplyOf<typeof routes.listFactRows>;

/**
 * Rows of a table of an accepted version, personal columns masked.
 * @throws DomainError NOT_FOUND, CURSOR_INVALID, and what the reader gives up with (READING_…, FACT_FILE_DAMAGED)
 */
export function listFactRows(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  input: FactRowsInput,
): Promise<FactRowsPage> {
  return readRows(app, context, reader, input, null);
}

/**
 * The same with personal data; the look and its reason are logged before it.
 * @throws DomainError also NOT_ALLOWED, REASON_REQUIRED
 */
export async function unmaskFactRows(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  input: FactRowsInput & { reason: string },
): Promise<FactRowsPage> {
  return readRows(app, context, reader, input, readLook(context, input.reason));
}

/** A whole table as CSV, personal columns masked; logged. @throws DomainError as `listFactRows` */
export function downloadFactTable(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  input: TableInput,
): Promise<Download> {
  return download(app, context, reader, input, null);
}

/** The same with personal data. @throws DomainError also NOT_ALLOWED, REASON_REQUIRED */
export async function downloadUnmaskedFactTable(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  input: TableInput & { reason: string },
): Promise<Download> {
  return download(app, context, reader, input, readLook(context, input.reason));
}

async function readRows(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  input: FactRowsInput,
  unmaskedFor: string | null,
): Promise<FactRowsPage> {
  const businessAt = await app.clock.now();
  const place = readCursor(input.cursor, businessAt, ['integer']);
  const after = (place.after?.[0] as number | undefined) ?? null;
  const { table, path } = await openTable(app, context, input, async (repositories, submission) => {
    if (unmaskedFor === null) return;
    await repositories.audit.append({
      action: 'facts.unmask',
      target: { kind: 'submission', id: submission.id },
      businessAt,
      reason: unmaskedFor,
      details: { table: input.table, startsWith: input.startsWith ?? null, after, limit: input.limit },
    });
  });
  if (path === null) return pageOf([], input.limit, place, 0, () => [], never);
  const startsWith = input.startsWith ? { columns: searchedColumns(table), text: input.startsWith } : null;
  const request = { kind: 'page', table: table.name, path, after, limit: input.limit + 1, startsWith } as const;
  const { rows, total } = await reader.readPage(request);
  const columns = maskableColumns(table);
  return pageOf(
    rows,
    input.limit,
    place,
    total,
    (row) => [row.place],
    (row) => {
      const values = Object.fromEntries(columns.map(({ name }, i) => [name, row.values[i] ?? null]));
      return { place: row.place, values: unmaskedFor === null ? maskRecord(columns, values) : values };
    },
  );
}

async function download(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  input: TableInput,
  unmaskedFor: string | null,
): Promise<Download> {
  const businessAt = await app.clock.now();
  const { table, path, submission } = await openTable(app, context, input, (repositories, { id }) =>
    repositories.audit.append({
      action: unmaskedFor === null ? 'facts.download' : 'facts.download-unmasked',
      target: { kind: 'submission', id },
      businessAt,
      reason: unmaskedFor,
      details: { table: input.table },
    }),
  );
  const { agency, line, period, version } = submission;
  return {
    fileName: `${agency}-${line}-${period}-v${version}-${table.name}${unmaskedFor === null ? '' : '-未脱敏'}.csv`,
    mediaType: 'text/csv; charset=utf-8',
    bytes: null,
    content: await reader.openCsv({ kind: 'csv', table: table.name, path, masked: unmaskedFor === null }),
  };
}

/** The table of an accepted version that this person may see; `log` runs in the transaction that found it. */
async function openTable(
  app: Application,
  context: RequestContext,
  input: TableInput,
  log: (repositories: Repositories, submission: ArrivedSubmission) => Promise<void>,
): Promise<{ table: ExchangeTable; path: string | null; submission: ArrivedSubmission }> {
  return app.database.withContext(context, async (repositories) => {
    const submission = await requireSubmission(repositories, input.submissionId);
    const table = exchangeTables.find(({ name }) => name === input.table);
    const found = table && (await repositories.submissionVersions.table(submission.id, table.name));
    if (!table || !found || submission.state !== 'accepted') throw new DomainError('NOT_FOUND', { table: input.table });
    await log(repositories, submission);
    return { table, submission, path: found.path === null ? null : join(app.settings.home, 'facts', found.path) };
  });
}

/** Numbers that rows are looked up by; never a personal column, whose beginnings could be guessed one by one. */
export function searchedColumns(table: ExchangeTable): string[] {
  const numbers = [...table.primaryKey, 'person_no', 'employer_no', 'staff_no'];
  return table.fields.filter(({ name, personal }) => !personal && numbers.includes(name)).map(({ name }) => name);
}

function never(): never {
  throw new Error('an empty table has no rows');
}
