import { join } from 'node:path';
import {
  checkError,
  readDescription,
  standardMapping,
  tableWithCodes,
  type CheckError,
  type ExchangeTable,
  type ResolvedTable,
  type SourceMapping,
  type StatedResource,
  type SubmissionIdentity,
} from '@fundwatch/domain/collect';
import type { ClientBase } from 'pg';
import { copySubmissionTable, type CopiedTable } from '../../exchange/copy-submission-table.js';
import { selectSubmissions, type OfferedSubmission } from '../../exchange/list-submissions.js';
import { refuseUnreadable, resolveForPull } from '../../exchange/open-source.js';
import { CheckCollector } from './check-collector.js';
import { EarlyParts } from './early-parts.js';
import {
  acceptable,
  listTables,
  loadTables,
  refused,
  submissionHash,
  withLoadWork,
  type LoadOptions,
  type LoadResult,
  type TableToLoad,
  type LoadWork,
} from './load-tables.js';
import { PackageTooLarge, stageTable } from './stage-table.js';

/** How the source is read, besides how its rows are checked. */
export type ExchangeLoadOptions = LoadOptions & {
  /** How the source differs from the standard; default not at all. */
  mapping?: SourceMapping;
};

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
  options: ExchangeLoadOptions,
): Promise<LoadResult> {
  return withLoadWork(options, async (work) => {
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
    const { identity, description, tables, isMapped } = staged;
    if (!description) return refused(collector, identity && { identity, sentBy: null, sentAt: null });
    const loaded = await loadTables(tables, description.identity, collector, work, { ...values, rowsHash: true });
    const complete = loaded.length === description.resources.length;
    const hashed = tables.map(({ stated }, i) => ({ stated, contentHash: loaded[i]?.contentHash ?? '' }));
    const contentHash = complete ? submissionHash(hashed) : null;
    if (contentHash && (await options.isKnown?.(description.identity, contentHash))) {
      const { sentBy, sentAt } = description;
      return { state: 'known', identity: description.identity, sentBy, sentAt, contentHash };
    }
    if (!collector.any) return acceptable(description, contentHash!, loaded, work);
    const result = refused(collector, description, contentHash, loaded);
    return result.state === 'refused'
      ? { ...result, errors: result.errors.map((one) => sayUnmapped(one, isMapped)) }
      : result;
  });
}

/** A value that no code of the mapping leads from is told as that. */
function sayUnmapped(error: CheckError, isMapped: (table: string, field: string) => boolean): CheckError {
  const { checkCode, table, column, row, value, reason } = error;
  if (checkCode !== 'enum_invalid' || !table || !column || !isMapped(table, column)) return error;
  const allowed = reason.en.split('expected ').at(-1) ?? '';
  return checkError('code_unmapped', { table, column, row, value }, { allowed });
}

interface Staged {
  identity: SubmissionIdentity | null;
  description: ReturnType<typeof readDescription>['description'];
  tables: TableToLoad[];
  /** Whether the values of a field are mapped by code. */
  isMapped: (table: string, field: string) => boolean;
}

async function stageSubmission(
  client: ClientBase,
  key: OfferedKey,
  collector: CheckCollector,
  work: LoadWork,
  options: ExchangeLoadOptions,
): Promise<Staged> {
  const source = await resolveForPull(client, options.mapping ?? standardMapping);
  const tableOf = (name: string) => source.tables.find((one) => one.name === name)!;
  const isMapped = (name: string, field: string) => field in codesOf(tableOf(name));
  const { agency, line, dataset, period, version } = key;
  const [offered] = await selectSubmissions(client, source, { agency, line, dataset, period, version });
  if (!offered) throw new Error(`the exchange database no longer offers ${Object.values(key).join('-')}`);
  const { identity, description, errors } = readDescription(offered, { kind: 'exchange', ...options });
  for (const error of errors) collector.add(error);
  const tables: TableToLoad[] = [];
  if (!description) return { identity, description, tables, isMapped };
  const lacking = (await options.mayLack?.(description.identity)) ?? [];
  const budget = { bytes: work.limits.packageBytes };
  try {
    for (const stated of listTables(description, lacking, collector)) {
      const resolved = tableOf(stated.name);
      refuseUnreadable(resolved);
      const table = tableWithCodes(stated.name, codesOf(resolved));
      const place = { schema: source.schema, table, resolved };
      const copied = await copySubmissionTable(client, place, description.identity);
      if (!copied) collector.add(checkError('table_missing', { table: stated.name }));
      else tables.push(await stageCopy(copied, stated, table, description.identity, collector, work, budget));
    }
  } catch (error) {
    if (!(error instanceof PackageTooLarge)) throw error;
    collector.add(checkError('package_too_large', {}, { limit: work.limits.packageBytes }));
    return { identity, description: null, tables, isMapped };
  }
  return { identity, description, tables, isMapped };
}

function codesOf(resolved: ResolvedTable): Record<string, Record<string, string>> {
  return Object.fromEntries(resolved.columns.flatMap(({ field, codes }) => (codes ? [[field, codes]] : [])));
}

/** Databases keep fractions of a second. */
const values = { fractions: true };

async function stageCopy(
  { bytes, printedTimes }: CopiedTable,
  stated: StatedResource,
  table: ExchangeTable,
  identity: SubmissionIdentity,
  collector: CheckCollector,
  work: LoadWork,
  budget: { bytes: number },
): Promise<TableToLoad> {
  const early = new EarlyParts({ engine: work.engine, identity, folder: work.temp, values });
  const staged = await stageTable(
    {
      table,
      openBytes: async () => bytes,
      gzip: false,
      encoding: 'utf-8',
      csvPath: join(work.temp, `${stated.name}.csv`),
      limits: work.limits,
      budget,
      partBytes: work.partBytes,
      onPart: (part) => early.add(part),
      printedTimes,
      hash: false,
      onReadError: 'throw',
    },
    collector.of(stated.name, null),
  );
  return { staged: staged!, stated, file: null, early };
}
