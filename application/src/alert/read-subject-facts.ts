import { join } from 'node:path';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { exchangeTable, maskableColumns, subjectTables, type SubjectTable } from '@fundwatch/domain/collect';
import { maskRecord, type RequestContext } from '@fundwatch/domain/identity';
import type { SubjectFileRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';
import type { FactsReader, SubjectFactsRead, SubjectFactsRequest } from '../collect/facts-reader.js';
import { readLook } from '../collect/read-look.js';
import { subjectKey, type SubjectInput } from './subject-key.js';

/** Rows shown of each table. */
const MOST_ROWS = 100;

interface SubjectFactsInput extends SubjectInput {
  /** So many months back from the latest accepted one. */
  months: number;
}
type SubjectFacts = ReplyOf<typeof routes.listSubjectFacts>;

/**
 * Every accepted row that tells of the subject, table by table, personal columns masked.
 * @throws DomainError NOT_FOUND, and what the reader gives up with (READING_…, FACT_FILE_DAMAGED)
 */
export function listSubjectFacts(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  input: SubjectFactsInput,
): Promise<SubjectFacts> {
  return readFacts(app, context, reader, input, null);
}

/**
 * The same with personal data; the look and its reason are logged before it.
 * @throws DomainError also NOT_ALLOWED, REASON_REQUIRED
 */
export async function unmaskSubjectFacts(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  input: SubjectFactsInput & { reason: string },
): Promise<SubjectFacts> {
  return readFacts(app, context, reader, input, readLook(context, input.reason));
}

async function readFacts(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  input: SubjectFactsInput,
  unmaskedFor: string | null,
): Promise<SubjectFacts> {
  const { kind, agency, line, subject } = input;
  subjectKey(app, context, input);
  const businessAt = await app.clock.now();
  const wanted = subjectTables[kind];
  const files = await app.database.withContext(context, async ({ subjects, audit }) => {
    if (unmaskedFor !== null)
      await audit.append({
        action: 'subject.unmask',
        target: { kind: 'subject', id: `${kind}/${agency}/${line}/${subject}` },
        businessAt,
        reason: unmaskedFor,
        details: { months: input.months },
      });
    const tables = wanted.map(({ table }) => table);
    return subjects.files(agency, line, tables, input.months);
  });
  const months = new Map(wanted.map(({ table }) => [table, monthsOf(table, files)]));
  const filesOf = (table: string) =>
    (months.get(table) ?? []).flatMap(({ period, path }) =>
      path === null ? [] : [{ period, path: join(app.settings.home, 'facts', path) }],
    );
  const request: SubjectFactsRequest = {
    kind: 'subject',
    subject,
    limit: MOST_ROWS,
    tables: wanted.map((one) => ({
      table: one.table,
      columns: [...one.columns],
      files: filesOf(one.table),
      through: one.through
        ? {
            key: one.through.key,
            columns: columnsOf(wanted, one.through.table),
            files: filesOf(one.through.table),
          }
        : null,
    })),
  };
  const read = request.tables.some((one) => one.files.length > 0) ? await reader.readSubject(request) : null;
  return {
    tables: wanted.map(({ table }, index) =>
      viewTable(table, months.get(table) ?? [], read?.tables[index], unmaskedFor !== null),
    ),
  };
}

/** Of a table that is sent whole every month the latest tells everything. */
function monthsOf(table: string, files: readonly SubjectFileRecord[]): SubjectFileRecord[] {
  const all = files.filter((file) => file.table === table);
  return exchangeTable(table).mode === 'full' ? all.slice(0, 1) : all;
}

function columnsOf(wanted: readonly SubjectTable[], table: string): string[] {
  return wanted.filter((one) => one.table === table).flatMap(({ columns }) => columns);
}

function viewTable(
  name: string,
  months: readonly SubjectFileRecord[],
  read: SubjectFactsRead['tables'][number] | undefined,
  unmasked: boolean,
): SubjectFacts['tables'][number] {
  const table = exchangeTable(name);
  const columns = maskableColumns(table);
  return {
    table: name,
    title: table.title,
    periods: months.map(({ period }) => period),
    total: read?.total ?? 0,
    rows: (read?.rows ?? []).map(({ period, values }) => {
      const record = Object.fromEntries(columns.map((column, index) => [column.name, values[index] ?? null]));
      return { period, values: unmasked ? record : maskRecord(columns, record) };
    }),
  };
}
