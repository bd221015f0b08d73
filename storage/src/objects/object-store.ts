import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { link, mkdir, open, readdir, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A stored object: its name is the hash of its bytes. */
export interface StoredObject {
  /** Lower-case hex. */
  sha256: string;
  bytes: number;
}

/** Raised when a stream is longer than the caller allows; nothing is kept of it. */
export class ObjectTooLarge extends Error {
  override name = 'ObjectTooLarge';
  constructor(readonly limit: number) {
    super(`larger than ${limit} bytes`);
  }
}

/**
 * Content-addressed files `<root>/ab/<sha256>`: attachments, documents, submitted packages. Put an object before the
 * transaction that lists it commits; what no row lists is swept later.
 */
export class ObjectStore {
  constructor(readonly root: string) {}

  /** Stores a stream's bytes, synced to disk; the same bytes twice are one object. Throws ObjectTooLarge. */
  async put(bytes: Readable, limit = Number.MAX_SAFE_INTEGER): Promise<StoredObject> {
    const incoming = join(this.root, incomingFolder);
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const temporary = join(incoming, randomUUID());
    try {
      const stored = await writeHashed(bytes, temporary, limit);
      await this.#keep(temporary, stored.sha256);
      return stored;
    } finally {
      await unlink(temporary).catch(ignoreMissing);
    }
  }

  /** Where an object lies, for readers that need a path (a package's check); the file may not exist. */
  pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a sha256');
    return join(this.root, sha256.slice(0, 2), sha256);
  }

  /** The object's bytes; throws ENOENT when there is none. */
  async openRead(sha256: string): Promise<ReadStream> {
    const file = await open(this.pathOf(sha256), 'r');
    return file.createReadStream();
  }

  /** Recomputes the hash of a stored object: false = damaged. */
  async isSound(sha256: string): Promise<boolean> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(this.pathOf(sha256))) hash.update(chunk as Buffer);
    return hash.digest('hex') === sha256;
  }

  /**
   * Removes objects that no row lists and that were put before `olderThan`, and broken-off uploads as old; gives the
   * removed hashes. `listed` is asked after the folders were read and only about old objects.
   */
  async sweep(listed: (sha256: string[]) => Promise<ReadonlySet<string>>, olderThan: Date): Promise<string[]> {
    const old: string[] = [];
    for (const folder of await namesIn(this.root)) {
      for (const name of await namesIn(join(this.root, folder))) {
        const path = join(this.root, folder, name);
        if (!(await isOlder(path, olderThan))) continue;
        if (folder === incomingFolder) await unlink(path).catch(ignoreMissing);
        else old.push(name);
      }
    }
    const kept = await listed(old);
    const removed: string[] = [];
    for (const sha256 of old) {
      // Put again meanwhile? Then it is young, and its row may be on the way.
      if (kept.has(sha256) || !(await isOlder(this.pathOf(sha256), olderThan))) continue;
      await unlink(this.pathOf(sha256)).catch(ignoreMissing);
      removed.push(sha256);
    }
    return removed;
  }

  async #keep(temporary: string, sha256: string): Promise<void> {
    const target = this.pathOf(sha256);
    const folder = join(this.root, sha256.slice(0, 2));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await link(temporary, target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      // Its age counts from the latest put, so that a sweep leaves it to the row that is on its way.
      const { mtime } = await stat(temporary);
      await utimes(target, mtime, mtime);
    }
    await syncFolder(folder);
    await syncFolder(this.root);
  }
}

const incomingFolder = '.incoming';

async function writeHashed(bytes: Readable, path: string, limit: number): Promise<StoredObject> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o444);
  let size = 0;
  try {
    for await (const chunk of bytes) {
      const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string);
      size += buffer.length;
      if (size > limit) throw new ObjectTooLarge(limit);
      hash.update(buffer);
      await file.writeFile(buffer);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes: size };
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function isOlder(path: string, instant: Date): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.mtime < instant;
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
