import { guardFormula } from './guard-formula.js';

/** What a CSV file for people begins with, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = '\uFEFF';

/** One line of a CSV file for people (RFC 4180, CR LF): formulas guarded, null and empty alike. */
export function writeCsvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`;
}

function writeCell(cell: string | null): string {
  if (cell === null || cell === '') return '';
  const text = guardFormula(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
