import { existsSync } from 'node:fs';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { DomainError } from '@fundwatch/domain';
import { literal } from '../load/sql-text.js';

/** What reading is held to. */
export interface ReadLimits {
  /** DuckDB's own notation, e.g. `512MB`. */
  memoryLimit: string;
  /** Where larger-than-memory steps spill to; without it they fail instead. */
  tempDirectory?: string | undefined;
  threads?: number | undefined;
  /** Files among `paths` that the body writes itself: they need not be there yet. */
  written?: readonly string[];
}

/** A DuckDB that can read these files and nothing else, for as long as `body` runs. Error: FACT_FILE_DAMAGED. */
export async function withFactFiles<T>(
  paths: readonly string[],
  limits: ReadLimits,
  body: (duckdb: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const missing = paths.find((path) => !limits.written?.includes(path) && !existsSync(path));
  if (missing !== undefined) throw new DomainError('FACT_FILE_DAMAGED', { path: missing, reason: 'missing' });
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: limits.memoryLimit,
    temp_directory: limits.tempDirectory ?? '',
    ...(limits.threads ? { threads: String(limits.threads) } : {}),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const duckdb = await instance.connect();
    try {
      await duckdb.run(`set timezone = 'Asia/Shanghai'`);
      await duckdb.run(`set allowed_paths = [${paths.map(literal).join(', ')}]`);
      await duckdb.run('set enable_external_access = false');
      await duckdb.run('set lock_configuration = true');
      return await body(duckdb);
    } finally {
      duckdb.closeSync();
    }
  } catch (error) {
    throw asFileError(error);
  } finally {
    instance.closeSync();
  }
}

/** DuckDB names the file in these messages; anything else passes as it is. */
function asFileError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  const damaged = /^(IO Error|Invalid Input Error|Corrupt).*(parquet|magic bytes|No files found)/is.test(error.message);
  return damaged ? new DomainError('FACT_FILE_DAMAGED', { reason: error.message }, { cause: error }) : error;
}
