import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FactRow, FactSource } from './fact-store.js';
import { writeFactRows } from './write-fact-rows.js';

/** Writes what a case gives as the fact files of a folder. */
export async function writeCaseFiles(
  files: readonly (FactSource & { given: readonly FactRow[] })[],
  folder: string,
): Promise<FactSource[]> {
  await mkdir(folder, { recursive: true });
  const written: FactSource[] = [];
  for (const [i, { given, ...file }] of files.entries()) {
    const path = join(folder, `${i}.parquet`);
    await writeFactRows({ ...file, path }, given);
    written.push({ ...file, path });
  }
  return written;
}
