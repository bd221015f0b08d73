import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  checkError,
  exchangeTable,
  readDescription,
  type StatedResource,
  type SubmissionIdentity,
} from '@fundwatch/domain/collect';
import type { ClientBase } from 'pg';
import { copySubmissionTable } from '../../exchange/copy-submission-table.js';
import { selectSubmissions, type OfferedSubmission } from '../../exchange/list-submissions.js';
import { CheckCollector } from './check-collector.js';
import {
  acceptable,
  listTables,
  loadTables,
  refused,
  submissionHash,
  withWorkFolders,
  type LoadOptions,
  type LoadResult,
  type TableToLoad,
  type WorkFolders,
} from './load-tables.js';
import { PackageTooLarge, stageTable } from './stage-table.js';

export type OfferedKey = Pick<OfferedSubmission, 'agency' | 'line' | 'dataset' | 'period' | 'version'>;

/**
 * Reads one submission of an exchange database, in one repeatable-read snapshot, and puts it to the checks of a package
 * (there is no hash to compare; the content hash is one over the rows, in any order). Faults of the sender come back as
 * errors; a lost connection throws, and then the client must be ended, not used again. The snapshot ends before the
 * long checks begin.
 */
export async function loadExchangeSubmission(
  client: ClientBase,
  key: OfferedKey,
  options: LoadOptions,
): Promise<LoadResult> {
  return withWorkFolders(options, async (work) => {
    const collector = new CheckCollector();
    await client.query('begin transaction isolation level repeatable read read only');
    let staged: Staged;
    try {
      await client.query(`set local datestyle = 'ISO, YMD'`);
      staged = await stageSubmission(client, key, collector, work, options);
      await client.query('commit');
    } catch (error) {
      // Not awaited: behind a COPY that broke in the middle it would wait for ever.
      client.query('rollback').catch(() => {});
      throw error;
    }
    const { identity, description, tables } = staged;
    if (!description) return refused(collector, identity && { identity, sentBy: null, sentAt: null });
    const loaded = await loadTables(tables, description.identity, collector, work, {
      ...options,
      fractions: true,
      hashRows: true,
    });
    const complete = loaded.length === description.resources.length;
    const hashed = tables.map(({ stated }, i) => ({ stated, contentHash: loaded[i]?.contentHash ?? '' }));
    const contentHash = complete ? submissionHash(hashed) : null;
    if (contentHash && (await options.isKnown?.(description.identity, contentHash))) {
      const { sentBy, sentAt } = description;
      return { state: 'known', identity: description.identity, sentBy, sentAt, contentHash };
    }
    if (collector.any) return refused(collector, description, contentHash, loaded);
    return acceptable(description, contentHash!, loaded, work);
  });
}

interface Staged {
  identity: SubmissionIdentity | null;
  description: ReturnType<typeof readDescription>['description'];
  tables: TableToLoad[];
}

async function stageSubmission(
  client: ClientBase,
  key: OfferedKey,
  collector: CheckCollector,
  work: WorkFolders,
  options: LoadOptions,
): Promise<Staged> {
  const [offered] = await selectSubmissions(client, key);
  if (!offered) throw new Error(`the exchange database no longer offers ${Object.values(key).join('-')}`);
  const { identity, description, errors } = readDescription(offered, { kind: 'exchange', ...options });
  for (const error of errors) collector.add(error);
  const tables: TableToLoad[] = [];
  if (!description) return { identity, description, tables };
  const lacking = (await options.mayLack?.(description.identity)) ?? [];
  const budget = { bytes: work.limits.packageBytes };
  try {
    for (const stated of listTables(description, lacking, collector)) {
      const bytes = await copySubmissionTable(client, exchangeTable(stated.name), description.identity);
      if (!bytes) collector.add(checkError('table_missing', { table: stated.name }));
      else tables.push(await stageCopy(bytes, stated, collector, work, budget));
    }
  } catch (error) {
    if (!(error instanceof PackageTooLarge)) throw error;
    collector.add(checkError('package_too_large', {}, { limit: work.limits.packageBytes }));
    return { identity, description: null, tables };
  }
  return { identity, description, tables };
}

async function stageCopy(
  bytes: Readable,
  stated: StatedResource,
  collector: CheckCollector,
  work: WorkFolders,
  budget: { bytes: number },
): Promise<TableToLoad> {
  const staged = await stageTable(
    {
      table: exchangeTable(stated.name),
      openBytes: async () => bytes,
      gzip: false,
      encoding: 'utf-8',
      csvPath: join(work.temp, `${stated.name}.csv`),
      limits: work.limits,
      budget,
      onReadError: 'throw',
    },
    collector.of(stated.name, null),
  );
  return { staged: staged!, stated, file: null };
}
