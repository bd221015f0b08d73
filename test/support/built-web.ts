import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { whileNobodyElse } from './postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's own build of the web is, once somebody has asked for it. */
    webFolder: string;
  }
}

/** The web as its sources are now, built once a run by whoever opens a browser first; nobody writes to it. */
export async function builtWeb(): Promise<string> {
  const folder = inject('webFolder');
  await whileNobodyElse('built-web', async () => {
    if (existsSync(folder)) return;
    const unfinished = `${folder}-unfinished`;
    await build(unfinished);
    await rename(unfinished, folder);
  });
  return folder;
}

async function build(outDir: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const web = resolve(import.meta.dirname, '../../web');
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', outDir, '--emptyOutDir'], {
    cwd: web,
    env: { NODE_ENV: 'production' },
  });
}
