import type { Readable } from 'node:stream';
import type { ExchangeField, ExchangeTable } from '@fundwatch/domain/collect';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { exchangeSchema } from './create-exchange-schema.js';

/** Which rows of an exchange table belong to the submission. */
export interface SubmissionRows {
  agency: string;
  line: string;
  period: string;
  version: number;
}

/**
 * Streams one table of a submission as CSV with a header, every value in the text form of the standard, so that it
 * meets the same checks as a file. Columns that the source's table does not have are left out. Null when the source
 * has no such table. Runs in the caller's snapshot, with `timezone` Asia/Shanghai and ISO dates.
 */
export async function copySubmissionTable(
  client: ClientBase,
  table: ExchangeTable,
  rows: SubmissionRows,
): Promise<Readable | null> {
  const { rows: columns } = await client.query<{ name: string; type: string }>(
    `select attname as name, atttypid::regtype::text as type from pg_attribute
      where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    [`${exchangeSchema}.${table.name}`],
  );
  if (columns.length === 0) return null;
  const types = new Map(columns.map((column) => [column.name, column.type]));
  const cells = table.fields
    .filter((field) => types.has(field.name))
    .map((field) => `${textForm(field, types.get(field.name)!)} as ${field.name}`);
  // COPY takes no parameters; the values were checked (codes, digits) and are escaped all the same.
  const is = (name: string, value: string) => `${name} = ${client.escapeLiteral(value)}`;
  const where = [is('agency', rows.agency), is('line', rows.line), is('period', rows.period)].join(' and ');
  const select = `select ${cells.join(', ')} from ${exchangeSchema}.${table.name}
    where ${where} and version = ${Math.trunc(rows.version)}`;
  return client.query(copyTo(`copy (${select}) to stdout (format csv, header true, encoding 'UTF8')`));
}

function textForm(field: ExchangeField, type: string): string {
  const { name } = field;
  if (field.type === 'datetime' && type.startsWith('timestamp')) {
    // With or without zone, the session's Shanghai clock is shown; infinity stays visible and is refused.
    const seconds = `to_char(${name}, 'YYYY-MM-DD"T"HH24:MI:SS')`;
    const fraction = `case when date_trunc('second', ${name}) = ${name} then '' else to_char(${name}, '.US') end`;
    return `case when isfinite(${name}) then ${seconds} || ${fraction} else ${name}::text end`;
  }
  return `${name}::text`;
}
