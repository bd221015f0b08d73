import type { Readable } from 'node:stream';
import type { ExchangeField, ExchangeTable, ResolvedColumn, ResolvedTable } from '@fundwatch/domain/collect';
import pg, { type ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { isSql, mappedSql, relationSql } from './source-sql.js';

/** Which rows of an exchange table belong to the submission. */
export interface SubmissionRows {
  agency: string;
  line: string;
  period: string;
  version: number;
}

/** A table of the standard and where a source has it. */
export interface TableInSource {
  schema: string;
  table: ExchangeTable;
  resolved: ResolvedTable;
}

/** The rows of one table on their way. */
export interface CopiedTable {
  bytes: Readable;
  /** Fields whose times come as PostgreSQL prints them (`2026-09-05 08:00:00.25`), on Shanghai's clock. */
  printedTimes: ReadonlySet<string>;
}

/**
 * Streams one table of a submission as CSV with a header, every value but printed times in the text form of the
 * standard, so that it meets the same checks as a file. Fields that the source has no column for are left out. Null
 * when the source has no such table. Runs in the caller's snapshot, with `timezone` Asia/Shanghai and ISO dates.
 */
export async function copySubmissionTable(
  client: ClientBase,
  { schema, table, resolved }: TableInSource,
  rows: SubmissionRows,
): Promise<CopiedTable | null> {
  if (resolved.table === null) return null;
  const columns = new Map(resolved.columns.map((column) => [column.field, column]));
  const cells = table.fields.flatMap((field) => {
    const column = columns.get(field.name);
    return column ? `${copiedForm(field, column)} as ${pg.escapeIdentifier(field.name)}` : [];
  });
  const isPrinted = (field: ExchangeField) => isTime(field, columns.get(field.name));
  const printedTimes = new Set(table.fields.filter(isPrinted).map(({ name }) => name));
  // COPY takes no parameters; the values were checked (codes, digits) and are escaped all the same.
  const version = String(Math.trunc(rows.version));
  const where = Object.entries({ agency: rows.agency, line: rows.line, period: rows.period, version }).map(
    ([field, value]) => isSql(resolved, field, value),
  );
  const select = `select ${cells.join(', ')} from ${relationSql(schema, resolved)} where ${where.join(' and ')}`;
  const bytes = client.query(copyTo(`copy (${select}) to stdout (format csv, header true, encoding 'UTF8')`));
  return { bytes, printedTimes };
}

// COPY prints most types in the standard's form by itself; a cast or to_char for every row would only cost time.
function copiedForm(field: ExchangeField, from: ResolvedColumn): string {
  const name = pg.escapeIdentifier(from.column);
  // Without its zone a time is printed on the session's Shanghai clock; infinity stays visible and is refused.
  if (isTime(field, from)) return from.type === printedType ? name : `${name}::timestamp`;
  if (!from.codes && printsAlike.has(from.type)) return name;
  return mappedSql(`${name}::text`, from.codes);
}

const printedType = 'timestamp without time zone';

function isTime(field: ExchangeField, from: ResolvedColumn | undefined): boolean {
  return field.type === 'datetime' && (from?.type.startsWith('timestamp') ?? false);
}

/** Types that COPY prints as their cast to text does; a boolean would be t and f. */
const printsAlike = new Set(['text', 'character varying', 'numeric', 'integer', 'bigint', 'smallint', 'date']);
