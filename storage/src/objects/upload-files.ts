import { createReadStream, type ReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What has arrived of an unfinished upload. */
export interface UploadedPart {
  id: string;
  bytes: number;
  /** When its last byte came. */
  changedAt: Date;
}

/** The bytes of unfinished uploads, `<root>/<id>`, beside what the upload library notes of each (`<id>.json`). */
export class UploadFiles {
  constructor(readonly root: string) {}

  /** Null: nothing has arrived under this id. */
  async find(id: string): Promise<UploadedPart | null> {
    const found = await stat(this.#pathOf(id)).catch(() => null);
    return found && { id, bytes: found.size, changedAt: found.mtime };
  }

  async list(): Promise<UploadedPart[]> {
    const names = await readdir(this.root).catch(() => []);
    const ids = new Set(names.map((name) => name.replace(/\.json$/, '')).filter((name) => idForm.test(name)));
    const parts = await Promise.all([...ids].map(async (id) => (await this.find(id)) ?? this.#noteOf(id)));
    return parts.filter((part) => part !== null);
  }

  openRead(id: string): ReadStream {
    return createReadStream(this.#pathOf(id), { highWaterMark: 1024 * 1024 });
  }

  async remove(id: string): Promise<void> {
    const path = this.#pathOf(id);
    await rm(path, { force: true });
    await rm(`${path}.json`, { force: true });
  }

  /** A note whose bytes are gone. */
  async #noteOf(id: string): Promise<UploadedPart | null> {
    const found = await stat(`${this.#pathOf(id)}.json`).catch(() => null);
    return found && { id, bytes: 0, changedAt: found.mtime };
  }

  #pathOf(id: string): string {
    if (!idForm.test(id)) throw new Error('not the id of an upload');
    return join(this.root, id);
  }
}

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
