import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The catalogue's folder: the package itself, seen from `src` and from `dist` alike. */
export const catalogueFolder = fileURLToPath(new URL('..', import.meta.url));

const groupFolder = /^[a-z]{2}$/;
const indicatorFolder = /^[a-z]{2}\d{2}-[a-z0-9-]+$/;

/** Every indicator's folder, relative to the catalogue, in order of code. */
export async function findIndicatorFolders(root: string = catalogueFolder): Promise<string[]> {
  const folders: string[] = [];
  for (const group of await foldersIn(root, groupFolder)) {
    for (const folder of await foldersIn(join(root, group), indicatorFolder)) folders.push(`${group}/${folder}`);
  }
  return folders;
}

async function foldersIn(root: string, pattern: RegExp): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && pattern.test(entry.name))
    .map(({ name }) => name)
    .sort();
}
