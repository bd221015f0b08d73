import { DuckDBInstance } from '@duckdb/node-api';
import { castColumns, exchangeColumns, quoteText } from './fact-columns.js';
import type { FactSource, FactRow } from './fact-store.js';
import { fillStaging } from './open-duckdb-run.js';

/**
 * Writes few rows of text as a Parquet file of the loader's shape: agency, line, period, version, then the fields.
 * For indicator cases and tests; packages come through the loader.
 */
export async function writeFactRows(file: FactSource & { path: string }, rows: readonly FactRow[]): Promise<void> {
  const [agency, line, period, ...fields] = exchangeColumns.get(file.table) ?? [];
  if (!agency || !line || !period) throw new Error(`no table ${file.table} in the exchange standard`);
  const columns = [agency, line, period, { name: 'version', type: 'integer' }, ...fields];
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const owner = { agency: file.agency, line: file.line, period: file.period, version: String(file.version) };
    await fillStaging(
      connection,
      columns,
      rows.map((row) => ({ ...row, ...owner })),
    );
    await connection.run(
      `copy (select ${castColumns(columns)} from staging) to ${quoteText(file.path)} (format parquet)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
