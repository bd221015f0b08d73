// The command line: standard output is the command's alone.
import { prepare } from './prepare.mjs';

prepare({ say: (line) => console.error(line) });
await import('../dist/main.js');
