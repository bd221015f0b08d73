import { type RequestContext } from '@fundwatch/domain/identity';
import type { DataSource, EntityManager } from 'typeorm';
import { createRepositories, type Repositories } from './repositories/index.js';

/** The truth about what people do. Repositories exist only inside a transaction that knows who asks. */
export interface Database {
  /** One transaction in the context's scope: committed when `work` resolves, rolled back when it rejects. */
  withContext<T>(context: RequestContext, work: (repositories: Repositories) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function createDatabase(source: DataSource): Database {
  return {
    withContext: (context, work) =>
      source.transaction(async (manager: EntityManager) => {
        const account = context.actor.kind === 'user' ? context.actor.userId : '';
        await manager.query(
          `select set_config('fundwatch.scope', $1, true), set_config('fundwatch.account', $2, true)`,
          [context.scope, account],
        );
        return work(createRepositories(manager, context));
      }),
    close: () => source.destroy(),
  };
}
