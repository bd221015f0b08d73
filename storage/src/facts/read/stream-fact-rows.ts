import type { ExchangeTable } from '@fundwatch/domain/collect';
import { identifier, literal } from '../load/sql-text.js';
import { stringsOfChunk } from '../store/strings-of-chunk.js';
import { withFactFiles, type ReadLimits } from './with-fact-files.js';

/**
 * Every row of one file in its order, values of the table's fields as text, a batch at a time; the next batch is read
 * when the one before has been taken. Error: FACT_FILE_DAMAGED.
 */
export async function streamFactRows(
  { table, path }: { table: ExchangeTable; path: string },
  limits: ReadLimits,
  take: (rows: (string | null)[][]) => Promise<void>,
): Promise<void> {
  const values = table.fields.map(({ name }) => `cast(${identifier(name)} as varchar) as ${identifier(name)}`);
  await withFactFiles([path], limits, async (duckdb) => {
    const result = await duckdb.stream(
      `select ${values.join(', ')} from read_parquet(${literal(path)}, hive_partitioning = false)`,
    );
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      await take([...stringsOfChunk(chunk)]);
    }
  });
}
