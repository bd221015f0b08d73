import { readFileSync } from 'node:fs';
import { loadPackage, type LoadLimits } from '@fundwatch/storage/facts';

/** Loads packages one after another in a process of its own; prints what came of each, and the peak memory of all. */
const [list, factsRoot, tempDirectory] = process.argv.slice(2) as [string, string, string];
const packages = JSON.parse(readFileSync(list, 'utf8')) as { path: string; limits?: Partial<LoadLimits> }[];
const outcomes: string[][] = [];
for (const { path, limits } of packages) {
  const result = await loadPackage(path, { factsRoot, tempDirectory, threads: 1, ...(limits && { limits }) });
  outcomes.push(result.state === 'refused' ? result.errors.map(({ checkCode }) => checkCode) : [result.state]);
}
const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
process.stdout.write(JSON.stringify({ outcomes, peakBytes: Number(peak![1]) * 1024 }));
