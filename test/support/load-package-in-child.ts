import { readFileSync } from 'node:fs';
import { loadPackage, placeFactFiles } from '@fundwatch/storage/facts';

/** Loads one package in a process of its own and prints what came of it and the process's peak memory. */
const [path, factsRoot, tempDirectory] = process.argv.slice(2) as [string, string, string];
const result = await loadPackage(path, { factsRoot, tempDirectory });
const placed = result.state === 'acceptable' ? await placeFactFiles(result.identity, result.tables, { factsRoot }) : [];
const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
process.stdout.write(
  JSON.stringify({
    state: result.state,
    errors: result.state === 'refused' ? result.errors : [],
    placed,
    peakBytes: Number(peak![1]) * 1024,
  }),
);
