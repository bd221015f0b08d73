import { DomainError } from '@fundwatch/domain';
import type { AccountHashes } from '@fundwatch/domain/evaluate';
import type pg from 'pg';
import { checkFiles } from '../check-files.js';
import { chooseFactFiles, lookBackByTable } from '../choose-fact-files.js';
import { accountHashQuery, readAccountHashes } from '../count-account-hashes.js';
import type { FactQuery, FactRun, FactRunOptions, FactSource, HitRow, RuleRow } from '../fact-store.js';
import { hitRowReader } from '../read-hit-row.js';
import { ruleRowReader } from '../read-rule-row.js';
import { openFactDatabase } from './fact-database.js';
import { loadFactFiles } from './load-fact-files.js';
import { prepareQuery } from './prepare-query.js';

type Reader<R> = (query: FactQuery, columnNames: readonly string[]) => (values: (string | null)[]) => R;

/** Opens the facts of a month in a PostgreSQL database; files that it does not hold yet are loaded. Error: FACT_FILE_DAMAGED. */
export async function openPostgresRun(url: string, options: FactRunOptions): Promise<FactRun> {
  await checkFiles(options);
  return new PostgresRun(await openFactDatabase(url), options);
}

class PostgresRun implements FactRun {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: pg.Client,
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

  async close(): Promise<void> {
    await this.turn.catch(() => undefined);
    await this.client.end();
  }

  private async *rowsOf<R>(query: FactQuery, reader: Reader<R>): AsyncGenerator<R> {
    const answer = this.turn.catch(() => undefined).then(() => this.answer(query));
    this.turn = answer;
    const { columnNames, rows } = await answer;
    const read = reader(query, columnNames);
    for (const values of rows) yield read(values);
  }

  private async answer(query: FactQuery): Promise<Answer> {
    await loadFactFiles(this.client, filesRead(this.options, query), this.options);
    return askQuery(this.client, this.options, query);
  }
}

/** The files behind the tables that a query reads. */
function filesRead(options: FactRunOptions, query: FactQuery): FactSource[] {
  const absentTables = query.absentTables ?? options.absentTables;
  return [...lookBackByTable(query.needs)].flatMap(
    ([table, lookBack]) => chooseFactFiles({ ...options, absentTables, table, lookBack }).history,
  );
}

/** What a query gave: every value as text. */
export interface Answer {
  columnNames: string[];
  rows: (string | null)[][];
}

const floats = new Set([700, 701]);

/** Asks in a transaction that leaves nothing behind; `fill` may put rows there first. Error: INDICATOR_INVALID. */
export async function askQuery(
  client: pg.Client,
  options: FactRunOptions,
  query: FactQuery,
  fill: () => Promise<void> = () => Promise.resolve(),
): Promise<Answer> {
  await client.query('begin');
  try {
    await fill();
    await prepareQuery(client, options, query);
    const { fields, rows } = await client.query<(string | null)[]>({ text: query.sql, rowMode: 'array' });
    const float = fields.find(({ dataTypeID }) => floats.has(dataTypeID));
    if (float) throw new DomainError('INDICATOR_INVALID', { reason: 'float', column: float.name });
    return { columnNames: fields.map(({ name }) => name), rows };
  } finally {
    await client.query('rollback');
  }
}
