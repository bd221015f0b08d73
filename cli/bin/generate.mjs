// npm run generate: writes every generated file; with --check it only says which are stale.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root, runNode } from './prepare.mjs';

prepare();

// A generator is a program of its own: beside what it describes, or in cli/src/generate.
const generators = [
  'indicators/dist/generate.js',
  'server/dist/generate-openapi.js',
  ...programsIn('cli/src/generate'),
];
const flags = process.argv.slice(2);
const failed = generators.filter((file) => runNode([join(root, file), ...flags], { throws: false }) !== 0);
if (failed.length > 0) process.exitCode = 1;

function programsIn(folder) {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => `${folder.replace('/src/', '/dist/')}/${name.replace(/\.ts$/, '.js')}`);
}
