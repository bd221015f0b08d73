import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogueFolder } from './find-catalogue.js';
import type { Indicator } from './indicator.js';

/** What the lock file holds of an indicator: the version, and the hash of query and parameters under it. */
export interface LockEntry {
  version: number;
  hash: string;
}
export type LockFile = Readonly<Record<string, LockEntry>>;

/** The lock files of the catalogue's two kinds. */
export const lockFileName = 'indicators.lock.json';
export const ruleLockFileName = 'rules.lock.json';

/** A committed lock file; empty when there is none yet. */
export async function readLockFile(root: string = catalogueFolder, fileName = lockFileName): Promise<LockFile> {
  try {
    return JSON.parse(await readFile(join(root, fileName), 'utf8')) as LockFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** The lock of the catalogue as it is now. */
export function lockOf(indicators: readonly Pick<Indicator, 'code' | 'version' | 'hash'>[]): LockFile {
  return Object.fromEntries(indicators.map(({ code, version, hash }) => [code, { version, hash }]));
}

/** The lock file's text. */
export function renderLockFile(lock: LockFile): string {
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/**
 * Indicators whose query or parameters changed without a higher version, or whose version went back: the same version
 * must mean the same rule, since evaluations and closed months name it.
 */
export function changedWithoutVersion(locked: LockFile, now: LockFile): string[] {
  return Object.entries(now)
    .filter(([code, entry]) => {
      const before = locked[code];
      if (!before) return false;
      return entry.version < before.version || (entry.version === before.version && entry.hash !== before.hash);
    })
    .map(([code]) => code);
}
