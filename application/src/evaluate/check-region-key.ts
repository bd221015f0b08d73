import { createHash } from 'node:crypto';
import { lastDayOf } from '@fundwatch/domain/calendar';
import { decideRegionKey } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import { accountTables } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';
import { openFactRun } from './open-fact-run.js';

/**
 * Looks whether the agencies of a period hash account numbers with one key, over the account hashes of all of them. Nothing is
 * read again while the files are the same.
 */
export async function checkRegionKey(app: Application, context: RequestContext, period: string): Promise<void> {
  const { files, before } = await app.database.withContext(context, async ({ factFiles, rules }) => {
    const submissions = await factFiles.countingSubmissions([period]);
    const all = await factFiles.filesOf(submissions.map(({ id }) => id));
    return {
      files: all.filter(({ table, path }) => path !== null && accountTables.includes(table)),
      before: await rules.regionKey(period),
    };
  });
  const enough = app.settings.regionKeyHashes;
  const inputs = [enough, files.map(({ path, sha256 }) => [path, sha256])];
  const inputHash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex');
  if (before?.inputHash === inputHash) return;
  const asOf = lastDayOf(period);
  const run = await openFactRun(app, { period, asOf, dueOn: null, files, system: {} });
  const agencies = await run.countAccountHashes().finally(() => run.close());
  const decision = decideRegionKey(agencies, enough);
  const checkedAt = await app.clock.now();
  await app.database.withContext(context, async ({ rules, audit }) => {
    await rules.keepRegionKey({ period, ...decision, agencies, inputHash, checkedAt });
    if (before?.state !== decision.state)
      await audit.append({
        action: 'region-key.check',
        target: { kind: 'period', id: period },
        businessAt: checkedAt,
        details: { ...decision },
      });
  });
}
