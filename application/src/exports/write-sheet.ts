import writeXlsxFile from 'write-excel-file/node';

export interface SheetColumn<T> {
  title: string;
  /** In characters. */
  width: number;
  kind: 'text' | 'integer' | 'money';
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
  return writeXlsxFile(
    data as never,
    {
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: marks.lines.length + 2,
    } as never,
  ).toBuffer();
}

function cellOf<T>({ kind, value }: SheetColumn<T>, row: T) {
  const content = value(row);
  if (content === null || content === '') return null;
  if (kind === 'text') return { value: String(content).slice(0, LONGEST), type: String };
  const number = Number(content);
  if (!Number.isFinite(number)) return { value: String(content), type: String };
  return { value: number, type: Number, align: 'right' as const, format: kind === 'money' ? '#,##0.00' : '0' };
}
