import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { DomainError } from '@fundwatch/domain';
import {
  statutoryColumns,
  statutoryTables,
  type BilingualText,
  type StatutoryColumn,
  type StatutoryColumnType,
  type StatutoryTable,
} from '@fundwatch/domain/evaluate';
import { catalogueFolder } from '../find-catalogue.js';
import { type StatutoryFile, statutorySchema } from './statutory.schema.js';

/** A row as an indicator reads it: the table's columns, then `valid_from` and `valid_to`; values as text. */
export type StatutoryRow = Readonly<Record<string, string | null>>;

/** A table of figures with where it stands. */
export interface StatutoryTableContent {
  table: StatutoryTable;
  title: BilingualText;
  source: StatutoryFile['source'];
  rows: readonly StatutoryRow[];
}
export type StatutoryContents = ReadonlyMap<StatutoryTable, StatutoryTableContent>;

const texts: Readonly<Record<StatutoryColumnType, RegExp>> = {
  text: /^\S.*$/s,
  integer: /^\d{1,9}$/,
  money: /^\d{1,14}(\.\d{1,2})?$/,
  ratio: /^\d{1,6}(\.\d{1,6})?$/,
  period: /^\d{4}(0[1-9]|1[0-2])$/,
  year: /^\d{4}$/,
};

/** The delivered statutory tables. Error: INDICATOR_INVALID with the problems of all of them. */
export async function loadStatutoryTables(root: string = catalogueFolder): Promise<StatutoryContents> {
  const folder = join(root, 'statutory');
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort();
  const contents = new Map<StatutoryTable, StatutoryTableContent>();
  const problems: string[] = [];
  for (const file of files) {
    try {
      const content = parseStatutoryTable(await readFile(join(folder, file), 'utf8'));
      if (file !== `${content.table}.yaml`) problems.push(`${file} holds the table ${content.table}`);
      contents.set(content.table, content);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      problems.push(...(error.details['problems'] as string[]).map((problem) => `${file}: ${problem}`));
    }
  }
  problems.push(...statutoryTables.filter((table) => !contents.has(table)).map((table) => `${table}.yaml is missing`));
  if (problems.length) throw new DomainError('INDICATOR_INVALID', { problems });
  return contents;
}

/** Builds a table from its file's text. Error: INDICATOR_INVALID with every problem: row, column, value. */
export function parseStatutoryTable(source: string): StatutoryTableContent {
  const parsed = statutorySchema.safeParse(parse(source, { schema: 'failsafe', uniqueKeys: true }));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
    throw new DomainError('INDICATOR_INVALID', { problems });
  }
  const { table, title, source: from, validFrom, validTo, rows } = parsed.data;
  const problems = rows.flatMap((row, i) => checkRow(table, row).map((problem) => `row ${i + 1}: ${problem}`));
  if (problems.length) throw new DomainError('INDICATOR_INVALID', { problems });
  return {
    table,
    title,
    source: from,
    rows: rows.map((row) => ({
      ...Object.fromEntries(statutoryColumns[table].map(({ name }) => [name, row[name] ?? null])),
      valid_from: row['valid_from'] ?? validFrom,
      valid_to: row['valid_to'] ?? validTo,
    })),
  };
}

function checkRow(table: StatutoryTable, row: StatutoryRow): string[] {
  const columns = statutoryColumns[table];
  const known = new Set([...columns.map(({ name }) => name), 'valid_from', 'valid_to']);
  return [
    ...Object.keys(row).flatMap((name) => (known.has(name) ? [] : [`no column ${name}`])),
    ...columns.flatMap((column) => checkValue(column, row[column.name] ?? null)),
  ];
}

function checkValue({ name, type, optional }: StatutoryColumn, value: string | null): string[] {
  if (value === null) return optional ? [] : [`${name} is empty`];
  return texts[type].test(value) ? [] : [`${name}: ${value} is no ${type}`];
}
