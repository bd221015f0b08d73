// One evaluation of the month by the jobs process, as the product runs it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { requestEvaluation } from '@fundwatch/application';
import pg from 'pg';
import { asOf, context, openApplication, secret } from './evaluate-city.mjs';
import { period } from './evaluate-data.mjs';

const program = fileURLToPath(new URL('../../jobs/dist/main.js', import.meta.url));

/**
 * From the request to the finished run: every indicator, hits stored, alerts reconciled.
 * @returns {Promise<object>} seconds, the peak memory of the jobs process, and what was found
 */
export function measureRun(place, memoryLimit) {
  return withJobs(place, memoryLimit, async ({ app, client, failures, settled }) => {
    const begun = performance.now();
    const { id } = await requestEvaluation(app, context, { period, trigger: 'hand', asOf });
    const state = await settled('evaluation', id);
    const seconds = (performance.now() - begun) / 1000;
    if (state !== 'finished') throw new Error(`the run ended as ${state}: ${failures.join('\n')}`);
    return { seconds, ...(await outcomeOf(client, id)) };
  });
}

/**
 * Works while a jobs process runs over a home, with an application that asks it through the queue.
 * @returns {Promise<object>} what the work gave back, and the peak memory of the process
 */
export async function withJobs(place, memoryLimit, work) {
  const jobs = spawn(process.execPath, [program], {
    env: {
      DATABASE_URL: place.databaseUrl,
      FUNDWATCH_HOME: place.home,
      FUNDWATCH_INSTALLATION_SECRET: secret,
      FUNDWATCH_MEMORY_LIMIT: memoryLimit,
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const app = await openApplication(place);
  const client = new pg.Client(place.adminUrl);
  await client.connect();
  try {
    const failures = await ready(jobs);
    const settled = (table, id) => stateInTheEnd(client, table, id, jobs);
    const done = await work({ app, client, failures, settled });
    return { ...done, peakBytes: peakOf(jobs.pid) };
  } finally {
    await app.close();
    await client.end();
    jobs.kill('SIGTERM');
    if (jobs.exitCode === null) await once(jobs, 'exit');
  }
}

/** Waits for the process to work; then keeps what it says of failures. */
function ready(jobs) {
  const failures = [];
  return new Promise((resolve, reject) => {
    jobs.once('exit', (code) => reject(new Error(`the jobs process ended with ${code}`)));
    createInterface({ input: jobs.stdout }).on('line', (line) => {
      if (line.includes('jobs ready')) resolve(failures);
      if (/"level":(50|60)/.test(line)) failures.push(line);
    });
  });
}

async function stateInTheEnd(client, table, id, jobs) {
  for (;;) {
    const { rows } = await client.query(`select state from fundwatch.${table} where id = $1`, [id]);
    if (rows[0] && !['queued', 'running', 'reconciling'].includes(rows[0].state)) return rows[0].state;
    if (jobs.exitCode !== null) throw new Error('the jobs process ended');
    await pause(50);
  }
}

function peakOf(pid) {
  if (process.platform !== 'linux') return Number.NaN;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
}

async function outcomeOf(client, id) {
  const { rows: indicators } = await client.query(
    `select indicator as code, state, duration_ms / 1000.0 as seconds from fundwatch.evaluation_indicator where evaluation_id = $1`,
    [id],
  );
  const { rows } = await client.query(
    `select (select count(*) from fundwatch.hit where evaluation_id = $1) as hits, (select count(*) from fundwatch.alert) as alerts`,
    [id],
  );
  const failed = indicators.filter(({ state }) => state !== 'done').map(({ code }) => code);
  return {
    hits: Number(rows[0].hits),
    alerts: Number(rows[0].alerts),
    failed,
    indicators: indicators.map((one) => ({ ...one, seconds: Number(one.seconds) })),
  };
}
