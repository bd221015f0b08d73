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

/**
 * Streams one table of a submission as CSV with a header, every value in the text form of the standard, so that it
 * meets the same checks as a file. Fields that the source has no column for are left out. Null when the source
 * has no such table. Runs in the caller's snapshot, with `timezone` Asia/Shanghai and ISO dates.
 */
export async function copySubmissionTable(
  client: ClientBase,
  { schema, table, resolved }: TableInSource,
  rows: SubmissionRows,
): Promise<Readable | null> {
  if (resolved.table === null) return null;
  const columns = new Map(resolved.columns.map((column) => [column.field, column]));
  const cells = table.fields.flatMap((field) => {
    const column = columns.get(field.name);
    return column ? `${textForm(field, column)} as ${pg.escapeIdentifier(field.name)}` : [];
  });
  // COPY takes no parameters; the values were checked (codes, digits) and are escaped all the same.
  const version = String(Math.trunc(rows.version));
  const where = Object.entries({ agency: rows.agency, line: rows.line, period: rows.period, version }).map(
    ([field, value]) => isSql(resolved, field, value),
  );
  const select = `select ${cells.join(', ')} from ${relationSql(schema, resolved)} where ${where.join(' and ')}`;
  return client.query(copyTo(`copy (${select}) to stdout (format csv, header true, encoding 'UTF8')`));
}

function textForm(field: ExchangeField, { column, type, codes }: ResolvedColumn): string {
  const name = pg.escapeIdentifier(column);
  if (field.type === 'datetime' && type.startsWith('timestamp')) {
    // With or without zone, the session's Shanghai clock is shown; infinity stays visible and is refused.
    const seconds = `to_char(${name}, 'YYYY-MM-DD"T"HH24:MI:SS')`;
    const fraction = `case when date_trunc('second', ${name}) = ${name} then '' else to_char(${name}, '.US') end`;
    return `case when isfinite(${name}) then ${seconds} || ${fraction} else ${name}::text end`;
  }
  return mappedSql(`${name}::text`, codes);
}
