import pg from 'pg';
import { systemTables } from '@fundwatch/domain/evaluate';
import { chooseFactFiles, lookBackByTable } from './choose-fact-files.js';
import {
  type FactColumn,
  declareColumns,
  exchangeColumns,
  parameterTable,
  quoteName,
  runColumns,
  systemColumns,
} from './fact-columns.js';
import type { FactSource, FactQuery, FactRow, FactRunOptions, HitRow, RuleRow } from './fact-store.js';
import { postgresPrelude } from './postgres-prelude.js';
import { hitRowReader } from './read-hit-row.js';
import { ruleRowReader } from './read-rule-row.js';

/** A fact file with its rows at hand, as a case gives them. */
export interface FactRows extends FactSource {
  given: readonly FactRow[];
}
export type CaseOptions = Omit<FactRunOptions, 'files'> & { files: readonly FactRows[] };

/** Runs indicators and rules on PostgreSQL over rows in memory: what the cases need, not a store for a month's facts. */
export interface PostgresCaseStore {
  evaluate(options: CaseOptions, query: FactQuery): Promise<HitRow[]>;
  checkRule(options: CaseOptions, query: FactQuery): Promise<RuleRow[]>;
  close(): Promise<void>;
}

/**
 * Prepares a database for cases: schema `facts` with every table, schema `prelude` with the functions. The database
 * must be the caller's own (one per test worker); every case runs in a transaction that is rolled back.
 */
export async function openPostgresCaseStore(adminUrl: string): Promise<PostgresCaseStore> {
  const client = new pg.Client({ connectionString: adminUrl, types: { getTypeParser: () => asText } });
  await client.connect();
  await client.query(`set timezone = 'Asia/Shanghai'; set datestyle = 'ISO, YMD'; set jit = off`);
  await client.query('create schema facts; create schema prelude; set search_path = prelude, pg_catalog');
  for (const [table, columns] of exchangeColumns) {
    await client.query(`create table facts.${quoteName(table)} (${declareColumns(columns)})`);
    await client.query(`create table facts.${quoteName(`${table}_history`)} (${declareColumns(columns)})`);
  }
  for (const table of systemTables) {
    await client.query(`create table facts.${table} (${declareColumns(systemColumns[table])})`);
  }
  await client.query(`create table facts.run (${declareColumns(runColumns)})`);
  for (const statement of postgresPrelude) await client.query(statement);

  async function rowsOf<R>(
    options: CaseOptions,
    query: FactQuery,
    reader: (query: FactQuery, columnNames: readonly string[]) => (values: (string | null)[]) => R,
  ): Promise<R[]> {
    await client.query('begin');
    try {
      await fill(client, options, query);
      const result = await client.query<(string | null)[]>({ text: query.sql, rowMode: 'array' });
      const read = reader(
        query,
        result.fields.map(({ name }) => name),
      );
      return result.rows.map(read);
    } finally {
      await client.query('rollback');
    }
  }
  return {
    evaluate: (options, query) => rowsOf(options, query, hitRowReader),
    checkRule: (options, query) => rowsOf(options, query, ruleRowReader),
    close: () => client.end(),
  };
}

async function fill(client: pg.Client, options: CaseOptions, query: FactQuery): Promise<void> {
  const lookBack = lookBackByTable(query.needs);
  const rowsOf = (files: readonly FactRows[]): FactRow[] =>
    files.flatMap(({ agency, line, period, given }) => given.map((row) => ({ ...row, agency, line, period })));
  for (const [table, columns] of exchangeColumns) {
    const { current, history } = chooseFactFiles({ ...options, table, lookBack: lookBack.get(table) ?? 1 });
    await insert(client, table, columns, rowsOf(current));
    await insert(client, `${table}_history`, columns, rowsOf(history));
  }
  for (const table of systemTables) await insert(client, table, systemColumns[table], options.system[table] ?? []);
  await insert(client, 'run', runColumns, [
    {
      period: options.period,
      first_day: options.firstDay,
      last_day: options.lastDay,
      due_on: options.dueOn,
      as_of: options.asOf,
    },
  ]);
  await client.query(parameterTable(query.parameters));
}

async function insert(
  client: pg.Client,
  table: string,
  columns: readonly FactColumn[],
  rows: readonly FactRow[],
): Promise<void> {
  if (!rows.length) return;
  const arrays = columns.map(({ name }) => rows.map((row) => row[name] ?? null));
  const values = columns.map(({ name, type }) => `cast(v.${quoteName(name)} as ${type})`).join(', ');
  const names = columns.map(({ name }) => quoteName(name)).join(', ');
  const unnest = columns.map((_, i) => `$${i + 1}::text[]`).join(', ');
  await client.query(
    `insert into facts.${quoteName(table)} (${names}) select ${values} from unnest(${unnest}) as v (${names})`,
    arrays,
  );
}

function asText(value: string): string {
  return value;
}
