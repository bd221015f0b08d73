import { type RequestContext } from '@fundwatch/domain/identity';
import pg from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { createRepositories, type Repositories } from './repositories/index.js';

/** The truth about what people do. Repositories exist only inside a transaction that knows who asks. */
export interface Database {
  /** One transaction in the context's scope: committed when `work` resolves, rolled back when it rejects. */
  withContext<T>(context: RequestContext, work: (repositories: Repositories) => Promise<T>): Promise<T>;
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
    close: () => source.destroy(),
  };
}

/**
 * Begins, and says who asks, in one round trip: every request has several transactions, most of one or two short reads.
 * Should the words that begin one ever change, no context is set, and PostgreSQL refuses every read.
 */
async function begin(runner: QueryRunner, { scope, actor }: RequestContext): Promise<void> {
  const account = pg.escapeLiteral(actor.kind === 'user' ? actor.userId : '');
  const setContext = `select set_config('fundwatch.scope', ${pg.escapeLiteral(scope)}, true), set_config('fundwatch.account', ${account}, true)`;
  const { query } = runner;
  runner.query = (sql: string, ...rest: []) =>
    query.call(runner, sql === 'START TRANSACTION' ? `${sql}; ${setContext}` : sql, ...rest);
  try {
    await runner.startTransaction();
  } finally {
    runner.query = query;
  }
}
