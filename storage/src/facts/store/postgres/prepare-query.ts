import type pg from 'pg';
import { chooseFactFiles, lookBackByTable, systemReach } from '../choose-fact-files.js';
import {
  castColumns,
  exchangeColumns,
  type FactColumn,
  parameterTable,
  quoteName,
  quoteText,
  runColumns,
  systemColumns,
} from '../fact-columns.js';
import type { FactQuery, FactRow, FactRunOptions, FactSource } from '../fact-store.js';

/**
 * Makes what a query reads in the transaction that stands: the run, the system tables that it names, its parameters, and
 * views over the listed versions. The caller rolls back, so that nobody else ever sees them; the lock makes queries of
 * several processes take turns.
 */
export async function prepareQuery(
  client: pg.Client,
  options: Omit<FactRunOptions, 'files'> & { files: readonly FactSource[] },
  query: FactQuery,
): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('fundwatch facts'))`);
  const { period, firstDay, lastDay, dueOn, asOf } = options;
  const run = { period, first_day: firstDay, last_day: lastDay, due_on: dueOn, as_of: asOf };
  await insertRows(client, 'facts.run', runColumns, [run]);
  for (const [table, from] of systemReach(query.needs, period)) {
    const rows = (options.system[table] ?? []).filter((row) => !from || !row['period'] || row['period'] >= from);
    await insertRows(client, `facts.${quoteName(table)}`, systemColumns[table], rows);
  }
  const absentTables = query.absentTables ?? options.absentTables;
  for (const [table, lookBack] of lookBackByTable(query.needs)) {
    const { current, history } = chooseFactFiles({ ...options, absentTables, table, lookBack });
    await client.query(await view(client, table, table, current));
    await client.query(await view(client, `${table}_history`, table, history));
  }
  await client.query(parameterTable(query.parameters));
}

/**
 * Rows of the versions that a query reads: those of their months, but for what else the store holds of these months. Said
 * this way, and not by a list of what is wanted, so that the planner knows how many rows to expect.
 */
async function view(client: pg.Client, name: string, table: string, files: readonly FactSource[]): Promise<string> {
  const wanted = new Set(files.filter(({ rows }) => rows > 0).map(keyOf));
  const periods = [...new Set(files.map(({ period }) => period))].sort();
  const held = await client.query<VersionKey>(
    `select agency, line, period, version from fact_store.loaded_file where table_name = $1 and period = any ($2)`,
    [table, periods],
  );
  const others = held.rows.filter((row) => !wanted.has(keyOf(row)));
  const excluded = others.map(
    ({ agency, line, period, version }) =>
      `(${quoteText(agency)}, ${quoteText(line)}, ${quoteText(period)}, ${version})`,
  );
  const where = wanted.size
    ? [
        `period in (${periods.map(quoteText).join(', ')})`,
        ...(excluded.length ? [`(agency, line, period, version) not in (values ${excluded.join(', ')})`] : []),
      ].join(' and ')
    : 'false';
  const columns = (exchangeColumns.get(table) ?? []).map((column) => quoteName(column.name));
  return `create or replace view facts.${quoteName(name)} as
    select ${columns.join(', ')} from fact_store.${quoteName(table)} where ${where}`;
}

type VersionKey = Record<'agency' | 'line' | 'period', string> & { version: number | string };
const keyOf = ({ agency, line, period, version }: VersionKey): string => [agency, line, period, version].join('|');

/** Inserts rows of text, each cast to its column's type. */
export async function insertRows(
  client: pg.Client,
  table: string,
  columns: readonly FactColumn[],
  rows: readonly FactRow[],
): Promise<void> {
  if (!rows.length) return;
  const arrays = columns.map(({ name }) => rows.map((row) => row[name] ?? null));
  const names = columns.map(({ name }) => quoteName(name)).join(', ');
  const unnest = columns.map((_, i) => `$${i + 1}::text[]`).join(', ');
  await client.query(
    `insert into ${table} (${names}) select ${castColumns(columns)} from unnest(${unnest}) as v (${names})`,
    arrays,
  );
}
