import { constants } from 'node:fs';
import { lstat, open, opendir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { LoadLimits } from './limits.js';

/** The files of a data package, wherever they lie; names are plain file names. */
export interface PackageSource {
  names: ReadonlySet<string>;
  /** Bytes as sent, of the zip or of the folder's files together. */
  size: number;
  /** Bytes of the files once out of the zip, as it says; a file that turns out larger cannot be read. */
  declaredSize: number;
  /** Bytes as sent; throws SourceProblem when the file is not a plain, readable file. */
  openFile(name: string): Promise<Readable>;
  close(): Promise<void>;
}

/** Why a package or one of its files cannot be read at all. */
export class SourceProblem extends Error {
  override name = 'SourceProblem';
  /** @param zh the same in Chinese, for whoever sent it */
  constructor(
    message: string,
    readonly zh: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const descriptionName = 'datapackage.json';

/**
 * Opens a folder or a .zip, with its files at the top or in one folder. Symbolic links, entries that point outside and
 * encrypted entries are refused. Throws SourceProblem.
 */
export async function openPackage(path: string, limits: LoadLimits): Promise<PackageSource> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new SourceProblem(`no such file or folder: ${basename(path)}`, `没有这个文件或文件夹：${basename(path)}`, {
      cause,
    });
  });
  if (found.isDirectory()) return openFolder(path, limits);
  if (found.isFile()) return openZip(path, found.size, limits);
  throw new SourceProblem('neither a folder nor a file', '既不是文件夹也不是文件');
}

async function openFolder(root: string, limits: LoadLimits): Promise<PackageSource> {
  const top = await listFolder(root, limits);
  let folder = root;
  let files = top.files;
  if (!files.has(descriptionName) && top.folders.length === 1) {
    folder = join(root, top.folders[0]!);
    files = (await listFolder(folder, limits)).files;
  }
  const size = await sizeOf(folder, files);
  return {
    names: files,
    size,
    declaredSize: size,
    async openFile(name) {
      // O_NOFOLLOW: a link could point at any file of this machine; O_NONBLOCK: a named pipe would wait for ever.
      const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
      const file = await open(join(folder, name), flags).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'ELOOP') throw new SourceProblem('a symbolic link', '是符号链接', { cause });
        throw new SourceProblem(`cannot be opened (${cause.code})`, `打不开（${cause.code}）`, { cause });
      });
      if (!(await file.stat()).isFile()) {
        await file.close();
        throw new SourceProblem('not a plain file', '不是普通文件');
      }
      return file.createReadStream({ highWaterMark: 1024 * 1024 });
    },
    async close() {},
  };
}

async function listFolder(path: string, limits: LoadLimits): Promise<{ files: Set<string>; folders: string[] }> {
  const files = new Set<string>();
  const folders: string[] = [];
  for await (const entry of await opendir(path)) {
    if (isLitter(entry.name)) continue;
    if (entry.isDirectory()) folders.push(entry.name);
    else files.add(entry.name);
    if (files.size + folders.length > limits.entries)
      throw new SourceProblem(`more than ${limits.entries} files`, `文件超过 ${limits.entries} 个`);
  }
  return { files, folders };
}

async function sizeOf(folder: string, files: ReadonlySet<string>): Promise<number> {
  let size = 0;
  for (const name of files) size += (await lstat(join(folder, name))).size;
  return size;
}

async function openZip(path: string, size: number, limits: LoadLimits): Promise<PackageSource> {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true, validateEntrySizes: true }).catch(
    (cause: Error) => {
      throw new SourceProblem(`not a readable zip: ${cause.message}`, '不是完整的 zip 文件', { cause });
    },
  );
  try {
    const entries = await listZip(zip, limits);
    const overlapping = findOverlaps([...entries.values()]);
    return {
      names: new Set(entries.keys()),
      size,
      declaredSize: [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0),
      async openFile(name) {
        const entry = entries.get(name)!;
        if (overlapping.has(entry)) {
          throw new SourceProblem('overlaps another file of the zip', '与压缩包内的其他文件重叠');
        }
        const unixType = (entry.externalFileAttributes >>> 16) & 0o170000;
        if (unixType !== 0 && unixType !== 0o100000)
          throw new SourceProblem('a symbolic link or special file', '是符号链接或特殊文件');
        if (entry.isEncrypted()) throw new SourceProblem('encrypted', '文件已加密');
        return zip.openReadStreamPromise(entry).catch((cause: Error) => {
          throw new SourceProblem(cause.message, '压缩内容损坏', { cause });
        });
      },
      async close() {
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function listZip(zip: ZipFile, limits: LoadLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries)
    throw new SourceProblem(`more than ${limits.entries} files`, `文件超过 ${limits.entries} 个`);
  const all = await readEntries(zip);
  const descriptions = all.map((entry) => entry.fileName).filter((name) => basename(name) === descriptionName);
  const prefixes = [...new Set(descriptions.map((name) => name.slice(0, -descriptionName.length)))];
  const top = prefixes.includes('') ? '' : prefixes.filter((prefix) => prefix.split('/').length === 2);
  const prefix = top === '' ? '' : top.length === 1 ? top[0]! : null;
  const entries = new Map<string, Entry>();
  if (prefix === null) {
    if (top.length > 1)
      throw new SourceProblem(`${descriptionName} in more than one folder`, `${descriptionName} 出现在多个文件夹中`);
    return entries;
  }
  for (const entry of all) {
    const name = entry.fileName.slice(prefix.length);
    if (!entry.fileName.startsWith(prefix) || name === '' || name.includes('/') || isLitter(name)) continue;
    if (entries.has(name)) throw new SourceProblem(`two files of the name ${name}`, `有两个文件都叫 ${name}`);
    entries.set(name, entry);
  }
  return entries;
}

/** What operating systems leave behind in archives and folders. */
function isLitter(name: string): boolean {
  return name === '__MACOSX' || name === '.DS_Store' || name.startsWith('._') || name === 'Thumbs.db';
}

/** Entries that share bytes with the one before: one kilobyte can stand for many files so. */
function findOverlaps(entries: readonly Entry[]): Set<Entry> {
  const overlapping = new Set<Entry>();
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < end) overlapping.add(entry);
    end = Math.max(end, entry.relativeOffsetOfLocalHeader + localHeaderBytes + entry.compressedSize);
  }
  return overlapping;
}

/** The least that a local header takes, before the name. */
const localHeaderBytes = 30;

async function readEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.startsWith('__MACOSX/')) entries.push(entry);
    }
  } catch (cause) {
    const { message } = cause as Error;
    if (/^(invalid relative path|absolute path|invalid characters in fileName)/.test(message)) {
      throw new SourceProblem(`a file name that points elsewhere (${message})`, '压缩包内有指向别处的文件名', {
        cause,
      });
    }
    throw new SourceProblem(`not a readable zip: ${message}`, '不是完整的 zip 文件', { cause });
  }
  return entries;
}
