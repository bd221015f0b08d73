// npm test: everything it needs, then every test; arguments go to vitest.
import { prepare, programOf, runNode } from './prepare.mjs';

prepare();
process.exitCode = runNode(
  [
    programOf('vitest'),
    'run',
    '--reporter=default',
    '--reporter=./test/support/report-totals.ts',
    ...process.argv.slice(2),
  ],
  { throws: false },
);
