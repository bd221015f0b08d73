import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { totalledFields, type ExchangeTable, type SubmissionIdentity } from '@fundwatch/domain/collect';
import { printZero, rowsHashOf, type TableFigures } from './check-table.js';
import { joinParquet } from './join-parquet.js';
import { identifier, literal } from './sql-text.js';
import { hashBytes, type StagedTable } from './stage-table.js';
import { columnsOf, rowsHashFigures, typedRows } from './table-rows.js';
import { fieldCheck, type ValueOptions } from './value-checks.js';

/** A written Parquet file, not yet in its place. */
export interface FactFile {
  path: string;
  sha256: string;
  bytes: number;
}

/**
 * Writes a table as Parquet while it checks every value, in one scan, then takes the figures and looks for repeated
 * keys in what it wrote. Null: some value or key is not sound, or the table could not be read; nothing is left then.
 *
 * @param parts what was written of it while it was staged, in order
 */
export async function writeSoundTable(
  duckdb: DuckDBConnection,
  staged: StagedTable,
  identity: SubmissionIdentity,
  path: string,
  parts: readonly string[] | null,
  options: ValueOptions & { rowsHash: boolean },
): Promise<(TableFigures & { file: FactFile }) | null> {
  try {
    if (!parts) await copyToParquet(duckdb, staged, identity, path, { ...options, guarded: true });
  } catch {
    // Whatever it was, the exact checks tell it, or fail the same way and throw.
    await rm(path, { force: true });
    return null;
  }
  const [figures, file] = await Promise.all([
    readFigures(duckdb, staged, parts ?? [path], options.rowsHash),
    parts ? joinParquet(parts, path).then((joined) => ({ path, ...joined })) : describeFile(path),
  ]);
  if (figures) return { ...figures, file };
  await rm(path, { force: true });
  return null;
}

/** Writes a table that the exact checks found sound. */
export async function writeFactFile(
  duckdb: DuckDBConnection,
  staged: StagedTable,
  identity: SubmissionIdentity,
  path: string,
  options: ValueOptions,
): Promise<FactFile> {
  await copyToParquet(duckdb, staged, identity, path, { ...options, guarded: false });
  return describeFile(path);
}

/**
 * Agency, line, period, version, then every field of the standard in its order, sorted by the look-up key (the number
 * that rules search by), then the primary key. The same rows give the same bytes.
 *
 * @throws when a text is not sound, if `guarded`
 */
export async function copyToParquet(
  duckdb: DuckDBConnection,
  staged: StagedTable,
  { agency, line, period, version }: SubmissionIdentity,
  path: string,
  options: ValueOptions & { guarded: boolean },
): Promise<void> {
  const columns = columnsOf(staged, options);
  const byName = new Map(columns.map((column) => [column.field.name, column]));
  const fields = staged.table.fields.map((field) => {
    const column = byName.get(field.name);
    const value = column && (options.guarded ? column.check.guarded : column.value);
    const absent = `cast(null as ${fieldCheck(field, 'null', 'null', options).sqlType})`;
    return `${value ?? absent} as ${identifier(field.name)}`;
  });
  const order = lookupKey(staged.table)
    .map((name) => `${identifier(name)} nulls first`)
    .join(', ');
  // The constant columns are added after the sort, which would carry them along.
  await duckdb.run(
    `copy (
       select ${literal(agency)} as agency, ${literal(line)} as line, ${literal(period)} as period,
         cast(${version} as integer) as version, *
       from (select ${fields.join(', ')} from (${typedRows(staged, columns)}) order by ${order})
     ) to ${literal(path)} (format parquet, compression ${compression})`,
  );
}

const compression = 'snappy';

/** Control totals and rows hash of written files; null when a key repeats or a row is missing. */
async function readFigures(
  duckdb: DuckDBConnection,
  { table, rows }: StagedTable,
  paths: readonly string[],
  rowsHash: boolean,
): Promise<TableFigures | null> {
  const parquet = `read_parquet([${paths.map(literal).join(', ')}])`;
  const totalled = totalledFields(table);
  const key = table.primaryKey.map(identifier).join(', ');
  const sums = totalled.map(({ name }, i) => `cast(sum(${identifier(name)}) as varchar) as s${i}`);
  const values = new Map(table.fields.map(({ name }) => [name, identifier(name)]));
  const select = [
    'count(*) as n',
    `count(distinct hash(${key})) as keys`,
    ...sums,
    ...(rowsHash ? rowsHashFigures(table, values) : []),
  ];
  const reader = await duckdb.runAndReadAll(`select ${select.join(', ')} from ${parquet}`);
  const found = reader.getRowObjectsJson()[0] as Record<string, string | null>;
  // Equal hashes of different keys are left to the exact checks, too.
  if (Number(found['n']) !== rows || Number(found['keys']) !== rows) return null;
  const controlTotals = Object.fromEntries(
    totalled.map((field, i) => [field.name, found[`s${i}`] ?? printZero(field)]),
  );
  const sumOf = (name: 'h0' | 'h1') => found[name]!;
  return { controlTotals, rowsHash: rowsHash ? rowsHashOf(rows, { h0: sumOf('h0'), h1: sumOf('h1') }) : null };
}

async function describeFile(path: string): Promise<FactFile> {
  const { size } = await stat(path);
  return { path, sha256: await hashBytes(createReadStream(path, { highWaterMark: 1024 * 1024 })), bytes: size };
}

/** The order of a table's rows in its files: the first of these that it has, then its primary key. */
const lookupFields = ['person_no', 'employer_no', 'staff_no', 'id_number', 'account_hash', 'credit_code'];

function lookupKey(table: ExchangeTable): string[] {
  const lookup = lookupFields.find((name) => table.fields.some((field) => field.name === name));
  return [...new Set([...(lookup ? [lookup] : []), ...table.primaryKey])];
}
