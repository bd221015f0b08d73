import { guardFormula } from '@fundwatch/domain/collect';
import { cellsOf, onOneLine, padCells } from './terminal-text.js';

/** What a cell holds: amounts are decimal texts, evidence is an object of texts. */
export type Value = string | number | null | Readonly<Record<string, string | null>>;
/** A row by column name. */
export type Row = Readonly<Record<string, Value>>;

export const rowFormats = ['table', 'jsonl', 'csv'] as const;
export type RowFormat = (typeof rowFormats)[number];

/** Turns rows into text, a page at a time, so that a long list is never held whole. */
export interface RowWriter {
  /** What comes before the first row; '' where nothing does. */
  head(): string;
  page(rows: readonly Row[]): string;
}

/** A writer of these columns, in this order. */
export function createRowWriter(format: RowFormat, columns: readonly string[]): RowWriter {
  switch (format) {
    case 'table':
      return tableWriter(columns);
    case 'csv':
      return csvWriter(columns);
    case 'jsonl':
      return jsonLinesWriter(columns);
  }
}

/** One JSON object a line, with exactly the columns as keys. */
function jsonLinesWriter(columns: readonly string[]): RowWriter {
  const line = (row: Row) => JSON.stringify(Object.fromEntries(columns.map((name) => [name, row[name] ?? null])));
  return { head: () => '', page: (rows) => rows.map((row) => `${line(row)}\n`).join('') };
}

/** A header and one record a row, quoted as RFC 4180 says, formulas guarded; what is missing is empty, evidence is JSON. */
function csvWriter(columns: readonly string[]): RowWriter {
  const line = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\n`;
  return {
    head: () => line(columns),
    page: (rows) => rows.map((row) => line(columns.map((name) => guardFormula(csvText(row[name] ?? null))))).join(''),
  };
}

function csvText(value: Value): string {
  return value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Columns aligned in terminal cells. A page that needs more room widens its columns and those of the pages after it. */
function tableWriter(columns: readonly string[]): RowWriter {
  const widths = columns.map(cellsOf);
  const line = (cells: readonly string[]) =>
    `${cells
      .map((cell, index) => padCells(cell, widths[index]!))
      .join('  ')
      .trimEnd()}\n`;
  let headed = false;
  return {
    head: () => '',
    page(rows) {
      const table = rows.map((row) => columns.map((name) => onOneLine(tableText(row[name] ?? null))));
      for (const cells of table)
        for (const [index, cell] of cells.entries()) widths[index] = Math.max(widths[index]!, cellsOf(cell));
      const head = headed ? '' : line(columns);
      headed = true;
      return head + table.map(line).join('');
    },
  };
}

function tableText(value: Value): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .filter(([, text]) => text !== null)
    .map(([name, text]) => `${name}=${text}`)
    .join('; ');
}
