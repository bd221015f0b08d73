import { type RequestContext } from '@fundwatch/domain/identity';
import pg from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { createRepositories, type Repositories } from './repositories/index.js';

/** The truth about what people do. Repositories exist only inside a transaction that knows who asks. */
export interface Database {
  /** One transaction in the context's scope: committed when `work` resolves, rolled back when it rejects. */
  withContext<T>(context: RequestContext, work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** The same for one short read, in one round trip: for what every request asks. `read` sends a single statement of plain SQL. */
  readOnce<T>(context: RequestContext, read: (repositories: Repositories) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function createDatabase(source: DataSource): Database {
  return {
    async withContext(context, work) {
      const runner = source.createQueryRunner();
      try {
        await begin(runner, context);
        const result = await work(createRepositories(runner.manager, context));
        await runner.commitTransaction();
        return result;
      } catch (error) {
        // What went wrong is the work's; a connection that is gone cannot roll back, and need not.
        if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      } finally {
        await runner.release();
      }
    },
    async readOnce(context, read) {
      const runner = source.createQueryRunner();
      try {
        const client = (await runner.connect()) as pg.ClientBase;
        runner.query = (async (sql: string, values: readonly unknown[] = []) => {
          // Statements that come together are one transaction: the context ends with them.
          const results = await client.query(`${wordsOf(context)}; ${withLiterals(sql, values)}`);
          return (results as unknown as pg.QueryResult[]).at(-1)!.rows;
        }) as typeof runner.query;
        return await read(createRepositories(runner.manager, context));
      } finally {
        await runner.release();
      }
    },
    close: () => source.destroy(),
  };
}

/**
 * Begins, and says who asks, in one round trip: every request has several transactions, most of one or two short reads.
 * Should the words that begin one ever change, no context is set, and PostgreSQL refuses every read.
 */
async function begin(runner: QueryRunner, context: RequestContext): Promise<void> {
  const { query } = runner;
  runner.query = (sql: string, ...rest: []) =>
    query.call(runner, sql === 'START TRANSACTION' ? `${sql}; ${wordsOf(context)}` : sql, ...rest);
  try {
    await runner.startTransaction();
  } finally {
    runner.query = query;
  }
}

/** Says who asks, until the transaction ends. */
function wordsOf({ scope, actor }: RequestContext): string {
  const account = pg.escapeLiteral(actor.kind === 'user' ? actor.userId : '');
  return `select set_config('fundwatch.scope', ${pg.escapeLiteral(scope)}, true), set_config('fundwatch.account', ${account}, true)`;
}

/** Only a statement without parameters can be sent together with others. */
function withLiterals(sql: string, values: readonly unknown[]): string {
  const literal = (value: unknown): string => {
    if (value === null || value === undefined) return 'null';
    return Array.isArray(value) ? `array[${value.map(literal).join(', ')}]` : pg.escapeLiteral(String(value));
  };
  return sql.replace(/\$(\d+)/g, (_, place: string) => literal(values[Number(place) - 1]));
}
