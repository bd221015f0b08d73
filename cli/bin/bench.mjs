// npm run bench -- <name> [--rows N]: runs test/bench/<name>.mjs, which prints its RESULT lines itself.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root, runNode } from './prepare.mjs';

const names = ['collect', 'evaluate', 'alerts'];
const [name, ...rest] = process.argv.slice(2);
const written = names.filter((each) => existsSync(file(each)));

if (!names.includes(name)) {
  console.error(
    `Usage: npm run bench -- <${names.join('|')}> [--rows N]\nWritten so far: ${written.join(', ') || 'none'}`,
  );
  process.exitCode = 2;
} else if (!written.includes(name)) {
  console.error(`The benchmark "${name}" is not written yet. Written so far: ${written.join(', ') || 'none'}`);
  process.exitCode = 2;
} else {
  prepare();
  process.exitCode = runNode([file(name), ...rest], { throws: false });
}

function file(each) {
  return join(root, 'test', 'bench', `${each}.mjs`);
}
