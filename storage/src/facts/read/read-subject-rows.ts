import type { DuckDBConnection } from '@duckdb/node-api';
import type { ExchangeTable } from '@fundwatch/domain/collect';
import { identifier, literal } from '../load/sql-text.js';
import { withFactFiles, type ReadLimits } from './with-fact-files.js';

interface PeriodFile {
  period: string;
  /** Absolute. */
  path: string;
}

export interface SubjectTableRequest {
  table: ExchangeTable;
  /** Columns that name the subject; one of them is enough. */
  columns: readonly string[];
  files: readonly PeriodFile[];
  /** Instead of columns: the key that these rows share with the subject's rows of another table. */
  through: { key: string; columns: readonly string[]; files: readonly PeriodFile[] } | null;
}

export interface SubjectRowsRequest {
  subject: string;
  tables: readonly SubjectTableRequest[];
  /** At most so many rows of each table. */
  limit: number;
}

export interface SubjectRows {
  /** The latest month first, then by primary key; values of the table's fields in their order, as text. */
  rows: { period: string; values: (string | null)[] }[];
  /** Rows that tell of the subject, shown or not. */
  total: number;
}

/** The rows of every table that tell of one subject, in the order of the tables. Error: FACT_FILE_DAMAGED. */
export async function readSubjectRows(request: SubjectRowsRequest, limits: ReadLimits): Promise<SubjectRows[]> {
  const files = request.tables.flatMap(({ files, through }) => [...files, ...(through?.files ?? [])]);
  const paths = [...new Set(files.map(({ path }) => path))];
  if (paths.length === 0) return request.tables.map(() => ({ rows: [], total: 0 }));
  return withFactFiles(paths, limits, async (duckdb) => {
    const found: SubjectRows[] = [];
    for (const table of request.tables) found.push(await readTable(duckdb, table, request));
    return found;
  });
}

async function readTable(
  duckdb: DuckDBConnection,
  { table, columns, files, through }: SubjectTableRequest,
  { subject, limit }: SubjectRowsRequest,
): Promise<SubjectRows> {
  if (files.length === 0 || (through && through.files.length === 0)) return { rows: [], total: 0 };
  const tells = through
    ? `${identifier(through.key)} in (select ${identifier(through.key)} from ${rowsOf(through.files)} where ${names(through.columns, subject)})`
    : names(columns, subject);
  const month = `case filename ${files.map(({ path, period }) => `when ${literal(path)} then ${literal(period)}`).join(' ')} end`;
  const values = table.fields.map(({ name }) => `cast(${identifier(name)} as varchar)`);
  const reader = await duckdb.runAndReadAll(
    `select count(*) over (), ${month} as "month of file", ${values.join(', ')} from ${rowsOf(files)} where ${tells}
     order by "month of file" desc, ${table.primaryKey.map(identifier).join(', ')} limit ${Math.trunc(limit)}`,
  );
  const rows = reader.getRows();
  return {
    total: Number(rows[0]?.[0] ?? 0),
    rows: rows.map(([, period, ...texts]) => ({ period: String(period), values: texts as (string | null)[] })),
  };
}

const rowsOf = (files: readonly PeriodFile[]) =>
  `read_parquet([${files.map(({ path }) => literal(path)).join(', ')}], hive_partitioning = false, filename = true)`;

const names = (columns: readonly string[], subject: string) =>
  `(${columns.map((name) => `${identifier(name)} = ${literal(subject)}`).join(' or ')})`;
