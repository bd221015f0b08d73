import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkError,
  tablesOf,
  type CheckError,
  type StatedResource,
  type SubmissionDescription,
  type SubmissionIdentity,
} from '@fundwatch/domain/collect';
import type { CheckCollector } from './check-collector.js';
import { checkStated } from './check-stated.js';
import type { EarlyParts } from './early-parts.js';
import { defaultLimits, type LoadLimits } from './limits.js';
import { LoadEngine } from './load-engine.js';
import { loadTable } from './load-table.js';
import type { StagedTable } from './stage-table.js';
import type { ValueOptions } from './value-checks.js';
import { writeFactFile, type FactFile } from './write-fact-file.js';

export interface LoadOptions {
  /** Root of the fact files; the new ones wait below it, in `.incoming`, until they are placed. */
  factsRoot: string;
  /** For unpacked tables and DuckDB's own files; needs about twice the unpacked size. */
  tempDirectory: string;
  /** DuckDB's limit, default '384MB', for a large submission at most '800MB'; the process takes 400 MB more. */
  memoryLimit?: string;
  /** DuckDB's threads; default one for a small submission, else one a core, at most four. */
  threads?: number;
  limits?: Partial<LoadLimits>;
  /** A table of more bytes is checked and sorted in parts of this size; default 256 MiB. */
  partBytes?: number;
  /** Lines that are supervised here; default the standard's. */
  enabledLines?: readonly string[];
  /** Tables that the list of expected submissions allows this one to lack; default none. */
  mayLack?: (identity: SubmissionIdentity) => readonly string[] | Promise<readonly string[]>;
  /**
   * Asked once the bytes are hashed, before the long checks: true = already here, the load ends with state `known`.
   */
  isKnown?: (identity: SubmissionIdentity, contentHash: string) => boolean | Promise<boolean>;
}

/** One table of a checked submission. */
export interface LoadedTable {
  table: string;
  rows: number;
  /** Decimal sums by number field, with exactly the field's scale. */
  controlTotals: Record<string, string>;
  /** Of the bytes as sent, or of the rows of an exchange database; lower-case hex. */
  contentHash: string;
  /** Null for an empty table. */
  file: FactFile | null;
}

interface Sender {
  sentBy: string | null;
  /** Instant with offset, as sent. */
  sentAt: string | null;
}

export type LoadResult =
  | (Sender & {
      state: 'acceptable';
      identity: SubmissionIdentity;
      /** Same content, same hash; what "already here" is decided by. */
      contentHash: string;
      tables: LoadedTable[];
      /** Removes the files that wait to be placed; call it when the submission is not accepted after all. */
      discard: () => Promise<void>;
    })
  | (Sender & { state: 'known'; identity: SubmissionIdentity; contentHash: string })
  | (Sender & {
      state: 'refused';
      /** Null when even agency, line, dataset, period or version could not be read. */
      identity: SubmissionIdentity | null;
      /** Null when not every file could be hashed. */
      contentHash: string | null;
      /** The first errors, at most 100 a table. */
      errors: CheckError[];
      /** All errors by table, kept or not; key '' = about the package as a whole. */
      errorTotals: Record<string, number>;
      /** What was found of the tables that could be read, without files. */
      tables: LoadedTable[];
    });

/** One table ready for the checks of its values. */
export interface TableToLoad {
  staged: StagedTable;
  stated: StatedResource;
  /** File name inside the package; null for an exchange database. */
  file: string | null;
  /** What was begun of it while it was staged. */
  early: EarlyParts;
}

/** Checks staged tables and writes their files below `incoming`; tables without errors only. */
export async function loadTables(
  tables: TableToLoad[],
  identity: SubmissionIdentity,
  collector: CheckCollector,
  work: LoadWork,
  values: ValueOptions & { rowsHash: boolean },
): Promise<LoadedTable[]> {
  const rows = tables.reduce((sum, { staged }) => sum + staged.rows, 0);
  const loaded: { staged: StagedTable; path: string; result: LoadedTable }[] = [];
  for (const { staged, stated, file, early } of tables) {
    const { name } = staged.table;
    const checks = collector.of(name, file);
    const path = join(work.incoming, `${name}.parquet`);
    if (collector.any) early.stop();
    const parts = await early.finish();
    // A part that is not sound makes the whole table so.
    const refused = collector.any || parts === null;
    const target = { identity, path, refused, parts: early.begun ? parts : null };
    const found = await work.engine.use(rows, (duckdb) => loadTable(duckdb, staged, stated, target, checks, values));
    const { controlTotals } = found;
    const sha256 = values.rowsHash ? null : staged.sha256;
    checkStated(staged.table, stated, { rows: staged.rows, sha256, controlTotals }, checks);
    const contentHash = sha256 ?? found.rowsHash!;
    const result = { table: name, rows: staged.rows, controlTotals, contentHash, file: found.file };
    loaded.push({ staged: found.staged, path, result });
  }
  // Accepted whole or refused whole: no file counts for a submission with an error.
  for (const { staged, path, result } of loaded) {
    if (collector.any) result.file = null;
    else if (staged.rows > 0) {
      result.file ??= await work.engine.use(rows, (duckdb) => writeFactFile(duckdb, staged, identity, path, values));
    }
  }
  return loaded.map(({ result }) => result);
}

/** The hash by which a submission is recognised: what was stated and what was found, table by table. */
export function submissionHash(tables: { stated: StatedResource; contentHash: string }[]): string {
  const lines = tables.map(({ stated, contentHash }) => {
    const totals = Object.entries(stated.controlTotals).sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([stated.name, contentHash, stated.sha256 ?? null, stated.rows, totals]);
  });
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

/** The resources to read; unknown, repeated and missing tables become errors. */
export function listTables(
  description: SubmissionDescription,
  mayLack: readonly string[],
  collector: CheckCollector,
): StatedResource[] {
  const { dataset } = description.identity;
  const due = tablesOf(dataset);
  const listed = new Map<string, StatedResource>();
  for (const stated of description.resources) {
    const { name } = stated;
    const file = stated.path ?? null;
    if (!due.some((table) => table.name === name)) {
      collector.add(checkError('table_unknown', { file }, { name, dataset }));
    } else if (listed.has(name)) collector.add(checkError('table_repeated', { file, table: name }));
    else listed.set(name, stated);
  }
  for (const table of due) {
    if (!listed.has(table.name) && !mayLack.includes(table.name)) {
      collector.add(checkError('table_missing', { table: table.name }));
    }
  }
  return [...listed.values()];
}

/** A refusal with everything that the collector holds. */
export function refused(
  collector: CheckCollector,
  sent: { identity: SubmissionIdentity; sentBy: string | null; sentAt: string | null } | null,
  contentHash: string | null = null,
  tables: LoadedTable[] = [],
): LoadResult {
  const { errors, totals } = collector;
  const { identity = null, sentBy = null, sentAt = null } = sent ?? {};
  return { state: 'refused', identity, sentBy, sentAt, contentHash, errors, errorTotals: totals, tables };
}

/** A submission that stood every check; its files wait in `work.incoming`. */
export function acceptable(
  description: SubmissionDescription,
  contentHash: string,
  tables: LoadedTable[],
  work: LoadWork,
): LoadResult {
  const { identity, sentBy, sentAt } = description;
  const discard = () => rm(work.incoming, { recursive: true, force: true });
  return { state: 'acceptable', identity, sentBy, sentAt, contentHash, tables, discard };
}

/** What one load works with. */
export interface LoadWork {
  /** Private temporary folder, removed when the load ends. */
  temp: string;
  /** Where the Parquet files wait, on the file system of the facts. */
  incoming: string;
  limits: LoadLimits;
  engine: LoadEngine;
  partBytes: number | undefined;
}

export const incomingFolder = '.incoming';

/** Makes the folders of one load and removes them when it ends; `incoming` stays if the result is acceptable. */
export async function withLoadWork(
  options: LoadOptions,
  body: (work: LoadWork) => Promise<LoadResult>,
): Promise<LoadResult> {
  await mkdir(options.tempDirectory, { recursive: true });
  const temp = await mkdtemp(join(options.tempDirectory, 'load-'));
  const incoming = join(options.factsRoot, incomingFolder, randomUUID());
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const { memoryLimit, threads, partBytes } = options;
  const engine = new LoadEngine({ temp, memoryLimit, threads });
  let keep = false;
  try {
    const result = await body({ temp, incoming, limits: { ...defaultLimits, ...options.limits }, engine, partBytes });
    keep = result.state === 'acceptable';
    return result;
  } finally {
    await engine.close();
    await rm(temp, { recursive: true, force: true });
    if (!keep) await rm(incoming, { recursive: true, force: true });
  }
}
