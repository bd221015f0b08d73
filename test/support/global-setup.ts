import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeCluster, startPostgres } from '../../cli/src/postgres/index.js';
import type { TestProject } from 'vitest/node';

/** One embedded PostgreSQL for the whole run, in a home of its own that is gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'fundwatch-test-'));
  const postgres = await startPostgres({
    home,
    // Nothing here must survive a power cut, and the cases write a lot.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  project.provide('postgresAdminUrl', postgres.adminUrl);
  const webFolder = join(home, 'web');
  project.provide('webFolder', webFolder);
  // Who watches changes the web's sources between two runs.
  project.onTestsRerun(() => rm(webFolder, { recursive: true, force: true }));
  return async () => {
    await postgres.stop({ force: true });
    await removeHome(home);
  };
}

/** Removes a home with its PostgreSQL, also where that lies outside it. */
export async function removeHome(home: string): Promise<void> {
  await removeCluster(home);
  await rm(home, { recursive: true, force: true });
}
