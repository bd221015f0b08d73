// npm run check: every habit of the house that needs no database, one after another; all are run, then it fails or not.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

prepare();

const bin = (name) => join(root, 'node_modules', '.bin', name);
const steps = [
  ['format', bin('prettier'), '--check', '--log-level=warn', '.'],
  ['lint', bin('oxlint'), '--deny-warnings', '.'],
  ['types', bin('tsc'), '-p', '.', '--noEmit'],
  // What is evaluated in the page knows the browser; nothing else in test/ does.
  ['types of the browser tests', bin('tsc'), '-p', 'test/web', '--noEmit'],
  ['types of the web', bin('vue-tsc'), '-p', 'web', '--noEmit'],
  ...['.dependency-cruiser.cjs', '.dependency-cruiser.runtime.cjs'].map((config) => [
    `boundaries (${config})`,
    bin('depcruise'),
    '--config',
    config,
    '--output-type',
    'err-long',
    ...folders(),
  ]),
  ['generated files', process.execPath, join(root, 'cli/bin/generate.mjs'), '--check'],
  ['unit tests', bin('vitest'), 'run', '--project', 'unit'],
];

const failed = [];
for (const [name, program, ...args] of steps) {
  const from = Date.now();
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  console.log(`check ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

function folders() {
  const names = ['domain', 'indicators', 'storage', 'application', 'server', 'jobs', 'cli', 'web'];
  return [...names.map((name) => `${name}/src`).filter((path) => existsSync(join(root, path))), 'test'];
}
