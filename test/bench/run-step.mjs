// One step in a process of its own: prints what it took as one line of JSON.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const [module, step, input] = process.argv.slice(2);
const { [step]: prepare } = await import(module);
let begun = performance.now();
let seconds = 0;
/** Only what runs in here counts as time; memory counts from the process's start. */
const time = async (work) => {
  begun = performance.now();
  const done = await work();
  seconds = (performance.now() - begun) / 1000;
  return done;
};
const found = await prepare(JSON.parse(input), time);
// Linux tells the peak of the resident memory; elsewhere the system's own account of it does.
const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
const kibibytes = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
console.log(JSON.stringify({ seconds, peakBytes: kibibytes * 1024, found }));
process.exit(0);
