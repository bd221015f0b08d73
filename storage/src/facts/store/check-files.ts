import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '@fundwatch/domain';
import type { FactRunOptions } from './fact-store.js';

/** Every listed file is there and, where the run asks for it, holds the bytes that were accepted. Error: FACT_FILE_DAMAGED. */
export async function checkFiles(options: Pick<FactRunOptions, 'files' | 'verifyHashes'>): Promise<void> {
  for (const { path, sha256 } of options.files) {
    if (path === null) continue;
    if (!existsSync(path)) throw new DomainError('FACT_FILE_DAMAGED', { path, reason: 'missing' });
    if (!options.verifyHashes || !sha256) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    if (hash.digest('hex') !== sha256) throw new DomainError('FACT_FILE_DAMAGED', { path, reason: 'hash' });
  }
}
