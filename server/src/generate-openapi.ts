import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeApi } from './describe-api.js';

/** Writes server/openapi.json from the contracts; with --check only says whether the committed one is stale. */
const file = fileURLToPath(new URL('../openapi.json', import.meta.url));
const fresh = `${JSON.stringify(describeApi(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed !== fresh) {
    process.stderr.write('server/openapi.json is stale: npm run generate\n');
    process.exitCode = 1;
  }
} else await writeFile(file, fresh);
