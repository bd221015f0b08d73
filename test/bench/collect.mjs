// npm run bench -- collect [--rows N]: how fast a submission is accepted, against the least that must be done.
// Every step runs in a process of its own, so that its memory is its own. How it is measured: docs/performance.md.
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growthExponent, median, result, runStep } from './measure.mjs';
import { startBenchPostgres } from './bench-postgres.mjs';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000000' } } });
const rows = Number(values.rows);
if (!Number.isInteger(rows) || rows < 1000) {
  console.error('Usage: npm run bench -- collect [--rows N], N from 1000');
  process.exit(2);
}
/** Rows of the measured sizes, and how often each pair is measured. */
const sizes = [
  { rows: Math.round(rows / 10), times: 3 },
  { rows: Math.round(rows / 5), times: 3 },
  { rows: Math.round(rows / 2), times: 3 },
  { rows, times: 3 },
];

const steps = new URL('./collect-steps.mjs', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'bench-collect-'));
const needed = rows * 1100;
const free = statfsSync(folder);
console.log(`Working in ${folder}; needs about ${(needed / 1e9).toFixed(1)} GB of disk.`);
if (free.bavail * free.bsize < needed) console.log('There is less than that: it may fail.');

const postgres = await startBenchPostgres(folder);
try {
  const accepted = [];
  for (const size of sizes) accepted.push(await measureAcceptance(size));
  const pull = await measurePull(sizes.at(-1));
  report(accepted, pull);
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Pairs of a bare COPY and an acceptance of the same package, one right after the other. */
async function measureAcceptance({ rows, times }) {
  const sent = join(folder, `sent-${rows}`);
  await runStep(steps, 'generate', { folder: sent, rows });
  const pairs = [];
  for (let i = 0; i < times; i++) {
    const bare = await runStep(steps, 'bare', {
      csv: join(sent, 'benefit_payment.csv'),
      to: join(folder, 'bare.parquet'),
    });
    const { home, databaseUrl } = await postgres.makeHome();
    const accept = await runStep(steps, 'accept', { path: sent, home, databaseUrl, rows });
    rmSync(home, { recursive: true, force: true });
    pairs.push({ bare, accept });
    console.log(
      `${rows} rows: bare COPY ${bare.seconds.toFixed(1)} s, acceptance ${accept.seconds.toFixed(1)} s, ratio ${(accept.seconds / bare.seconds).toFixed(2)}, peak ${mebibytes(accept)} MiB`,
    );
  }
  // The largest package fills the exchange database afterwards.
  if (rows !== sizes.at(-1).rows) rmSync(sent, { recursive: true });
  return { rows, sent, ...summary(pairs, 'accept') };
}

/** Pairs of a bare COPY out of an exchange database and a pull of the same rows. */
async function measurePull({ rows, times }) {
  const sent = join(folder, `sent-${rows}`);
  const exchangeUrl = await postgres.makeDatabase();
  const loading = await runStep(steps, 'fill', { exchangeUrl, sent });
  rmSync(sent, { recursive: true });
  console.log(`exchange database filled in ${loading.seconds.toFixed(0)} s`);
  const pairs = [];
  for (let i = 0; i < times; i++) {
    const bare = await runStep(steps, 'bareCopy', { exchangeUrl });
    const { home, databaseUrl } = await postgres.makeHome();
    const pull = await runStep(steps, 'pull', { exchangeUrl, home, databaseUrl, rows });
    rmSync(home, { recursive: true, force: true });
    pairs.push({ bare, pull });
    console.log(
      `${rows} rows: bare COPY TO STDOUT ${bare.seconds.toFixed(1)} s, pull ${pull.seconds.toFixed(1)} s, ratio ${(pull.seconds / bare.seconds).toFixed(2)}, peak ${mebibytes(pull)} MiB`,
    );
  }
  return { rows, ...summary(pairs, 'pull') };
}

function summary(pairs, step) {
  return {
    bareSeconds: median(pairs.map(({ bare }) => bare.seconds)),
    seconds: median(pairs.map((pair) => pair[step].seconds)),
    ratio: median(pairs.map((pair) => pair[step].seconds / pair.bare.seconds)),
    peakBytes: Math.max(...pairs.map((pair) => pair[step].peakBytes)),
  };
}

function mebibytes({ peakBytes }) {
  return Math.round(peakBytes / 1024 ** 2);
}

function report(accepted, pull) {
  console.log('');
  for (const { rows, bareSeconds, seconds, ratio } of accepted) {
    result(`collect-bare-copy-${rows}-rows`, bareSeconds, 's');
    result(`collect-accept-${rows}-rows`, seconds, 's');
    if (rows !== accepted.at(-1).rows) result(`collect-accept-ratio-${rows}-rows`, ratio, 'x');
  }
  result('collect-pull-bare-copy', pull.bareSeconds, 's');
  result('collect-pull', pull.seconds, 's');
  result('collect-pull-peak-memory', pull.peakBytes / 1024 ** 3, 'GiB');
  const largest = accepted.at(-1);
  result('collect-accept-ratio', largest.ratio, 'x', '<=', 2.5);
  result('collect-accept-peak-memory', largest.peakBytes / 1024 ** 3, 'GiB', '<=', 1.5);
  result('collect-accept-growth-exponent', growthExponent(accepted), '-', '<=', 1.1);
  result('collect-pull-ratio', pull.ratio, 'x', '<=', 2.5);
}
