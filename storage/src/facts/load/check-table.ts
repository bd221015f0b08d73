import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { keptErrorsPerTable, maskPersonal, totalledFields, type ExchangeField } from '@fundwatch/domain/collect';
import type { TableChecks } from './check-collector.js';
import { rowNumbers, type StagedTable } from './stage-table.js';
import { columnsOf, keyTexts, rowsHashFigures, typedRows, type Column } from './table-rows.js';
import type { ValueOptions } from './value-checks.js';

/** What was found of a table. */
export interface TableFigures {
  /** Decimal sums by field, with exactly the field's scale; a field with invalid values is absent. */
  controlTotals: Record<string, string>;
  /** Hash over the canonical rows, in any order; null unless asked for. */
  rowsHash: string | null;
}

/**
 * Checks every value of a staged table and its primary key, and reports each fault with its row. For tables that
 * `writeSoundTable` did not find sound: nothing is written.
 */
export async function checkTable(
  duckdb: DuckDBConnection,
  staged: StagedTable,
  checks: TableChecks,
  options: ValueOptions & { rowsHash: boolean },
): Promise<TableFigures> {
  const totalled = totalledFields(staged.table);
  const sent = new Set(staged.columns);
  const expectedRows = staged.rows - staged.scan.faulty;
  const whole = staged.scan.faulty === 0 && !staged.scan.stopped && staged.scan.header !== null;
  if (expectedRows === 0 || staged.columns.every((name) => name === null)) {
    const zero = whole ? Object.fromEntries(totalled.map((field) => [field.name, printZero(field)])) : {};
    return { controlTotals: zero, rowsHash: emptyRowsHash };
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
  ].filter(Boolean);
  const reader = await duckdb.runAndReadAll(`select ${figures.join(', ')} from (${typedRows(staged, columns)})`);
  const row = reader.getRowObjectsJson()[0] as Record<string, string | null>;
  if (Number(row['n']) !== expectedRows) {
    throw new Error(`${staged.table.name}: ${row['n']} rows read where ${expectedRows} were scanned`);
  }

  const faulty = columns.map((column, i) => ({ column, faults: Number(row[`f${i}`]) })).filter(({ faults }) => faults);
  const toRow = rowNumbers(staged.scan);
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
  if (Number(row['keys']) !== expectedRows) await reportKeys(duckdb, staged, columns, checks, toRow);

  const controlTotals: Record<string, string> = {};
  const bad = new Set(faulty.map(({ column }) => column.field.name));
  if (whole) {
    for (const field of totalled) {
      const index = columns.findIndex((column) => column.field === field);
      if (!bad.has(field.name)) controlTotals[field.name] = (index < 0 ? null : row[`s${index}`]) ?? printZero(field);
    }
  }
  return { controlTotals, rowsHash: options.rowsHash ? await hashRows(duckdb, staged, columns, expectedRows) : null };
}

export const emptyRowsHash = createHash('sha256').update('0').digest('hex');

async function hashRows(
  duckdb: DuckDBConnection,
  staged: StagedTable,
  columns: Column[],
  rows: number,
): Promise<string> {
  const values = new Map(columns.map(({ field, value }) => [field.name, value]));
  const cast = columns.filter(({ text, value }) => text !== value);
  // Invalid texts have no value: they count, too, but add nothing where all are sound.
  const invalid = cast.map(({ text, value }) => `case when ${value} is null then ${text} end`);
  const any = invalid.length ? `coalesce(${invalid.join(', ')}) is not null` : 'false';
  const figures = [
    ...rowsHashFigures(staged.table, values),
    `sum(case when ${any} then hash(${[...invalid, `''`].join(', ')}) else 0 end) as texts`,
  ];
  const reader = await duckdb.runAndReadAll(`select ${figures.join(', ')} from (${typedRows(staged, columns)})`);
  const found = reader.getRowObjectsJson()[0] as Record<'h0' | 'h1' | 'texts', string>;
  return rowsHashOf(rows, found, found.texts);
}

/** From the sums of `rowsHashFigures`, and that over the invalid texts if there are any. */
export function rowsHashOf(rows: number, sums: Record<'h0' | 'h1', string>, texts = '0'): string {
  return createHash('sha256')
    .update([rows, sums.h0, sums.h1, ...(texts === '0' ? [] : [texts])].join('|'))
    .digest('hex');
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

/** Reports the second and every further row of a key; none when two hashes met by chance. */
async function reportKeys(
  duckdb: DuckDBConnection,
  staged: StagedTable,
  columns: Column[],
  checks: TableChecks,
  toRow: ((kept: number) => number) | null,
): Promise<void> {
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
  checks.count(Number(rows[0]?.['total'] ?? 0));
  if (!toRow) return;
  for (const row of rows) {
    const value = keys.map(({ field }, i) => shown(field, row[`x${i}`] as string | null) ?? '').join(', ');
    checks.keep('key_repeated', { row: toRow(Number(row['rn'])), column: table.primaryKey.join(', '), value });
  }
}

function shown(field: ExchangeField, value: string | null): string | null {
  return value !== null && field.personal ? maskPersonal(value) : value;
}

export function printZero(field: ExchangeField): string {
  return `0.${'0'.repeat(field.scale!)}`;
}
