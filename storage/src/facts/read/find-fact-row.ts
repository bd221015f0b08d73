import type { ExchangeTable } from '@fundwatch/domain/collect';
import { identifier, literal } from '../load/sql-text.js';
import { withFactFiles, type ReadLimits } from './with-fact-files.js';

export interface FactRowRequest {
  table: ExchangeTable;
  /** The record's key, column by column, as text. */
  key: Readonly<Record<string, string>>;
  /** Absolute paths of the months to look in. */
  files: readonly { period: string; path: string }[];
}

export interface FoundRow {
  period: string;
  /** By column, as text. */
  values: Record<string, string | null>;
}

/** The record of a key in the latest month that holds it; null where none does. Error: FACT_FILE_DAMAGED. */
export async function findFactRow(request: FactRowRequest, limits: ReadLimits): Promise<FoundRow | null> {
  const { table, key, files } = request;
  if (files.length === 0) return null;
  const paths = files.map(({ path }) => path);
  return withFactFiles(paths, limits, async (duckdb) => {
    const month = `case filename ${files.map(({ path, period }) => `when ${literal(path)} then ${literal(period)}`).join(' ')} end`;
    const values = table.fields.map(({ name }) => `cast(${identifier(name)} as varchar)`);
    const isIt = table.primaryKey.map((name) => `cast(${identifier(name)} as varchar) = ${literal(key[name] ?? '')}`);
    const reader = await duckdb.runAndReadAll(
      `select ${month} as "month of file", ${values.join(', ')}
       from read_parquet([${paths.map(literal).join(', ')}], hive_partitioning = false, filename = true)
       where ${isIt.join(' and ')} order by "month of file" desc limit 1`,
    );
    const row = reader.getRows()[0];
    if (!row) return null;
    const [period, ...texts] = row as [string, ...(string | null)[]];
    return { period, values: Object.fromEntries(table.fields.map(({ name }, index) => [name, texts[index] ?? null])) };
  });
}
