import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, lstat, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** Something that lies in a folder into which others drop packages. */
export interface DroppedItem {
  name: string;
  /** `other`: neither a plain file nor a folder of plain files; it is not read. */
  kind: 'file' | 'folder' | 'other';
  bytes: number;
  /** Sizes and times of everything in it; the same at two looks, nobody writes it any more. */
  signature: string;
}

/** No package has more files, and a folder that has is no package. */
const mostEntries = 10_000;
/** Names that a program uses while it still writes, and litter of desktops. */
const unfinished = /^\.|\.(part|partial|tmp|crdownload|filepart)$|^~\$|^Thumbs\.db$|^desktop\.ini$/i;

/**
 * A folder into which packages are dropped by hand, with sub-folders into which they are moved. Links are never followed.
 */
export class DropFolder {
  constructor(
    readonly root: string,
    private readonly subfolders: readonly string[],
  ) {}

  /** Makes the sub-folders; throws when the folder is missing or may not be written. */
  async prepare(): Promise<void> {
    if (!(await stat(this.root)).isDirectory()) throw new Error(`ENOTDIR: ${this.root}`);
    await access(this.root, constants.R_OK | constants.W_OK | constants.X_OK);
    for (const name of this.subfolders) {
      await mkdir(join(this.root, name)).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST' || !(await lstat(join(this.root, name))).isDirectory()) throw error;
      });
      await access(join(this.root, name), constants.W_OK | constants.X_OK);
    }
  }

  /** What lies there, by name, without what is still being written by its name. */
  async list(): Promise<DroppedItem[]> {
    const names = (await readdir(this.root)).filter(
      (name) => !this.subfolders.includes(name) && !unfinished.test(name),
    );
    const items = await Promise.all(names.sort().map((name) => this.find(name)));
    return items.filter((item) => item !== null);
  }

  async find(name: string): Promise<DroppedItem | null> {
    const path = join(this.root, name);
    const found = await lstat(path).catch(() => null);
    if (!found) return null;
    if (found.isFile()) return { name, kind: 'file', bytes: found.size, signature: `${found.size}-${found.mtimeMs}` };
    if (!found.isDirectory()) return { name, kind: 'other', bytes: 0, signature: `other-${found.mtimeMs}` };
    const files = await filesBelow(path);
    const hash = createHash('sha256');
    for (const file of files ?? []) hash.update(`${file.name}\0${file.bytes}\0${file.changed}\n`);
    const bytes = (files ?? []).reduce((sum, file) => sum + file.bytes, 0);
    return { name, kind: files ? 'folder' : 'other', bytes, signature: hash.digest('hex') };
  }

  /** The bytes of a dropped file, or of a .zip of a dropped folder. */
  async openRead(item: DroppedItem): Promise<Readable> {
    const path = join(this.root, item.name);
    if (item.kind === 'file') return createReadStream(path, { flags: plainFile, highWaterMark: 1024 * 1024 });
    const zip = new ZipFile();
    for (const { name } of (await filesBelow(path)) ?? []) {
      zip.addReadStreamLazy(name, { compressionLevel: 1 }, (done) =>
        done(null, createReadStream(join(path, name), { flags: plainFile })),
      );
    }
    zip.end();
    return zip.outputStream as unknown as Readable;
  }

  /** A place in a sub-folder that is free: `name`, or `name (2)` and so on. */
  async freePlace(subfolder: string, name: string): Promise<string> {
    const { name: stem, ext } = parse(name);
    for (let nth = 1; ; nth++) {
      const place = join(subfolder, nth === 1 ? name : `${stem} (${nth})${ext}`);
      const taken = await Promise.all([place, resultOf(place)].map((one) => this.exists(one)));
      if (!taken.includes(true)) return place;
    }
  }

  async exists(place: string): Promise<boolean> {
    return (await lstat(join(this.root, place)).catch(() => null)) !== null;
  }

  /** Moves an item, its result beside it first; an item that is there already stays. */
  async move(name: string, place: string, result: string | null): Promise<void> {
    if (result !== null) await writeFile(join(this.root, resultOf(place)), result);
    if (await this.exists(place)) throw new Error(`EEXIST: ${place}`);
    await rename(join(this.root, name), join(this.root, place));
  }
}

// A link put in the place of a file after it was listed is not followed.
const plainFile = (constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK) as unknown as string;

/** The file beside a moved package that says what became of it. */
function resultOf(place: string): string {
  return `${place}.结果.txt`;
}

/** Plain files below a folder, sorted; null when there is anything else or too much. */
async function filesBelow(root: string): Promise<{ name: string; bytes: number; changed: number }[] | null> {
  const files: { name: string; bytes: number; changed: number }[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const name = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) folders.push(name);
      else if (entry.isFile()) {
        const { size, mtimeMs } = await lstat(join(root, name));
        files.push({ name, bytes: size, changed: mtimeMs });
      } else return null;
      if (files.length + folders.length > mostEntries) return null;
    }
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}
