import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exchangeTable } from '@fundwatch/domain/collect';
import { groupBy } from '@fundwatch/domain';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { csvCell } from '../../../csv-cell.js';
import { streamFactRows } from '../../read/stream-fact-rows.js';
import { quoteName } from '../fact-columns.js';
import type { FactRunOptions, FactSource } from '../fact-store.js';

/**
 * Copies the accepted files that a query reads into the store, each once: its row in `loaded_file` is written in the same
 * transaction. Files are immutable, so what is loaded stays right. Error: FACT_FILE_DAMAGED.
 */
export async function loadFactFiles(
  client: pg.Client,
  files: readonly FactSource[],
  limits: Pick<FactRunOptions, 'memoryLimit' | 'tempDirectory' | 'threads'>,
): Promise<void> {
  for (const [table, ofTable] of groupBy(files, ({ table: name }) => name)) {
    const wanted = ofTable.filter(({ path }) => path !== null);
    if (!wanted.length) continue;
    const missing = await notLoaded(client, table, wanted);
    for (const file of missing) await loadFile(client, file as FactSource & { path: string }, limits);
    if (missing.length) await client.query(`analyze fact_store.${quoteName(table)}`);
  }
}

/** What the store lacks, or holds with other bytes: a home that was emptied and filled anew keeps its numbers. */
async function notLoaded(client: pg.Client, table: string, files: readonly FactSource[]): Promise<FactSource[]> {
  const { rows } = await client.query<{ key: string; sha256: string | null }>(
    `select agency || '|' || line || '|' || period || '|' || version as key, sha256 from fact_store.loaded_file
     where table_name = $1 and period = any ($2)`,
    [table, [...new Set(files.map(({ period }) => period))]],
  );
  const loaded = new Map(rows.map(({ key, sha256 }) => [key, sha256]));
  return files.filter((file) => {
    const { agency, line, period, version } = file;
    const key = [agency, line, period, version].join('|');
    return !loaded.has(key) || loaded.get(key) !== hashOf(file);
  });
}

/** The hash that was accepted; a file that nobody hashed is known by its path. */
function hashOf({ sha256, path }: FactSource): string | null {
  return sha256 ?? path;
}

async function loadFile(
  client: pg.Client,
  file: FactSource & { path: string },
  limits: Pick<FactRunOptions, 'memoryLimit' | 'tempDirectory' | 'threads'>,
): Promise<void> {
  const { agency, line, period, version } = file;
  const table = exchangeTable(file.table);
  const lead = [agency, line, period, String(version)].map(csvCell).join(',');
  const columns = ['agency', 'line', 'period', 'version', ...table.fields.map(({ name }) => name)].map(quoteName);
  await client.query('begin');
  try {
    const key = [agency, line, period, file.table, version];
    const { rowCount } = await client.query(
      `insert into fact_store.loaded_file as loaded (agency, line, period, table_name, version, sha256)
       values ($1, $2, $3, $4, $5, $6) on conflict (agency, line, period, table_name, version)
       do update set sha256 = excluded.sha256 where loaded.sha256 is distinct from excluded.sha256`,
      [...key, hashOf(file)],
    );
    if (rowCount) {
      await client.query(
        `delete from fact_store.${quoteName(file.table)}
         where agency = $1 and line = $2 and period = $3 and version = $4`,
        [agency, line, period, version],
      );
      const copy = copyFrom(`copy fact_store.${quoteName(file.table)} (${columns.join(', ')}) from stdin (format csv)`);
      const lines = new PassThrough();
      const feed = streamFactRows({ table, path: file.path }, { memoryLimit: '512MB', ...limits }, async (rows) => {
        const text = rows.map((row) => `${lead},${row.map(csvCell).join(',')}\n`).join('');
        if (!lines.write(text)) await once(lines, 'drain');
      }).then(
        () => lines.end(),
        (error: unknown) => lines.destroy(error as Error),
      );
      await Promise.all([pipeline(lines, client.query(copy)), feed]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
