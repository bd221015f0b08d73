// npm run bench -- evaluate [--rows N] [--memory 3GB] [--without-growth] [--full-stores]: how fast a city's month is evaluated,
// against the bare queries.
// Every side runs in a process of its own, so that its memory is its own. How it is measured: docs/performance.md.
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBenchPostgres } from './bench-postgres.mjs';
import { backTested, makeYear, measureBackTest } from './evaluate-back-test.mjs';
import { prepareCity } from './evaluate-city.mjs';
import { periods } from './evaluate-data.mjs';
import { measureRun } from './evaluate-run.mjs';
import { growthExponent, result, runStep } from './measure.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    memory: { type: 'string', default: '3GB' },
    'without-growth': { type: 'boolean', default: false },
    'full-stores': { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
const memoryLimit = values.memory;
if (!Number.isInteger(rows) || rows < 100_000) {
  console.error(
    'Usage: npm run bench -- evaluate [--rows N] [--memory 3GB] [--without-growth] [--full-stores], N from 100000',
  );
  process.exit(2);
}
const sizes = (values['without-growth'] ? [rows] : [rows / 8, rows / 4, rows / 2, rows]).map(Math.round);
/** PostgreSQL takes minutes to load what ours reads where it lies: it is asked over the smallest size, or over all rows. */
const storesAt = values['full-stores'] ? sizes.at(-1) : sizes[0];
/** How many of the slowest bare queries PostgreSQL is asked, too. */
const onBothStores = 10;

const steps = new URL('./evaluate-steps.mjs', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'bench-evaluate-'));
const needed = Math.max(rows * 1000, storesAt * 3000);
const free = statfsSync(folder);
console.log(
  `The two stores are compared over ${storesAt} payments${storesAt === rows ? '' : ' (--full-stores: all)'}.`,
);
console.log(`Working in ${folder}; needs about ${(needed / 1e9).toFixed(1)} GB of disk.`);
if (free.bavail * free.bsize < needed) console.log('There is less than that: it may fail.');

const postgres = await startBenchPostgres(folder);
try {
  const measured = [];
  let stores;
  for (const size of sizes) {
    const one = await measureSize(size);
    measured.push(one);
    if (size === storesAt) stores = await measureStores(one);
    if (size !== sizes.at(-1)) rmSync(one.place.home, { recursive: true, force: true });
  }
  const { place } = measured.at(-1);
  const backTest = await measureYear(place);
  const byRow = await measureRowByRow(place);
  report({ measured, backTest, byRow, stores });
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The bare queries, and the product's run of the same month right after them. */
async function measureSize(size) {
  const begun = performance.now();
  const place = await prepareCity(await postgres.makeHome(), size);
  const { counts, copies } = place;
  console.log(
    `${counts.benefit_payment} payments (${copies} copies of the region): ${[
      'contribution',
      'person',
      'operation_log',
      'bank_return',
      'enrolment',
    ]
      .map((table) => `${table} ${counts[table]}`)
      .join(', ')}; months ${periods.join(', ')}; made in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  );
  const { found: bare, peakBytes } = await runStep(steps, 'bare', { home: place.home, plan: place.plan, memoryLimit });
  console.log(
    `bare queries: ${bare.sum.toFixed(1)} s, ${sumOf(bare.queries, 'rows')} rows, peak ${gibibytes(peakBytes)} GiB`,
  );
  const run = await measureRun(place, memoryLimit);
  const ratio = run.seconds / bare.sum;
  console.log(
    `whole run: ${run.seconds.toFixed(1)} s (${sumOf(run.indicators, 'seconds').toFixed(1)} s in indicators), ratio ${ratio.toFixed(2)}, ${run.hits} hits, ${run.alerts} alerts, peak ${gibibytes(run.peakBytes)} GiB`,
  );
  if (run.failed.length) console.log(`FAILED: ${run.failed.join(', ')}`);
  return { place, rows: counts.benefit_payment, counts, bare, seconds: run.seconds, run, ratio };
}

/** One query over a year, bare and as the back-test of a proposed version. */
async function measureYear(place) {
  const year = await makeYear(place);
  const { found } = await runStep(steps, 'bareYear', { home: place.home, year: year.file, memoryLimit });
  const bareSeconds = sumOf(found, 'seconds');
  const run = await measureBackTest(place, memoryLimit);
  console.log(
    `back-test of ${backTested.code} over ${found.length} months, ${year.rows} payments: bare ${bareSeconds.toFixed(2)} s, back-test ${run.seconds.toFixed(2)} s, ${run.rows} rows found, peak ${gibibytes(run.peakBytes)} GiB`,
  );
  const bareRows = sumOf(found, 'rows');
  if (bareRows !== run.rows) console.log(`back-test DIFFERS: bare ${bareRows}, back-test ${run.rows}`);
  return { bareSeconds, ...run };
}

async function measureRowByRow({ home, plan }) {
  const { found } = await runStep(steps, 'rowByRow', { home, plan, memoryLimit });
  for (const { code, rows: judged, ours, javascript, oursRows, javascriptRows } of found) {
    console.log(
      `${code}: ${judged} rows, ours ${ours.toFixed(2)} s, JavaScript ${javascript.toFixed(2)} s, ratio ${(javascript / ours).toFixed(1)}`,
    );
    if (oursRows !== javascriptRows) console.log(`${code} DIFFERS: ours ${oursRows}, JavaScript ${javascriptRows}`);
  }
  return found;
}

/** What costs ours most, by the bare queries: chosen before PostgreSQL is asked. */
async function measureStores({ place: { home, plan }, rows: size, bare }) {
  const slowest = [...bare.queries].sort(bySeconds).slice(0, onBothStores);
  const indicators = slowest.map(({ code }) => code);
  const factDatabaseUrl = await postgres.makeDatabase();
  const input = { home, plan, memoryLimit, factDatabaseUrl, indicators };
  const { found } = await runStep(steps, 'stores', input);
  console.log(`facts loaded into PostgreSQL in ${found.loading.toFixed(0)} s`);
  for (const { code, duckdb, postgres: seconds, duckdbRows, postgresRows, stopped } of found.queries) {
    console.log(
      `${code}: ours ${duckdb.toFixed(2)} s, PostgreSQL ${seconds.toFixed(2)} s${stopped ? ' (stopped)' : ''}, ratio ${(seconds / duckdb).toFixed(1)}`,
    );
    if (!stopped && duckdbRows !== postgresRows) {
      console.log(`${code} DIFFERS: ours ${duckdbRows}, PostgreSQL ${postgresRows}`);
    }
  }
  return { ...found, rows: size };
}

function sumOf(list, name) {
  return list.reduce((sum, one) => sum + one[name], 0);
}

function bySeconds(a, b) {
  return b.seconds - a.seconds;
}

function gibibytes(bytes) {
  return (bytes / 1024 ** 3).toFixed(2);
}

function report({ measured, backTest, byRow, stores }) {
  const largest = measured.at(-1);
  const { bare, run, counts } = largest;
  console.log('\nThe ten slowest queries:');
  for (const { code, seconds } of [...bare.queries].sort(bySeconds).slice(0, 10)) {
    console.log(`  ${code} ${seconds.toFixed(2)} s`);
  }
  const planted = Object.values(counts).reduce((sum, n) => sum + n, 0);
  console.log(`Hits: ${((run.hits / planted) * 100).toFixed(4)} % of ${planted} rows.`);
  console.log('');
  for (const { rows: size, bare: own, seconds, ratio } of measured) {
    result(`evaluate-bare-${size}-rows`, own.sum, 's');
    result(`evaluate-run-${size}-rows`, seconds, 's');
    if (size !== largest.rows) result(`evaluate-run-ratio-${size}-rows`, ratio, 'x');
  }
  const evaluations = largest.rows * bare.queries.length;
  result('evaluate-rules-per-second-and-core', evaluations / run.seconds / availableParallelism(), 'evaluations');
  result(`evaluate-postgres-load-${stores.rows}-rows`, stores.loading, 's');
  result('evaluate-run-ratio', largest.ratio, 'x', '<=', 1.3);
  result('evaluate-run-peak-memory', run.peakBytes / 1024 ** 3, 'GiB', '<=', 6);
  if (measured.length > 1) result('evaluate-growth-exponent', growthExponent(measured), '-', '<=', 1.1);
  result('evaluate-back-test-ratio', backTest.seconds / backTest.bareSeconds, 'x', '<=', 1.3);
  // What PostgreSQL was stopped in would only raise the ratio.
  const answered = stores.queries.filter(({ stopped }) => !stopped);
  result(`evaluate-postgres-answered-${stores.rows}-rows`, answered.length, `of ${stores.queries.length}`);
  const storesRatio = sumOf(answered, 'postgres') / sumOf(answered, 'duckdb');
  result(`evaluate-postgres-ratio-${stores.rows}-rows`, storesRatio, 'x', '>=', 4);
  result('evaluate-row-by-row-ratio', sumOf(byRow, 'javascript') / sumOf(byRow, 'ours'), 'x', '>=', 10);
}
