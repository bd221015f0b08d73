import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess, isSameProcess, type ProcessIdentity } from '../home/index.js';

/** Who runs this home, and where it answers. */
export interface LauncherLock extends ProcessIdentity {
  address: string;
}

/**
 * Takes the home for this launcher. A lock whose launcher was killed is taken over.
 * @returns how to let go, or the lock of the launcher that runs already
 */
export function holdLock(home: string, address: string): { release: () => void } | { heldBy: LauncherLock } {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const file = join(home, 'launcher.lock');
  const draft = `${file}.${process.pid}`;
  const content = JSON.stringify({ ...identifyProcess(process.pid), address });
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, file);
        return { release: () => releaseIf(file, content) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const found = read(file);
      if (found === undefined) continue;
      const lock = parse(found);
      if (lock && isSameProcess(lock)) return { heldBy: lock };
      setAside(file, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead launcher's lock away; one that another launcher wrote in the meantime is put back. */
function setAside(file: string, stale: string): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    if (read(aside) !== stale) linkSync(aside, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function releaseIf(file: string, content: string): void {
  if (read(file) === content) rmSync(file, { force: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string): LauncherLock | undefined {
  try {
    return JSON.parse(text) as LauncherLock;
  } catch {
    return undefined;
  }
}
