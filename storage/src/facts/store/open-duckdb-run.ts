import { DuckDBInstance, DuckDBTypeId, type DuckDBConnection, type DuckDBResult } from '@duckdb/node-api';
import { DomainError } from '@fundwatch/domain';
import { type AccountHashes, type SystemTable, systemTables } from '@fundwatch/domain/evaluate';
import { checkFiles } from './check-files.js';
import { chooseFactFiles, lookBackByTable, systemReach } from './choose-fact-files.js';
import { accountHashQuery, readAccountHashes } from './count-account-hashes.js';
import { duckdbPrelude } from './duckdb-prelude.js';
import {
  type FactColumn,
  castColumns,
  declareColumns,
  exchangeColumns,
  parameterTable,
  quoteName,
  quoteText,
  runColumns,
  systemColumns,
} from './fact-columns.js';
import type { FactSource, FactQuery, FactRow, FactRun, FactRunOptions, HitRow, RuleRow } from './fact-store.js';
import { hitRowReader } from './read-hit-row.js';
import { ruleRowReader } from './read-rule-row.js';
import { stringsOfChunk } from './strings-of-chunk.js';

/** Opens the facts of a month in an in-memory DuckDB of this process. Error: FACT_FILE_DAMAGED. */
export async function openDuckdbRun(options: FactRunOptions): Promise<FactRun> {
  await checkFiles(options);
  const instance = await DuckDBInstance.create(':memory:', settings(options));
  const connection = await instance.connect();
  try {
    // Statements go together where they can: a back-test opens a month as often as it has months.
    await runTogether(connection, [
      ...sessionSettings(options),
      'create schema facts',
      'create schema run_rows',
      ...systemTables.filter((table) => !options.system[table]?.length).map(emptySystemTable),
    ]);
    for (const table of systemTables) {
      const rows = options.system[table] ?? [];
      if (rows.length) await createTyped(connection, systemTable(table), systemColumns[table], rows);
    }
    await runTogether(connection, [
      ...systemTables.map((table) => systemView(table, null)),
      runTable(options),
      ...duckdbPrelude,
      ...locks(options),
    ]);
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    throw error;
  }
  return new DuckdbRun(instance, connection, options);
}

class DuckdbRun implements FactRun {
  private turn: Promise<void> = Promise.resolve();
  /** What each table's views are cut to: look-back, and the older files that stand in for lacking tables. */
  private readonly standing = new Map<string, string>();

  constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly options: FactRunOptions,
  ) {}

  evaluate(query: FactQuery): AsyncGenerator<HitRow> {
    return this.rowsOf(query, hitRowReader);
  }

  checkRule(query: FactQuery): AsyncGenerator<RuleRow> {
    return this.rowsOf(query, ruleRowReader);
  }

  async countAccountHashes(): Promise<AccountHashes[]> {
    const counts: AccountHashes[] = [];
    for await (const count of this.rowsOf(accountHashQuery, readAccountHashes)) counts.push(count);
    return counts;
  }

  private async *rowsOf<R>(
    query: FactQuery,
    reader: (query: FactQuery, columnNames: readonly string[]) => (values: (string | null)[]) => R,
  ): AsyncGenerator<R> {
    const before = this.turn;
    let done = (): void => undefined;
    this.turn = new Promise((resolve) => (done = resolve));
    await before;
    const limit = this.limitTime(query);
    try {
      await this.createViews(query);
      const result = await this.connection.stream(query.sql);
      const read = reader(query, result.columnNames());
      refuseFloats(result);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) break;
        for (const values of stringsOfChunk(chunk)) yield read(values);
      }
    } catch (error) {
      throw limit.passed
        ? new DomainError('INDICATOR_INVALID', { reason: 'time' }, { cause: error })
        : asFileError(error);
    } finally {
      clearInterval(limit.timer);
      done();
    }
  }

  /** Stops the engine when the time is over, again and again: between two steps there is nothing to stop. */
  private limitTime({ timeLimitMs }: FactQuery): { passed: boolean; timer: NodeJS.Timeout | undefined } {
    const limit: { passed: boolean; timer: NodeJS.Timeout | undefined } = { passed: false, timer: undefined };
    if (timeLimitMs === undefined) return limit;
    const ends = performance.now() + timeLimitMs;
    limit.timer = setInterval(
      () => {
        if (performance.now() < ends) return;
        limit.passed = true;
        this.connection.interrupt();
      },
      Math.min(timeLimitMs, 200),
    );
    limit.timer.unref();
    return limit;
  }

  async close(): Promise<void> {
    await this.turn;
    this.connection.closeSync();
    this.instance.closeSync();
  }

  /** Views that stand already with the wanted look-back are left alone. */
  private async createViews(query: FactQuery): Promise<void> {
    const lookBacks = lookBackByTable(query.needs);
    for (const [table, columns] of exchangeColumns) {
      const lookBack = lookBacks.get(table);
      // What a query does not name it does not read: its views may stay as another query left them, or be none.
      if (lookBack === undefined) continue;
      const absentTables = (query.absentTables ?? this.options.absentTables).filter((absent) => absent.table === table);
      const wanted = JSON.stringify([lookBack, absentTables]);
      if (this.standing.get(table) === wanted) continue;
      const { current, history } = chooseFactFiles({ ...this.options, absentTables, table, lookBack });
      await runTogether(this.connection, [view(table, columns, current), view(`${table}_history`, columns, history)]);
      this.standing.set(table, wanted);
    }
    for (const [table, from] of systemReach(query.needs, this.options.period)) await this.limitSystemTable(table, from);
    await runTogether(this.connection, ['drop table if exists facts.parameter', parameterTable(query.parameters)]);
  }

  private async limitSystemTable(table: SystemTable, from: string | null): Promise<void> {
    const wanted = from ?? '';
    if ((this.standing.get(table) ?? '') === wanted) return;
    await this.connection.run(systemView(table, from));
    this.standing.set(table, wanted);
  }
}

function settings(options: FactRunOptions): Record<string, string> {
  return {
    ...(options.memoryLimit && { memory_limit: options.memoryLimit }),
    ...(options.threads && { threads: String(options.threads) }),
    // Nothing may be fetched: the product runs on networks without a way out.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
}

function sessionSettings(options: FactRunOptions): string[] {
  return [
    `set timezone = 'Asia/Shanghai'`,
    // DuckDB 1.5 pushes a join's filter below `distinct on` and `limit`, which then pick other rows (docs/decisions/0007).
    `set disabled_optimizers = 'join_filter_pushdown'`,
    ...(options.spills === false ? [`set temp_directory = ''`] : []),
    // Files are immutable, and a hundred queries open them one after another.
    'set parquet_metadata_cache = true',
    ...(options.tempDirectory ? [`set temp_directory = ${quoteText(options.tempDirectory)}`] : []),
  ];
}

function runTogether(connection: DuckDBConnection, statements: readonly string[]): Promise<unknown> {
  return connection.run(statements.join(';\n'));
}

/** From here on the run reads its own files and nothing else, whatever a query asks for. */
function locks({ files }: FactRunOptions): string[] {
  const paths = files.flatMap(({ path }) => (path === null ? [] : [quoteText(path)]));
  return [
    `set allowed_paths = [${paths.join(', ')}]`,
    'set enable_external_access = false',
    'set lock_configuration = true',
  ];
}

function systemTable(table: SystemTable): string {
  return `run_rows.${quoteName(table)}`;
}

function emptySystemTable(table: SystemTable): string {
  return `create table ${systemTable(table)} (${declareColumns(systemColumns[table])})`;
}

/** The one row that says which month is evaluated. */
function runTable({ period, firstDay, lastDay, dueOn, asOf }: FactRunOptions): string {
  const values: FactRow = { period, first_day: firstDay, last_day: lastDay, due_on: dueOn, as_of: asOf };
  const columns = runColumns.map(({ name, type }) => {
    const value = values[name] ?? null;
    return `cast(${value === null ? 'null' : quoteText(value)} as ${type}) as ${quoteName(name)}`;
  });
  return `create table facts.run as select ${columns.join(', ')}`;
}

async function createTyped(
  connection: DuckDBConnection,
  table: string,
  columns: readonly FactColumn[],
  rows: readonly FactRow[],
): Promise<void> {
  await fillStaging(connection, columns, rows);
  await connection.run(`create table ${table} as select ${castColumns(columns)} from staging; drop table staging`);
}

/** Rows of text into a table `staging` with those columns, all text. */
export async function fillStaging(
  connection: DuckDBConnection,
  columns: readonly FactColumn[],
  rows: readonly FactRow[],
): Promise<void> {
  await connection.run(`create table staging (${declareColumns(columns.map(({ name }) => ({ name, type: 'text' })))})`);
  const appender = await connection.createAppender('staging');
  for (const row of rows) {
    for (const { name } of columns) {
      const value = row[name];
      if (value == null) appender.appendNull();
      else appender.appendVarchar(value);
    }
    appender.endRow();
  }
  appender.closeSync();
}

/** A system table as a query reads it: cut to the periods that it looks back on. */
function systemView(table: SystemTable, from: string | null): string {
  const rows = `select * from ${systemTable(table)}`;
  const where = from ? ` where period is null or period >= ${quoteText(from)}` : '';
  return `create or replace view facts.${quoteName(table)} as ${rows}${where}`;
}

function view(name: string, columns: readonly FactColumn[], files: readonly FactSource[]): string {
  const paths = files.flatMap(({ path }) => (path === null ? [] : [quoteText(path)]));
  const rows = paths.length
    ? `select ${castColumns(columns)} from read_parquet([${paths.join(', ')}], hive_partitioning = false)`
    : `select ${columns.map((c) => `cast(null as ${c.type}) as ${quoteName(c.name)}`).join(', ')} where false`;
  return `create or replace view facts.${quoteName(name)} as ${rows}`;
}

function refuseFloats(result: DuckDBResult): void {
  for (let i = 0; i < result.columnCount; i++) {
    const type = result.columnTypeId(i);
    if (type === DuckDBTypeId.FLOAT || type === DuckDBTypeId.DOUBLE) {
      throw new DomainError('INDICATOR_INVALID', { reason: 'float', column: result.columnName(i) });
    }
  }
}

/** DuckDB names the file in these messages; anything else passes as it is. */
function asFileError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  const damaged = /^(IO Error|Invalid Input Error|Corrupt).*(parquet|magic bytes|No files found)/is.test(error.message);
  return damaged ? new DomainError('FACT_FILE_DAMAGED', { reason: error.message }, { cause: error }) : error;
}
