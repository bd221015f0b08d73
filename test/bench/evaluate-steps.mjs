// The steps of `npm run bench -- evaluate`; each runs in a process of its own (see run-step.mjs).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { createFactStore } from '@fundwatch/storage/facts';
import { chooseFactFiles, lookBackByTable, systemReach } from '../../storage/dist/facts/store/choose-fact-files.js';
import { openFactDatabase } from '../../storage/dist/facts/store/postgres/fact-database.js';
import { loadFactFiles } from '../../storage/dist/facts/store/postgres/load-fact-files.js';
import { duckdbPrelude } from '../../storage/dist/facts/store/duckdb-prelude.js';
import {
  castColumns,
  declareColumns,
  exchangeColumns,
  parameterTable,
  quoteName,
  quoteText,
  runColumns,
  systemColumns,
} from '../../storage/dist/facts/store/fact-columns.js';
import { rowRules } from './evaluate-rules.mjs';

/** Every indicator's query, bare: one after another, its rows fetched and counted. Views and parameters are made beside the clock. */
export async function bare({ home, plan: file, memoryLimit, indicators }) {
  const plan = JSON.parse(await readFile(file, 'utf8'));
  const { duckdb, close } = await openBare(home, plan, memoryLimit);
  const standing = new Map();
  const found = [];
  let sum = 0;
  for (const query of plan.queries.filter(({ code }) => !indicators || indicators.includes(code))) {
    await makeViews(duckdb, home, plan, query, standing);
    const one = await timed(duckdb, query.sql);
    sum += one.seconds;
    found.push({ code: query.code, ...one });
  }
  await close();
  return { sum, queries: found };
}

/** One query over each of several months, bare; the months' views are made beside the clock. */
export async function bareYear({ home, year: file, memoryLimit }) {
  const found = [];
  for (const plan of JSON.parse(await readFile(file, 'utf8'))) {
    const { duckdb, close } = await openBare(home, plan, memoryLimit);
    const [query] = plan.queries;
    await makeViews(duckdb, home, plan, query, new Map());
    found.push({ period: plan.month.period, ...(await timed(duckdb, query.sql)) });
    await close();
  }
  return found;
}

/** After so long PostgreSQL is stopped; what it would have needed is more. */
const mostSeconds = 120;
const stoppedByTimeout = '57014';

/** Indicators on a PostgreSQL store that holds the facts already, then on ours; loading is timed by itself. */
export async function stores({ home, plan: file, memoryLimit, factDatabaseUrl, indicators }) {
  const plan = JSON.parse(await readFile(file, 'utf8'));
  const queries = plan.queries.filter(({ code }) => indicators.includes(code));
  const options = runOptions(home, plan, memoryLimit);
  const client = await openFactDatabase(factDatabaseUrl);
  const loading = await seconds(async () => {
    for (const { needs, absentTables } of queries) {
      const files = [...lookBackByTable(needs)].flatMap(
        ([table, lookBack]) => chooseFactFiles({ ...options, table, lookBack, absentTables }).history,
      );
      await loadFactFiles(client, files, options);
    }
  });
  await client.query('vacuum analyze');
  const { rows } = await client.query('select current_database() as name');
  await client.query(`alter database ${quoteName(rows[0].name)} set statement_timeout = '${mostSeconds}s'`);
  await client.end();
  const found = queries.map(({ code }) => ({ code }));
  for (const kind of ['duckdb', 'postgres']) {
    const run = await createFactStore(kind, factDatabaseUrl).openRun(options);
    for (const [i, query] of queries.entries()) {
      const one = found[i];
      one[`${kind}Rows`] = 0;
      one[kind] = await seconds(async () => {
        try {
          for await (const _ of run.evaluate(query)) one[`${kind}Rows`] += 1;
        } catch (error) {
          if (error.code !== stoppedByTimeout) throw error;
          one.stopped = true;
        }
      });
    }
    await run.close();
  }
  return { loading, queries: found };
}

/** Row-local indicators row by row in JavaScript, then on our store. */
export async function rowByRow({ home, plan: file, memoryLimit }) {
  const plan = JSON.parse(await readFile(file, 'utf8'));
  const options = runOptions(home, plan, memoryLimit);
  const lastDay = plan.month.lastDay.replaceAll('-', '');
  const found = [];
  const run = await createFactStore('duckdb').openRun(options);
  for (const [code, rule] of Object.entries(rowRules)) {
    const query = plan.queries.find((one) => one.code === code);
    const { current } = chooseFactFiles({
      ...options,
      table: rule.table,
      lookBack: 1,
      absentTables: query.absentTables,
    });
    const one = { code, rows: 0, javascriptRows: 0, oursRows: 0 };
    one.ours = await seconds(async () => {
      for await (const _ of run.evaluate(query)) one.oursRows += 1;
    });
    one.javascript = await seconds(async () => {
      for await (const row of textRows(current, rule.columns, memoryLimit)) {
        one.rows += 1;
        if (rule.finds(row, { lastDay })) one.javascriptRows += 1;
      }
    });
    found.push(one);
  }
  await run.close();
  return found;
}

/** Columns of fact files as rows of text. */
async function* textRows(files, columns, memoryLimit) {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: memoryLimit });
  const duckdb = await instance.connect();
  const values = columns.map((name) => `cast(${quoteName(name)} as varchar)`).join(', ');
  const paths = files.flatMap(({ path }) => (path === null ? [] : [quoteText(path)])).join(', ');
  const result = await duckdb.stream(`select ${values} from read_parquet([${paths}], hive_partitioning = false)`);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    yield* chunk.getRows();
  }
  duckdb.closeSync();
  instance.closeSync();
}

function runOptions(home, { month, files, system }, memoryLimit) {
  return {
    ...month,
    files: files.map((one) => ({ ...one, path: one.path && join(home, 'facts', one.path) })),
    absentTables: [],
    system,
    memoryLimit,
    tempDirectory: join(home, 'tmp'),
  };
}

async function seconds(work) {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

/** A query's seconds, and how many rows were fetched. */
async function timed(duckdb, sql) {
  let rows = 0;
  const spent = await seconds(async () => {
    const result = await duckdb.stream(sql);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      rows += chunk.getRows().length;
    }
  });
  return { seconds: spent, rows };
}

async function openBare(home, { month, files, system }, memoryLimit) {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: memoryLimit });
  const duckdb = await instance.connect();
  await duckdb.run(`set timezone = 'Asia/Shanghai'`);
  await duckdb.run(`set disabled_optimizers = 'join_filter_pushdown'`);
  await duckdb.run('set parquet_metadata_cache = true');
  await duckdb.run(`set temp_directory = ${quoteText(join(home, 'tmp-bare'))}`);
  await duckdb.run('create schema facts; create schema run_rows');
  for (const [table, columns] of Object.entries(systemColumns)) {
    await fill(duckdb, `run_rows.${quoteName(table)}`, columns, system[table] ?? []);
    await duckdb.run(`create view facts.${quoteName(table)} as select * from run_rows.${quoteName(table)}`);
  }
  const { period, firstDay, lastDay, dueOn, asOf } = month;
  const row = { period, first_day: firstDay, last_day: lastDay, due_on: dueOn, as_of: asOf };
  await fill(duckdb, 'facts.run', runColumns, [row]);
  for (const statement of duckdbPrelude) await duckdb.run(statement);
  return {
    duckdb,
    files,
    close: () => {
      duckdb.closeSync();
      instance.closeSync();
    },
  };
}

async function fill(duckdb, table, columns, rows) {
  await duckdb.run(`create table staging (${declareColumns(columns.map(({ name }) => ({ name, type: 'text' })))})`);
  const appender = await duckdb.createAppender('staging');
  for (const row of rows) {
    for (const { name } of columns) {
      if (row[name] == null) appender.appendNull();
      else appender.appendVarchar(row[name]);
    }
    appender.endRow();
  }
  appender.closeSync();
  await duckdb.run(`create table ${table} as select ${castColumns(columns)} from staging; drop table staging`);
}

async function makeViews(duckdb, home, { month: { period }, files }, query, standing) {
  const lookBacks = lookBackByTable(query.needs);
  for (const [table, columns] of exchangeColumns) {
    const lookBack = lookBacks.get(table) ?? 1;
    if (standing.get(table) === lookBack) continue;
    standing.set(table, lookBack);
    const chosen = chooseFactFiles({ table, period, lookBack, files, absentTables: query.absentTables });
    for (const [name, list] of [
      [table, chosen.current],
      [`${table}_history`, chosen.history],
    ]) {
      const paths = list.flatMap(({ path }) => (path === null ? [] : [quoteText(join(home, 'facts', path))]));
      const rows = paths.length
        ? `select ${castColumns(columns)} from read_parquet([${paths.join(', ')}], hive_partitioning = false)`
        : `select ${columns.map((c) => `cast(null as ${c.type}) as ${quoteName(c.name)}`).join(', ')} where false`;
      await duckdb.run(`create or replace view facts.${quoteName(name)} as ${rows}`);
    }
  }
  for (const [table, from] of systemReach(query.needs, period)) {
    const where = from ? ` where period is null or period >= ${quoteText(from)}` : '';
    await duckdb.run(
      `create or replace view facts.${quoteName(table)} as select * from run_rows.${quoteName(table)}${where}`,
    );
  }
  await duckdb.run('drop table if exists facts.parameter');
  await duckdb.run(parameterTable(query.parameters));
}
