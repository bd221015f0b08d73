import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

export interface LoadEngineOptions {
  /** Private folder of the load, for what does not fit into memory. */
  temp: string;
  /** DuckDB's limit, such as '1GB'. */
  memoryLimit?: string | undefined;
  /** DuckDB's threads. */
  threads?: number | undefined;
}

// A million rows then stay near 700 MB in all.
const defaultMemory = '384MB';
/** Parts are sorted in memory below it; the process takes some 400 MB more. */
const mostMemory = '800MB';
/** Each thread beyond a few only adds buffers. */
const mostThreads = 4;
/** Below it, handing work between threads costs more than it saves (measured: a quarter of the load). */
const smallRows = 50_000;

/** The DuckDB of one load: opened when it is first needed, one statement after another, gone with the load. */
export class LoadEngine {
  readonly #options: LoadEngineOptions;
  #opened: Promise<{ instance: DuckDBInstance; duckdb: DuckDBConnection }> | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: LoadEngineOptions) {
    this.#options = options;
  }

  /** Runs after everything that was handed over before. `rows` decides the threads if it is the first. */
  use<T>(rows: number, work: (duckdb: DuckDBConnection) => Promise<T>): Promise<T> {
    const done = this.#last.then(async () => {
      if (this.#closed) throw new Error('the load has ended');
      this.#opened ??= this.#open(rows);
      return work((await this.#opened).duckdb);
    });
    this.#last = done.catch(() => {});
    return done;
  }

  /** Stops what runs and closes. */
  async close(): Promise<void> {
    this.#closed = true;
    if (!this.#opened) return;
    const opened = await this.#opened.catch(() => null);
    opened?.duckdb.interrupt();
    await this.#last;
    opened?.duckdb.closeSync();
    opened?.instance.closeSync();
  }

  async #open(rows: number) {
    const { temp, memoryLimit = defaultMemory } = this.#options;
    const threads = this.#options.threads ?? (rows < smallRows ? 1 : Math.min(availableParallelism(), mostThreads));
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: lowerLimit(memoryLimit, mostMemory),
      temp_directory: join(temp, 'duckdb'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      threads: String(threads),
    });
    const duckdb = await instance.connect();
    await duckdb.run(`set timezone = 'Asia/Shanghai'`);
    return { instance, duckdb };
  }
}

/** The lower of two sizes as DuckDB writes them, '800MB' or '1GiB'; what is no size is left to DuckDB to refuse. */
function lowerLimit(one: string, other: string): string {
  return bytesOf(one) > bytesOf(other) ? other : one;
}

function bytesOf(size: string): number {
  const [, digits, unit = 'B', binary] = /^\s*([0-9.]+)\s*(B|[KMGT])(iB|i|B)?\s*$/i.exec(size) ?? [];
  const power = 'BKMGT'.indexOf(unit.toUpperCase());
  return Number(digits) * (binary?.toLowerCase().startsWith('i') ? 1024 : 1000) ** power;
}
