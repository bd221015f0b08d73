import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { groupBy } from '@fundwatch/domain';
import { exchangeTable } from '@fundwatch/domain/collect';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { withFactFiles } from '../../read/with-fact-files.js';
import { quoteName, quoteText } from '../fact-columns.js';
import type { FactRunOptions, FactSource } from '../fact-store.js';

type StoredFile = FactSource & { path: string };
type Limits = Pick<FactRunOptions, 'memoryLimit' | 'tempDirectory' | 'threads'>;

/**
 * Copies the accepted files that a query reads into the store, each once: its row in `loaded_file` is written in the same
 * transaction. Files are immutable, so what is loaded stays right. Error: FACT_FILE_DAMAGED.
 */
export async function loadFactFiles(client: pg.Client, files: readonly FactSource[], limits: Limits): Promise<void> {
  const missing: StoredFile[] = [];
  const stored = files.filter((file): file is StoredFile => file.path !== null);
  for (const [table, ofTable] of groupBy(stored, ({ table: name }) => name))
    missing.push(...(await notLoaded(client, table, ofTable)));
  if (!missing.length) return;
  const folder = limits.tempDirectory ?? tmpdir();
  await mkdir(folder, { recursive: true });
  const csv = join(folder, `fundwatch-load-${randomUUID()}.csv`);
  try {
    const readable = [...missing.map(({ path }) => path), csv];
    await withFactFiles(
      readable,
      { ...limits, memoryLimit: limits.memoryLimit ?? '512MB', written: [csv] },
      async (duckdb) => {
        for (const file of missing) await loadFile(client, duckdb, file, csv);
      },
    );
  } finally {
    await rm(csv, { force: true });
  }
  for (const table of new Set(missing.map((file) => file.table)))
    await client.query(`analyze fact_store.${quoteName(table)}`);
}

/** What the store lacks, or holds with other bytes: a home that was emptied and filled anew keeps its numbers. */
async function notLoaded(client: pg.Client, table: string, files: readonly StoredFile[]): Promise<StoredFile[]> {
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
function hashOf({ sha256, path }: StoredFile): string {
  return sha256 ?? path;
}

/** One file by way of a CSV: both engines read and write it faster than rows pass through this process. */
async function loadFile(client: pg.Client, duckdb: DuckDBConnection, file: StoredFile, csv: string): Promise<void> {
  const { agency, line, period, version } = file;
  const fields = exchangeTable(file.table).fields.map(({ name }) => quoteName(name));
  const owner = [quoteText(agency), quoteText(line), quoteText(period), String(version)];
  await duckdb.run(
    `copy (select ${[...owner, ...fields].join(', ')} from read_parquet(${quoteText(file.path)}, hive_partitioning = false))
     to ${quoteText(csv)} (format csv, header false, use_tmp_file false)`,
  );
  await client.query('begin');
  try {
    const { rowCount } = await client.query(
      `insert into fact_store.loaded_file as loaded (agency, line, period, table_name, version, sha256)
       values ($1, $2, $3, $4, $5, $6) on conflict (agency, line, period, table_name, version)
       do update set sha256 = excluded.sha256 where loaded.sha256 is distinct from excluded.sha256`,
      [agency, line, period, file.table, version, hashOf(file)],
    );
    if (rowCount) {
      await client.query(
        `delete from fact_store.${quoteName(file.table)}
         where agency = $1 and line = $2 and period = $3 and version = $4`,
        [agency, line, period, version],
      );
      const columns = ['agency', 'line', 'period', 'version'].map(quoteName).concat(fields);
      const copy = copyFrom(`copy fact_store.${quoteName(file.table)} (${columns.join(', ')}) from stdin (format csv)`);
      await pipeline(createReadStream(csv), client.query(copy));
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
