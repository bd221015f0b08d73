import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import {
  keptErrorsPerTable,
  maskPersonal,
  totalledFields,
  type ExchangeField,
  type ExchangeTable,
  type SubmissionIdentity,
} from '@fundwatch/domain/collect';
import type { TableChecks } from './check-collector.js';
import { identifier, literal } from './sql-text.js';
import { hashBytes, type StagedTable } from './stage-table.js';
import { fieldCheck, type FieldCheck, type ValueOptions } from './value-checks.js';

export interface CheckedTable {
  /** Decimal sums by field, with exactly the field's scale; a field with invalid values is absent. */
  controlTotals: Record<string, string>;
  /** Hash over the canonical rows, in any order; null unless asked for. */
  rowsHash: string | null;
  /** All values and keys are sound. */
  sound: boolean;
}

interface Column {
  field: ExchangeField;
  text: string;
  value: string;
  check: FieldCheck;
}

/**
 * Checks every value of a staged table and its primary key in one scan; only a table with faults is scanned again, to
 * find the rows. Control totals and rows hash come from the same scan.
 */
export async function checkTable(
  duckdb: DuckDBConnection,
  staged: StagedTable,
  checks: TableChecks,
  options: ValueOptions & { rowsHash: boolean },
): Promise<CheckedTable> {
  const totalled = totalledFields(staged.table);
  const sent = new Set(staged.columns);
  const expectedRows = staged.rows - staged.scan.faulty;
  const whole = staged.scan.faulty === 0 && !staged.scan.stopped;
  if (expectedRows === 0) {
    const zero = whole ? Object.fromEntries(totalled.map((field) => [field.name, printZero(field)])) : {};
    return { controlTotals: zero, rowsHash: emptyRowsHash, sound: whole };
  }
  const columns = columnsOf(staged, options);
  const keyed = staged.table.primaryKey.every((name) => sent.has(name));
  const figures = [
    'count(*) as n',
    keyed ? `count(distinct hash(${keyTexts(staged.table, columns)})) as keys` : 'count(*) as keys',
    ...columns.map((column, i) => `count_if(${column.check.fault} <> 0) as f${i}`),
    ...columns.map((column, i) =>
      column.field.type === 'number' ? `cast(sum(${column.value}) as varchar) as s${i}` : '',
    ),
    options.rowsHash ? `${rowsHashFigures(columns)}` : '',
  ].filter(Boolean);
  const reader = await duckdb.runAndReadAll(`select ${figures.join(', ')} from (${typedRows(staged, columns)})`);
  const row = reader.getRowObjectsJson()[0] as Record<string, string | null>;
  if (Number(row['n']) !== expectedRows) {
    throw new Error(`${staged.table.name}: ${row['n']} rows read where ${expectedRows} were scanned`);
  }

  const faulty = columns.map((column, i) => ({ column, faults: Number(row[`f${i}`]) })).filter(({ faults }) => faults);
  const toRow = rowNumbers(staged);
  if (faulty.length > 0) {
    for (const { faults } of faulty) checks.count(faults);
    if (toRow)
      await reportValues(
        duckdb,
        staged,
        columns,
        faulty.map(({ column }) => column),
        checks,
        toRow,
      );
  }
  const keysRepeat = Number(row['keys']) !== expectedRows;
  const repeated = keysRepeat ? await reportKeys(duckdb, staged, columns, checks, toRow) : 0;

  const controlTotals: Record<string, string> = {};
  const bad = new Set(faulty.map(({ column }) => column.field.name));
  if (whole) {
    for (const field of totalled) {
      const index = columns.findIndex((column) => column.field === field);
      if (!bad.has(field.name)) controlTotals[field.name] = (index < 0 ? null : row[`s${index}`]) ?? printZero(field);
    }
  }
  const rowsHash = options.rowsHash
    ? createHash('sha256').update(`${row['n']}|${row['h0']}|${row['h1']}`).digest('hex')
    : null;
  return { controlTotals, rowsHash, sound: whole && faulty.length === 0 && repeated === 0 };
}

const emptyRowsHash = createHash('sha256').update('0').digest('hex');

/** A written Parquet file, not yet in its place. */
export interface FactFile {
  path: string;
  sha256: string;
  bytes: number;
}

/**
 * Writes a checked table as Parquet: agency, line, period, version, then every field of the standard in its order,
 * sorted by the look-up key (the number that rules search by), then the primary key. The same rows give the same bytes.
 */
export async function writeFactFile(
  duckdb: DuckDBConnection,
  staged: StagedTable,
  identity: SubmissionIdentity,
  path: string,
  options: ValueOptions,
): Promise<FactFile> {
  const columns = columnsOf(staged, options);
  const byName = new Map(columns.map((column) => [column.field.name, column]));
  const fields = staged.table.fields.map((field) => {
    const column = byName.get(field.name);
    const type = fieldCheck(field, 'null', 'null', options).sqlType;
    return `${column ? column.value : `cast(null as ${type})`} as ${identifier(field.name)}`;
  });
  const order = lookupKey(staged.table)
    .map((name) => `${identifier(name)} nulls first`)
    .join(', ');
  const { agency, line, period, version } = identity;
  await duckdb.run(
    `copy (
       select ${literal(agency)} as agency, ${literal(line)} as line, ${literal(period)} as period,
         cast(${version} as integer) as version, ${fields.join(', ')}
       from (${typedRows(staged, columns)}) order by ${order}
     ) to ${literal(path)} (format parquet, compression ${compression})`,
  );
  const { size } = await stat(path);
  return { path, sha256: await hashBytes(createReadStream(path, { highWaterMark: 1024 * 1024 })), bytes: size };
}

const compression = 'snappy';

/** The order of a table's rows in its files: the first of these that it has, then its primary key. */
const lookupFields = ['person_no', 'employer_no', 'staff_no', 'id_number', 'account_hash', 'credit_code'];

function lookupKey(table: ExchangeTable): string[] {
  const lookup = lookupFields.find((name) => table.fields.some((field) => field.name === name));
  return [...new Set([...(lookup ? [lookup] : []), ...table.primaryKey])];
}

function columnsOf(staged: StagedTable, options: ValueOptions): Column[] {
  return staged.table.fields
    .filter((field) => staged.columns.includes(field.name))
    .map((field) => {
      const text = identifier(`t_${field.name}`);
      const value = field.type === 'string' || field.type === 'yearmonth' ? text : identifier(`v_${field.name}`);
      return { field, text, value, check: fieldCheck(field, text, value, options) };
    });
}

/** The staged CSV as texts: spaces trimmed, empty = null. */
function textRows(staged: StagedTable, columns: Column[], extra = ''): string {
  const { scan } = staged;
  const raw = staged.columns.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const quote = scan.sawQuote ? '"' : '';
  // A parallel reader guesses record starts; with line ends inside quotes a guess can go wrong.
  const parallel = scan.sawNewlineInQuotes ? 'false' : 'true';
  const source = `read_csv(${literal(staged.csvPath)}, auto_detect = false, header = false, delim = ',',
    quote = '${quote}', escape = '${quote}', comment = '', new_line = '\\n', columns = {${raw}}, nullstr = '',
    strict_mode = true, null_padding = false, parallel = ${parallel})`;
  const texts = columns.map(({ field, text }) => {
    const cell = `c${staged.columns.indexOf(field.name)}`;
    return `${scan.sawSpace ? `nullif(trim(${cell}, ' '), '')` : cell} as ${text}`;
  });
  return `select ${[...texts, extra].filter(Boolean).join(', ')} from ${source}`;
}

function typedRows(staged: StagedTable, columns: Column[], extra = ''): string {
  const values = columns.filter((column) => column.value !== column.text);
  const casts = values.map((column) => `, ${column.check.value} as ${column.value}`).join('');
  return `select *${casts} from (${textRows(staged, columns, extra)})`;
}

/** Key cells as they are compared: empty is a value of its own; 1 and 01 are the same integer. */
function keyTexts(table: ExchangeTable, columns: Column[]): string {
  return table.primaryKey
    .map((name) => {
      const column = columns.find(({ field }) => field.name === name)!;
      return column.field.type === 'integer'
        ? `coalesce(cast(${column.value} as varchar), ${column.text})`
        : column.text;
    })
    .join(', ');
}

/** Two 64-bit sums over the rows' hashes: the same rows in any order give the same sums. */
function rowsHashFigures(columns: Column[]): string {
  const cells = [...columns]
    .sort((a, b) => (a.field.name < b.field.name ? -1 : 1))
    .map(({ field, text }) => `'${field.name}=' || ${text}`);
  // concat_ws leaves nulls out, so that an empty column and an absent one are the same.
  const row = `concat_ws(chr(31), ${cells.join(', ')})`;
  return `cast(sum(md5_number_lower(${row})) as varchar) as h0, cast(sum(md5_number_upper(${row})) as varchar) as h1`;
}

async function reportValues(
  duckdb: DuckDBConnection,
  staged: StagedTable,
  columns: Column[],
  faulty: Column[],
  checks: TableChecks,
  toRow: (kept: number) => number,
): Promise<void> {
  const picked = faulty.map((column, i) => `${column.check.fault} as e${i}, ${column.text} as x${i}`).join(', ');
  const any = faulty.map((_, i) => `e${i} <> 0`).join(' or ');
  const reader = await duckdb.runAndReadAll(
    `select * from (select rn, ${picked} from (${typedRows(staged, columns, 'row_number() over () as rn')}))
     where ${any} order by rn limit ${keptErrorsPerTable}`,
  );
  for (const row of reader.getRowObjectsJson() as Record<string, string | number | null>[]) {
    faulty.forEach(({ field, check }, i) => {
      const fault = Number(row[`e${i}`]);
      if (fault === 0) return;
      checks.keep(
        check.codes[fault - 1]!,
        { row: toRow(Number(row['rn'])), column: field.name, value: shown(field, row[`x${i}`] as string | null) },
        {
          scale: field.scale ?? 0,
          digits: (field.precision ?? 0) - (field.scale ?? 0),
          allowed: field.enum?.join(', ') ?? '',
          pattern: field.pattern ?? '',
        },
      );
    });
  }
}

/** Reports the second and every further row of a key; gives their number (0 = the hashes met by chance). */
async function reportKeys(
  duckdb: DuckDBConnection,
  staged: StagedTable,
  columns: Column[],
  checks: TableChecks,
  toRow: ((kept: number) => number) | null,
): Promise<number> {
  const { table } = staged;
  const keys = table.primaryKey.map((name) => columns.find(({ field }) => field.name === name)!);
  const reader = await duckdb.runAndReadAll(
    `select count(*) over () as total, rn, ${keys.map(({ text }, i) => `${text} as x${i}`).join(', ')}
     from (select *, row_number() over (partition by ${keyTexts(table, columns)} order by rn) as nth
           from (select rn, ${[...new Set(keys.flatMap(({ text, value }) => [text, value]))].join(', ')}
                 from (${typedRows(staged, columns, 'row_number() over () as rn')})))
     where nth > 1 order by rn limit ${keptErrorsPerTable}`,
  );
  const rows = reader.getRowObjectsJson() as Record<string, string | number | null>[];
  const total = Number(rows[0]?.['total'] ?? 0);
  checks.count(total);
  if (!toRow) return total;
  for (const row of rows) {
    const value = keys.map(({ field }, i) => shown(field, row[`x${i}`] as string | null) ?? '').join(', ');
    checks.keep('key_repeated', { row: toRow(Number(row['rn'])), column: table.primaryKey.join(', '), value });
  }
  return total;
}

function shown(field: ExchangeField, value: string | null): string | null {
  return value !== null && field.personal ? maskPersonal(value) : value;
}

/** From the number among the sound records to the data row of the file; null when too many were left out. */
function rowNumbers(staged: StagedTable): ((kept: number) => number) | null {
  const { gaps } = staged.scan;
  if (!gaps) return null;
  return (kept) => {
    let row = kept;
    for (const gap of gaps) {
      if (gap.first > row) break;
      row += gap.count;
    }
    return row;
  };
}

function printZero(field: ExchangeField): string {
  return `0.${'0'.repeat(field.scale!)}`;
}
