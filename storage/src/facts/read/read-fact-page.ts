import type { ExchangeTable } from '@fundwatch/domain/collect';
import { identifier, literal } from '../load/sql-text.js';
import { withFactFiles, type ReadLimits } from './with-fact-files.js';

export interface FactPageRequest {
  table: ExchangeTable;
  /** Absolute. */
  path: string;
  /** The place of the last row of the page before; null: from the beginning. */
  after: number | null;
  limit: number;
  /** Only rows in which one of these columns begins with this text. */
  startsWith: { columns: readonly string[]; text: string } | null;
}

export interface FactPage {
  /** Place in the file, and the values of the table's fields in their order, as text. */
  rows: { place: number; values: (string | null)[] }[];
  /** Rows that fit, over all pages. */
  total: number;
}

/**
 * A page of one immutable file. Files are sorted by look-up number and primary key; a row's place in its file never
 * changes, so that it pages without gaps and a cursor holds nothing personal. Error: FACT_FILE_DAMAGED.
 */
export async function readFactPage(request: FactPageRequest, limits: ReadLimits): Promise<FactPage> {
  const { table, path, after, limit } = request;
  const rows = `read_parquet(${literal(path)}, hive_partitioning = false, file_row_number = true)`;
  const fits = conditionOf(request);
  return withFactFiles([path], limits, async (duckdb) => {
    const values = table.fields.map(({ name }) => `cast(${identifier(name)} as varchar)`);
    const page = await duckdb.runAndReadAll(
      `select file_row_number, ${values.join(', ')} from ${rows}
       where ${fits} and file_row_number > ${Math.trunc(after ?? -1)} order by file_row_number limit ${Math.trunc(limit)}`,
    );
    const count = await duckdb.runAndReadAll(`select count(*) from ${rows} where ${fits}`);
    return {
      rows: page.getRows().map(([place, ...texts]) => ({ place: Number(place), values: texts as (string | null)[] })),
      total: Number(count.getRows()[0]![0]),
    };
  });
}

function conditionOf({ startsWith }: FactPageRequest): string {
  if (!startsWith) return 'true';
  const { columns, text } = startsWith;
  const any = columns.map((name) => `starts_with(cast(${identifier(name)} as varchar), ${literal(text)})`);
  return any.length ? `(${any.join(' or ')})` : 'false';
}
