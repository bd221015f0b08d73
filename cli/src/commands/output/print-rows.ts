import { print } from './print.js';
import { createRowWriter, type Row, type RowFormat } from './row-format.js';

/** A page of a list, and where the next one begins. */
export interface RowPage {
  items: readonly Row[];
  nextCursor: string | null;
}

/** Rows that are read from the database and written at a time. */
export const pageSize = 200;

/** Prints a list page by page, reading on as the reader takes it. Returns how many rows there were. */
export async function printRows(
  format: RowFormat,
  columns: readonly string[],
  readPage: (cursor: string | undefined) => Promise<RowPage>,
): Promise<number> {
  const writer = createRowWriter(format, columns);
  let printed = 0;
  let cursor: string | undefined;
  // The first page is read before anything is printed: an error then leaves no half output behind.
  for (let first = true; first || cursor !== undefined; first = false) {
    const { items, nextCursor } = await readPage(cursor);
    await print((first ? writer.head() : '') + writer.page(items));
    printed += items.length;
    cursor = nextCursor ?? undefined;
  }
  return printed;
}
