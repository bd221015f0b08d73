import { join } from 'node:path';
import type { SubmissionIdentity } from '@fundwatch/domain/collect';
import type { LoadEngine } from './load-engine.js';
import type { StagedTable } from './stage-table.js';
import type { ValueOptions } from './value-checks.js';
import { copyToParquet } from './write-fact-file.js';

export interface EarlyPartsOptions {
  engine: LoadEngine;
  identity: SubmissionIdentity;
  /** Where the parts' Parquet files lie until they are joined. */
  folder: string;
  values: ValueOptions;
}

/**
 * Checks and writes the parts of a large table while the rest is still on its way: the sender's side, the look at the
 * bytes and DuckDB then work at the same time, and each part is sorted in memory.
 */
export class EarlyParts {
  readonly #options: EarlyPartsOptions;
  readonly #written: Promise<string | null>[] = [];
  #stopped = false;

  constructor(options: EarlyPartsOptions) {
    this.#options = options;
  }

  /** Anything was begun. */
  get begun(): boolean {
    return this.#written.length > 0;
  }

  /** Hands over one part; `staged` names only its file. */
  add(staged: StagedTable): void {
    const { engine, identity, folder, values } = this.#options;
    const path = join(folder, `${staged.table.name}.${this.#written.length}.parquet`);
    const written = engine.use(Number.POSITIVE_INFINITY, async (duckdb) => {
      if (this.#stopped) return null;
      await copyToParquet(duckdb, staged, identity, path, { ...values, guarded: true });
      return path;
    });
    // A part that is not sound ends it: the exact checks will look at the whole table.
    this.#written.push(
      written.catch(() => {
        this.#stopped = true;
        return null;
      }),
    );
  }

  /** No further part is written. */
  stop(): void {
    this.#stopped = true;
  }

  /** The parts' files in order; null when some part was not sound. */
  async finish(): Promise<string[] | null> {
    const paths: string[] = [];
    for (const path of await Promise.all(this.#written)) {
      if (path === null) return null;
      paths.push(path);
    }
    return paths;
  }
}
