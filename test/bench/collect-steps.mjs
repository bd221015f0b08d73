// The steps of `npm run bench -- collect`; each runs in a process of its own (see run-step.mjs).
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { composeApplication } from '@fundwatch/application/compose';
import { collectPackage, pullExchangeSource } from '@fundwatch/application/facts';
import { exchangeTable } from '@fundwatch/domain/collect';
import { systemContext } from '@fundwatch/domain/identity';
import { createExchangeSchema, writeSubmission } from '@fundwatch/storage/exchange';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { identity, writePackage } from './write-package.mjs';

const fields = exchangeTable('benefit_payment').fields.map(({ name }) => name);

/** Writes a package; not measured. */
export async function generate({ folder, rows }) {
  await writePackage(folder, rows);
}

/** What DuckDB needs to turn the same CSV into Parquet, with no check at all. */
export async function bare({ csv, to }, time) {
  await readThrough(csv);
  const instance = await DuckDBInstance.create(':memory:');
  const duckdb = await instance.connect();
  await time(() => duckdb.run(`copy (select * from read_csv('${csv}')) to '${to}' (format parquet)`));
}

/** The use case of the command line and of the jobs: every check, the facts in their place, the submission's rows. */
export async function accept({ path, home, databaseUrl, rows }, time) {
  await readThrough(join(path, 'benefit_payment.csv'));
  const app = await open(home, databaseUrl);
  const outcome = await time(() => collectPackage(app, systemContext('system:bench', 'bench'), { path }));
  await app.close();
  if (outcome.state !== 'accepted' || outcome.rows < rows) throw new Error(JSON.stringify(outcome));
}

/** What a written package states, with nothing in the tables that stay empty. */
async function statedOf(sent) {
  const document = JSON.parse(await readFile(join(sent, 'datapackage.json'), 'utf8'));
  return document.resources.find(({ name }) => name === 'benefit_payment');
}

/** Puts the rows of a written package into an exchange database. */
export async function fill({ exchangeUrl, sent }, time) {
  const client = await connect(exchangeUrl);
  await createExchangeSchema(client);
  const { agency, line, period, version } = identity;
  // The other tables stay empty; what is measured is the large one.
  const { rows, controlTotals } = await statedOf(sent);
  const state = (found) => found.map((one) => (one.name === 'benefit_payment' ? { ...one, rows, controlTotals } : one));
  await writeSubmission(client, { ...identity, sentBy: 'bench', sentAt: '2026-11-09T10:21:00+08:00', state }, {});
  await client.query('alter table exchange.benefit_payment set unlogged');
  for (const [column, value] of Object.entries({ agency, line, period, version })) {
    await client.query(`alter table exchange.benefit_payment alter ${column} set default '${value}'`);
  }
  await time(async () => {
    const into = `copy exchange.benefit_payment (${fields.join(', ')}) from stdin (format csv, header true)`;
    await pipeline(createReadStream(join(sent, 'benefit_payment.csv')), client.query(copyStreams.from(into)));
  });
  // So that neither side of the first pair has to settle the fresh rows.
  await client.query('vacuum analyze exchange.benefit_payment');
  await client.end();
}

/** The same rows out of the same database, as PostgreSQL writes them, and dropped. */
export async function bareCopy({ exchangeUrl }, time) {
  const client = await connect(exchangeUrl);
  const rows = ['agency', 'line', 'period', 'version'].map((name) => `${name} = '${identity[name]}'`).join(' and ');
  const from = `copy (select * from exchange.benefit_payment where ${rows}) to stdout`;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await time(() => pipeline(client.query(copyStreams.to(from)), nowhere));
  await client.end();
}

/** The use case that pulls a source. */
export async function pull({ exchangeUrl, home, databaseUrl, rows }, time) {
  const app = await open(home, databaseUrl);
  const outcomes = [];
  const request = { source: 'bench', url: exchangeUrl, onSubmission: (_offered, outcome) => outcomes.push(outcome) };
  await time(() => pullExchangeSource(app, systemContext('system:bench', 'bench'), request));
  await app.close();
  if (outcomes.length !== 1 || outcomes[0].state !== 'accepted' || outcomes[0].rows !== rows) {
    throw new Error(JSON.stringify(outcomes));
  }
}

function open(home, databaseUrl) {
  return composeApplication({
    databaseUrl,
    home,
    installationSecret: 'bench',
    poolSize: 5,
    queue: { enqueue: async () => undefined },
  });
}

async function connect(url) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`set timezone = 'Asia/Shanghai'`);
  return client;
}

/** The same warm file for both sides. */
async function readThrough(path) {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), nowhere);
}
