import { systemTables } from '@fundwatch/domain/evaluate';
import pg from 'pg';
import {
  declareColumns,
  exchangeColumns,
  type FactColumn,
  quoteName,
  runColumns,
  systemColumns,
} from '../fact-columns.js';
import { postgresPrelude } from './prelude.js';

/** What names a version of a table in the store. */
export const loadedFileColumns: readonly FactColumn[] = [
  { name: 'agency', type: 'text' },
  { name: 'line', type: 'text' },
  { name: 'period', type: 'text' },
  { name: 'table_name', type: 'text' },
  { name: 'version', type: 'integer' },
];

/**
 * Opens the database that a PostgreSQL fact store keeps its facts in, and makes its tables when they are not there yet.
 * Schema `fact_store`: a table for each of the exchange standard, with the version; schema `facts`: what queries read;
 * schema `prelude`: the functions. Every key begins with the agency and no table refers to another, so that a cluster may
 * distribute them by agency (docs/scale.md).
 */
export async function openFactDatabase(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'fundwatch-facts',
    types: { getTypeParser: () => asText },
  });
  // Without a listener a connection that breaks between two queries would end the process; the next query tells.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // A sort or a hash of a month's payments wants room; two queries at most run at once.
    await client.query(
      `set timezone = 'Asia/Shanghai'; set datestyle = 'ISO, YMD'; set jit = off; set work_mem = '256MB';
       set search_path = prelude, pg_catalog`,
    );
    await client.query(`select pg_advisory_lock(hashtext('fundwatch fact store'))`);
    try {
      await makeTables(client);
    } finally {
      await client.query(`select pg_advisory_unlock(hashtext('fundwatch fact store'))`);
    }
  } catch (error) {
    await client.end();
    throw error;
  }
  return client;
}

async function makeTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: string }>(
    `select count(*) as there from pg_namespace where nspname = 'fact_store'`,
  );
  if (rows[0]?.there === '1') return;
  await client.query('begin; create schema fact_store; create schema facts; create schema prelude');
  for (const [table, [agency, line, period, ...fields]] of exchangeColumns) {
    const owners = declareColumns([agency!, line!, period!]);
    const name = `fact_store.${quoteName(table)}`;
    await client.query(`create table ${name} (${owners}, version integer, ${declareColumns(fields)})`);
    // Months are loaded one after another, so that blocks of a month lie together.
    await client.query(`create index on ${name} using brin (period) with (pages_per_range = 16)`);
  }
  const names = loadedFileColumns.map(({ name }) => name).join(', ');
  await client.query(`create table fact_store.loaded_file (
    ${declareColumns(loadedFileColumns)}, sha256 text, primary key (${names}))`);
  for (const table of systemTables) {
    await client.query(`create table facts.${quoteName(table)} (${declareColumns(systemColumns[table])})`);
  }
  await client.query(`create table facts.run (${declareColumns(runColumns)})`);
  for (const statement of postgresPrelude) await client.query(statement);
  await client.query('commit');
}

function asText(value: string): string {
  return value;
}
