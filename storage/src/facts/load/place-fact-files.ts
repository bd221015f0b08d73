import { chmod, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { SubmissionIdentity } from '@fundwatch/domain/collect';
import { incomingFolder, type LoadedTable } from './load-tables.js';

/** A Parquet file in its place. */
export interface PlacedFactFile {
  table: string;
  /** Relative to the facts' root, with forward slashes; what PostgreSQL lists. */
  path: string;
  sha256: string;
  bytes: number;
  rows: number;
}

export interface PlaceOptions {
  factsRoot: string;
  /** Called at named points; crash tests stop the process there. */
  at?: (point: string) => void;
}

/**
 * Gives the waiting files of an acceptable submission their final names, mode 0444, synced to disk before and after.
 * Call it before the transaction that lists them commits: what no row lists is swept, so that a crash leaves no loss.
 * `discard()` the load result afterwards to remove the empty waiting folder.
 */
export async function placeFactFiles(
  identity: SubmissionIdentity,
  tables: readonly LoadedTable[],
  options: PlaceOptions,
): Promise<PlacedFactFile[]> {
  const placed: PlacedFactFile[] = [];
  const folders = new Set<string>();
  for (const { table, rows, file } of tables) {
    if (!file) continue;
    const path = factFilePath(table, identity, file.sha256);
    const target = join(options.factsRoot, path);
    await mkdir(dirname(target), { recursive: true });
    await chmod(file.path, 0o444);
    await syncPath(file.path);
    await rename(file.path, target);
    folders.add(dirname(target));
    placed.push({ table, path, sha256: file.sha256, bytes: file.bytes, rows });
  }
  for (const folder of folders) {
    await syncPath(folder);
    await syncPath(dirname(folder));
  }
  if (folders.size > 0) await syncPath(options.factsRoot);
  options.at?.('collect.after-rename');
  return placed;
}

/** `<table>/period=YYYYMM/<agency>-<line>-v<n>-<sha256>.parquet`. */
export function factFilePath(table: string, identity: SubmissionIdentity, sha256: string): string {
  const { agency, line, period, version } = identity;
  return `${table}/period=${period}/${agency}-${line}-v${version}-${sha256}.parquet`;
}

export interface SweepOptions {
  factsRoot: string;
  /** Paths that PostgreSQL lists, as `placeFactFiles` gave them; read after the files were looked at. */
  listed: (paths: string[]) => Promise<ReadonlySet<string>>;
  /** Only files last written before this instant are removed. */
  olderThan: Date;
}

/**
 * Removes fact files that no row lists, and what broken-off loads left waiting; gives the removed paths. `listed` is
 * asked after the folder was read and only about old files, so that a file whose transaction commits meanwhile stays.
 */
export async function sweepFactFiles(options: SweepOptions): Promise<string[]> {
  const { factsRoot, olderThan } = options;
  const old: string[] = [];
  const names = await readdir(factsRoot, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of names) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mtime } = await stat(path).catch(() => ({ mtime: olderThan }));
    if (mtime < olderThan) old.push(relative(factsRoot, path).split(sep).join('/'));
  }
  const placed = old.filter((path) => !path.startsWith(`${incomingFolder}/`));
  const listed = await options.listed(placed);
  const removed: string[] = [];
  for (const path of old.filter((path) => !listed.has(path))) {
    // The same content may have been placed again meanwhile.
    const now = await stat(join(factsRoot, path)).catch(() => null);
    if (!now || now.mtime >= olderThan) continue;
    await unlink(join(factsRoot, path)).catch(ignoreMissing);
    removed.push(path);
  }
  await removeOldFolders(join(factsRoot, incomingFolder), olderThan);
  return removed;
}

async function removeOldFolders(parent: string, olderThan: Date): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const folder = join(parent, name);
    const { mtime } = await stat(folder).catch(() => ({ mtime: olderThan }));
    const empty = (await readdir(folder).catch(() => [''])).length === 0;
    if (empty && mtime < olderThan) await rm(folder, { recursive: true, force: true });
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
