import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { flowDocument } from '@fundwatch/domain/alert';

/** Writes docs/flow.md from the transitions table; with --check only says whether it is fresh (exit 1 if not). */
const path = fileURLToPath(new URL('../../../docs/flow.md', import.meta.url));
const fresh = flowDocument();

if (process.argv.includes('--check')) {
  const present = await readFile(path, 'utf8').catch(() => '');
  if (present !== fresh) {
    console.error('docs/flow.md is not what the transitions table says; run: node cli/dist/generate/flow.js');
    process.exitCode = 1;
  }
} else {
  await writeFile(path, fresh);
  console.log('docs/flow.md written');
}
