import { join } from 'node:path';
import type { RequestContext } from '@fundwatch/domain/identity';
import { sweepFactFiles } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';

/** What no row lists after this long was left by a crash, not by a command that is still running. */
const LEFT_OVER_AFTER_MS = 24 * 3_600_000;

/** Removes fact files and objects that no row lists. Returns how many of each. */
export async function sweepFiles(
  app: Application,
  context: RequestContext,
): Promise<{ factFiles: number; objects: number }> {
  const olderThan = new Date(Date.parse(app.realTime()) - LEFT_OVER_AFTER_MS);
  const factFiles = await sweepFactFiles({
    factsRoot: join(app.settings.home, 'facts'),
    listed: () => app.database.withContext(context, (repositories) => repositories.factFiles.listedPaths()),
    olderThan,
  });
  const objects = await app.objects.sweep(
    (among) => app.database.withContext(context, (repositories) => repositories.objects.listed(among)),
    olderThan,
  );
  return { factFiles: factFiles.length, objects: objects.length };
}
