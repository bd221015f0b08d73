import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exchangeTable } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { TableToCompare } from '@fundwatch/storage';
import { compareFactTables } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';

/** A table whose comparison breaks off so often stays uncompared, visibly. */
const mostAttempts = 3;

/**
 * Compares an accepted version with the one it replaces, table by table, and keeps counts and the first rows that differ.
 * Null: another worker has it. May run twice without harm; a table that fails is left to the sweep and hinders no other.
 */
export async function compareVersions(
  app: Application,
  context: RequestContext,
  input: { submissionId: string },
): Promise<{ compared: number; failed: number } | null> {
  const { submissionId } = input;
  return app.database.withContext(context, async (holding) => {
    if (!(await holding.submissionDifferences.hold(submissionId))) return null;
    const counts = { compared: 0, failed: 0 };
    const done: string[] = [];
    for (;;) {
      const next = await app.database.withContext(context, ({ submissionDifferences }) =>
        submissionDifferences.start(submissionId, app.realTime(), done),
      );
      if (!next) return counts;
      done.push(next.table);
      try {
        const found = await compareTable(app, next);
        await app.database.withContext(context, ({ submissionDifferences }) =>
          submissionDifferences.finish(submissionId, next.table, found),
        );
        counts.compared += 1;
      } catch (error) {
        await app.database.withContext(context, ({ submissionDifferences }) =>
          submissionDifferences.fail(submissionId, next.table, (error as Error).message.slice(0, 500), mostAttempts),
        );
        counts.failed += 1;
      }
    }
  });
}

async function compareTable(app: Application, { table, pathBefore, pathAfter }: TableToCompare) {
  const { home, memoryLimit } = app.settings;
  const absolute = (path: string | null) => (path === null ? null : join(home, 'facts', path));
  const folder = join(home, 'tmp');
  await mkdir(folder, { recursive: true });
  const tempDirectory = await mkdtemp(join(folder, 'compare-'));
  try {
    const versions = { table: exchangeTable(table), before: absolute(pathBefore), after: absolute(pathAfter) };
    return await compareFactTables(versions, { memoryLimit, tempDirectory });
  } finally {
    await rm(tempDirectory, { recursive: true, force: true });
  }
}
