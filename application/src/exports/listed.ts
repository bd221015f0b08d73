import { DomainError } from '@fundwatch/domain';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import type { ListColumn } from './list-columns.js';
import type { Language, Text } from './list-words.js';
import type { SheetColumn } from './write-sheet.js';

/** One workbook holds so many rows; more are narrowed by filters first. */
export const MOST_ROWS = 20_000;
const PAGE = 1_000;

/** What a list holds for this person, and, where it is the list of one thing, of which. */
export interface Found<Row> {
  rows: readonly Row[];
  about?: Text;
  /** Columns that this one thing has besides those of every such list. */
  columns?: readonly ListColumn<Row>[];
}

/** The rows of a list as a workbook shows them. */
export interface Listed {
  rows: number;
  about: Text | null;
  /** Columns and rows in a language. */
  sheet(language: Language): { columns: SheetColumn<unknown>[]; rows: readonly unknown[] };
}

/** A list that can be taken out: what it is called, and how it is read for whoever asks. */
export interface ExportedList<Input> {
  title: Text;
  open(app: Application, context: RequestContext, input: Input): Promise<Listed>;
}

/**
 * Defines the export of a list. `read` is the use case of the page itself, so that scope, filters and masks are the page's; the
 * columns are those of the page and what stands in their cells besides.
 */
export function exportedList<Input, Row>({
  title,
  read,
}: {
  title: Text;
  read: (app: Application, context: RequestContext, input: Input) => Promise<Found<Row>>;
}): { with(columns: readonly ListColumn<Row>[]): ExportedList<Input> } {
  return {
    with: (columns) => ({
      title,
      async open(app, context, input) {
        const { rows, about, columns: own = [] } = await read(app, context, input);
        if (rows.length > MOST_ROWS) throw new DomainError('EXPORT_TOO_LARGE', { rows: rows.length, most: MOST_ROWS });
        return {
          rows: rows.length,
          about: about ?? null,
          sheet: (language) => sheetOf([...columns, ...own], rows, language),
        };
      },
    }),
  };
}

function sheetOf<Row>(columns: readonly ListColumn<Row>[], rows: readonly Row[], language: Language) {
  return {
    rows,
    columns: columns.map(({ title, value, ...column }) => ({
      ...column,
      title: title[language],
      value: (row: unknown) => value(row as Row, language),
    })),
  };
}

interface OnePage<Row> {
  items: readonly Row[];
  nextCursor: string | null;
  total: number;
}

/** What a list that is read page by page is asked for. */
export type Paged<Input> = Input & { limit: number; cursor?: string };

/** Every page of a list that is read page by page. @throws DomainError EXPORT_TOO_LARGE before more than is let out is read */
export function allPages<Input, Row>(
  read: (app: Application, context: RequestContext, input: Paged<Input>) => Promise<OnePage<Row>>,
): (app: Application, context: RequestContext, input: Input) => Promise<Found<Row>> {
  return async (app, context, input) => {
    const rows: Row[] = [];
    for (let cursor: string | null = null; ;) {
      const page: OnePage<Row> = await read(app, context, { ...input, limit: PAGE, ...(cursor ? { cursor } : {}) });
      // A list that is not counted to its end may turn out too long only while it is read.
      const found = Math.max(page.total, rows.length + page.items.length);
      if (found > MOST_ROWS) throw new DomainError('EXPORT_TOO_LARGE', { rows: found, most: MOST_ROWS });
      rows.push(...page.items);
      if (page.nextCursor === null) return { rows };
      cursor = page.nextCursor;
    }
  };
}
