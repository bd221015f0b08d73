import writeXlsxFile from 'write-excel-file/node';

/** `share`: of one, shown as per cent · `figure`: money where it is written with a point, else whole. */
export type SheetKind = 'text' | 'integer' | 'money' | 'decimal' | 'share' | 'figure';

export interface SheetColumn<T> {
  title: string;
  /** In characters. */
  width: number;
  kind: SheetKind;
  value: (row: T) => string | number | null;
}

export interface SheetMarks {
  title: string;
  /** Who took it, when, by which filters, how many rows, what is masked. */
  lines: readonly string[];
}

export const sheetMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const headColor = '#dfe4ea';
/** What a cell of a workbook holds at most. */
const LONGEST = 32_000;

/**
 * A list as .xlsx: its marks above, then one heading and the rows. Every cell is typed, so no text becomes a formula, and long
 * numbers stay texts. Amounts are numbers of yuan with two digits.
 */
export async function writeSheet<T>(
  marks: SheetMarks,
  columns: readonly SheetColumn<T>[],
  rows: readonly T[],
): Promise<Buffer> {
  const { data, ...sheet } = layOut(marks, columns, rows);
  return writeXlsxFile(data as never, sheet as never).toBuffer();
}

/** One table of a workbook. */
export interface BookSheet {
  /** On its tab, 31 characters at most. */
  name: string;
  columns: readonly SheetColumn<never>[];
  rows: readonly unknown[];
}

/** Several tables in one workbook, each on a sheet of its own under the same marks. */
export async function writeBook(marks: SheetMarks, sheets: readonly BookSheet[]): Promise<Buffer> {
  const laidOut = sheets.map(({ name, columns, rows }) => ({
    sheet: name,
    ...layOut({ ...marks, title: `${marks.title} ${name}` }, columns as readonly SheetColumn<unknown>[], rows),
  }));
  return writeXlsxFile(laidOut as never).toBuffer();
}

function layOut<T>(marks: SheetMarks, columns: readonly SheetColumn<T>[], rows: readonly T[]) {
  const wide = (value: string, bold: boolean) => [
    { value, type: String, columnSpan: columns.length, ...(bold ? { fontWeight: 'bold' as const } : {}) },
    ...columns.slice(1).map(() => null),
  ];
  const data = [
    wide(marks.title, true),
    ...marks.lines.map((line) => wide(line, false)),
    columns.map(({ title }) => ({
      value: title,
      type: String,
      fontWeight: 'bold' as const,
      backgroundColor: headColor,
      wrap: true,
    })),
    ...rows.map((row) => columns.map((column) => cellOf(column, row))),
  ];
  return { data, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: marks.lines.length + 2 };
}

function cellOf<T>({ kind, value }: SheetColumn<T>, row: T) {
  const content = value(row);
  if (content === null || content === '') return null;
  if (kind === 'text') return { value: String(content).slice(0, LONGEST), type: String };
  const number = Number(content);
  // A workbook counts in doubles: what one cannot hold to the last digit stays a text.
  if (!Number.isFinite(number) || digitsOf(String(content)) > MOST_DIGITS)
    return { value: String(content), type: String };
  return { value: number, type: Number, align: 'right' as const, format: formatOf(kind, String(content)) };
}

const formats = { integer: '0', money: '#,##0.00', decimal: 'General', share: '0.00%' } as const;
const formatOf = (kind: Exclude<SheetKind, 'text'>, content: string) =>
  kind === 'figure' ? formats[content.includes('.') ? 'money' : 'integer'] : formats[kind];
const MOST_DIGITS = 15;
const digitsOf = (content: string) => content.replace(/\D/g, '').replace(/^0+/, '').length;
