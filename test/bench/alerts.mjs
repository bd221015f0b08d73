// npm run bench -- alerts [--rows N] [--users U] [--seconds S] [--month YYYYMM] [--step NAME]… [--folder F]: lists, pages, counts and changes of alerts under many
// users, against a bare indexed query of the same page in the same run; --month puts all alerts into one. How: docs/performance.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addUser } from '@fundwatch/application';
import { composeApplication } from '@fundwatch/application/compose';
import { systemContext } from '@fundwatch/domain/identity';
import { hashDefinition } from '@fundwatch/indicators';
import pg from 'pg';
import { AGENCIES, fillSteps, TODAY } from './alerts-data.mjs';
import { steps } from './alerts-steps.mjs';
import { startBenchPostgres } from './bench-postgres.mjs';
import { result } from './measure.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    users: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '20' },
    folder: { type: 'string', default: tmpdir() },
    month: { type: 'string' },
    step: { type: 'string', multiple: true },
  },
});
const [rows, users, seconds] = [values.rows, values.users, values.seconds].map(Number);
if (![rows, users, seconds].every((number) => Number.isInteger(number) && number > 0) || rows < 10_000) {
  console.error(
    'Usage: npm run bench -- alerts [--rows N] [--users U] [--seconds S] [--month YYYYMM] [--step NAME]… [--folder F], N from 10000',
  );
  process.exit(2);
}

const PASSWORD = 'only in benchmarks 1';
const SECRET = 'only-in-benchmarks-only-in-benchmarks';
const folder = mkdtempSync(join(values.folder, 'bench-alerts-'));
console.log(`Working in ${folder}; needs about ${((rows * 5000) / 1e9).toFixed(1)} GB of disk.`);
const postgres = await startBenchPostgres(folder);
try {
  const { home, databaseUrl, adminUrl } = await postgres.makeHome();
  const people = await prepare(home, databaseUrl, adminUrl);
  const server = await startServer(home, databaseUrl);
  try {
    await measure(server.url, people, adminUrl);
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Accounts, then alerts with all that belongs to them. */
async function prepare(home, databaseUrl, adminUrl) {
  const app = await composeApplication({ databaseUrl, home, exchangeSources: [], installationSecret: SECRET });
  const system = systemContext('system:bench', 'bench');
  const at = new Date(`${TODAY}T01:00:00Z`).toISOString();
  await app.database.withContext(system, async ({ organisations, businessClock }) => {
    await businessClock.set(at);
    await organisations.enter({ code: '120000', name: '市基金监督机构', kind: 'office' }, at);
    for (const code of AGENCIES) await organisations.enter({ code, name: `${code}社保中心`, kind: 'agency' }, at);
  });
  // Two in five work at the office, the others at the agencies.
  const people = Array.from({ length: users }, (_, index) => ({
    userName: `user${index}`,
    office: index % 5 < 2,
    organisation: index % 5 < 2 ? '120000' : AGENCIES[index % AGENCIES.length],
  }));
  let officer;
  for (const { userName, office, organisation } of people) {
    const roles = [office ? 'supervision_officer' : 'agency_handler'];
    const account = { userName, displayName: userName, roles, organisation, password: PASSWORD };
    officer ??= (await addUser(app, system, account)).userId;
    if (userName !== 'user0') await addUser(app, system, account);
  }
  const indicators = [...app.catalogue.keys()];
  const definitions = [...app.catalogue.values()].map((definition) => ({
    hash: hashDefinition(definition),
    definition,
  }));
  await app.database.withContext(system, ({ indicatorDefinitions }) => indicatorDefinitions.keep(definitions, at));
  await app.close();
  const owner = new pg.Client({ connectionString: adminUrl, options: '-c search_path=fundwatch,public' });
  await owner.connect();
  await owner.query('select setseed(0.42)');
  for (const [name, sql] of Object.entries(fillSteps({ rows, indicators, officer, month: values.month }))) {
    const begun = performance.now();
    const { rowCount } = await owner.query(sql);
    console.log(`${name}: ${rowCount} rows in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  }
  await owner.query('vacuum analyze');
  await owner.end();
  return people;
}

async function startServer(home, databaseUrl) {
  const web = join(home, 'web');
  mkdirSync(web);
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Fundwatch</title>');
  const port = await freePort();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../server/dist/main.js', import.meta.url))], {
    env: {
      DATABASE_URL: databaseUrl,
      FUNDWATCH_HOME: home,
      FUNDWATCH_INSTALLATION_SECRET: SECRET,
      FUNDWATCH_WEB: web,
      PORT: String(port),
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    try {
      await fetch(url);
      return { child, ended, url };
    } catch (error) {
      if (tries > 300 || child.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Every step once bare and once through the product, one right after the other, by all users at the same time. */
async function measure(url, people, adminUrl) {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 10, options: '-c search_path=fundwatch,public' });
  // A server that is stopped after a failure is not a failure of its own.
  pool.on('error', () => undefined);
  const sessions = [];
  for (const person of people) sessions.push({ ...person, call: await signIn(url, person) });
  const found = [];
  for (const step of steps.filter(({ name }) => values.step?.includes(name) ?? true)) {
    const work = await step.prepare?.({ pool, sessions });
    if (step.product) await everybody(sessions, 3, (session, turn) => step.product(session, turn, work));
    const bare = await everybody(sessions, seconds, (session, turn) => step.bare(pool, session, turn, work));
    const product = await everybody(sessions, seconds, (session, turn) => step.product(session, turn, work));
    found.push({ ...step, bare, product });
    console.log(
      `${step.name}: bare p50 ${at(bare, 50)} p95 ${at(bare, 95)} ms (${bare.length}), product p50 ${at(product, 50)} p95 ${at(product, 95)} ms (${product.length})`,
    );
  }
  await pool.end();
  console.log('');
  for (const { name, bare, product } of found) {
    result(`alerts-${name}-bare-p95-${rows}-alerts`, percentile(bare, 95), 'ms');
    result(`alerts-${name}-p95-${rows}-alerts`, percentile(product, 95), 'ms');
  }
  for (const { name, bare, product, goal } of found)
    result(
      `alerts-${name}-ratio`,
      percentile(product, 95) / percentile(bare, 95),
      'x',
      ...(goal === false ? [] : ['<=', 3]),
    );
}

/** Each user does the thing about once a second, like somebody who reads fast; gives the milliseconds of each time. */
async function everybody(sessions, duration, act) {
  const until = performance.now() + duration * 1000;
  const taken = [];
  await Promise.all(
    sessions.map(async (session, index) => {
      // Not all at the same instant.
      await new Promise((resolve) => setTimeout(resolve, (index / sessions.length) * 1000));
      for (let turn = 0; performance.now() < until; turn++) {
        const begun = performance.now();
        if ((await act(session, turn)) === false) return;
        const took = performance.now() - begun;
        taken.push(took);
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, 1000 - took)));
      }
    }),
  );
  return taken;
}

async function signIn(url, { userName }) {
  const headers = { 'content-type': 'application/json', origin: url };
  const reply = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ userName, password: PASSWORD }),
  });
  if (!reply.ok) throw new Error(`${userName} cannot sign in: ${reply.status} ${await reply.text()}`);
  const cookie = reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return async (method, path, body) => {
    const answer = await fetch(`${url}/api${path}`, {
      method,
      headers: { ...headers, cookie },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const json = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(json)}`);
    return json;
  };
}

function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))];
}

function at(numbers, share) {
  return percentile(numbers, share).toFixed(1);
}
