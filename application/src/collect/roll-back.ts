import type { RequestContext } from '@fundwatch/domain/identity';
import type { Database, Repositories } from '@fundwatch/storage';

class RolledBack<T> extends Error {
  constructor(readonly result: T) {
    super('rolled back');
  }
}

/** Does the work for its result only: whatever it writes is rolled back, so that a preview tells exactly what the act would do. */
export async function rollBack<T>(
  database: Database,
  context: RequestContext,
  work: (repositories: Repositories) => Promise<T>,
): Promise<T> {
  try {
    return await database.withContext(context, async (repositories): Promise<T> => {
      throw new RolledBack(await work(repositories));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as T;
    throw error;
  }
}
