import { open, type FileHandle } from 'node:fs/promises';

const LF = 0x0a;
const writeSize = 1024 * 1024;

export interface StagedPartsOptions {
  /** The files are named after it: `<path>`, `<path>.1`, `<path>.2` … */
  path: string;
  /** A file is ended at the first record that reaches this size. */
  partBytes: number;
  /** Line ends may lie inside records: then a file ends only where a buffer does. */
  hasLineEndsInside: () => boolean;
  /** Told about each whole file, the last one included, once there is more than one. */
  onPart?: (path: string) => void;
}

/** Writes whole records into files of a limited size, in large pieces, one on its way while the next is gathered. */
export class StagedParts {
  readonly paths: string[] = [];
  readonly #options: StagedPartsOptions;
  #file: FileHandle | null = null;
  #fileSize = 0;
  #waiting: Buffer[] = [];
  #size = 0;
  #written: Promise<void> = Promise.resolve();

  constructor(options: StagedPartsOptions) {
    this.#options = options;
  }

  /** Each buffer holds whole records, and must not be changed afterwards. */
  async write(buffers: Buffer[]): Promise<void> {
    const { partBytes, hasLineEndsInside } = this.#options;
    for (let rest of buffers) {
      while (this.#fileSize + rest.length >= partBytes) {
        // The same records are parted in the same places, however the bytes arrived.
        const from = Math.max(0, partBytes - this.#fileSize - 1);
        const end = hasLineEndsInside() ? rest.length : rest.indexOf(LF, from) + 1;
        await this.#gather(rest.subarray(0, end));
        await this.#endFile(false);
        rest = rest.subarray(end);
      }
      if (rest.length > 0) await this.#gather(rest);
    }
  }

  /** Everything is written. */
  async end(): Promise<void> {
    await this.#endFile(true);
  }

  /** Lets go of the file, whatever became of it. */
  async close(): Promise<void> {
    await this.#written.catch(() => {});
    await this.#file?.close();
    this.#file = null;
  }

  async #gather(buffer: Buffer): Promise<void> {
    if (!this.#file) {
      const { path } = this.#options;
      const name = this.paths.length === 0 ? path : `${path}.${this.paths.length}`;
      this.#file = await open(name, 'wx', 0o600);
      this.paths.push(name);
    }
    this.#waiting.push(buffer);
    this.#size += buffer.length;
    this.#fileSize += buffer.length;
    if (this.#size >= writeSize) await this.#send();
  }

  async #send(): Promise<void> {
    const [file, waiting, size] = [this.#file!, this.#waiting, this.#size];
    this.#waiting = [];
    this.#size = 0;
    await this.#written;
    this.#written = writeWhole(file, waiting, size);
    // Awaited with the next piece or at the end.
    this.#written.catch(() => {});
  }

  async #endFile(isLast: boolean): Promise<void> {
    if (!this.#file) return;
    if (this.#size > 0) await this.#send();
    await this.#written;
    await this.#file.close();
    this.#file = null;
    this.#fileSize = 0;
    if (!isLast || this.paths.length > 1) this.#options.onPart?.(this.paths.at(-1)!);
  }
}

async function writeWhole(file: FileHandle, buffers: Buffer[], size: number): Promise<void> {
  const { bytesWritten } = await file.writev(buffers);
  if (bytesWritten !== size) throw new Error(`${bytesWritten} of ${size} bytes could be written`);
}
