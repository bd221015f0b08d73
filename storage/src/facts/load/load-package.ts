import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  checkError,
  exchangeTable,
  readDescription,
  type StatedResource,
  type SubmissionIdentity,
} from '@fundwatch/domain/collect';
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
import { unpackedLimit } from './limits.js';
import { descriptionName, openPackage, SourceProblem, type PackageSource } from './package-source.js';
import { hashBytes, PackageTooLarge, stageTable } from './stage-table.js';

/**
 * Reads a data package (a folder, or a .zip of it) and makes every check of the exchange standard that needs no
 * database. Nothing is placed or stored: an acceptable package's Parquet files wait to be placed by `placeFactFiles`,
 * after the caller has decided about the version. Faults of the sender never throw; they come back as errors.
 *
 * @param path the folder or the .zip
 */
export async function loadPackage(path: string, options: LoadOptions): Promise<LoadResult> {
  return withLoadWork(options, async (work) => {
    const collector = new CheckCollector();
    let source: PackageSource | null = null;
    try {
      source = await openPackage(path, work.limits);
      return await loadOpened(source, collector, work, options);
    } catch (error) {
      if (error instanceof SourceProblem) {
        collector.add(checkError('package_unreadable', {}, { problem: error.message, problemZh: error.zh }));
      } else if (error instanceof PackageTooLarge) {
        collector.add(checkError('package_too_large', {}, { limit: work.limits.packageBytes }));
      } else throw error;
      return refused(collector, null);
    } finally {
      await source?.close();
    }
  });
}

async function loadOpened(
  source: PackageSource,
  collector: CheckCollector,
  work: LoadWork,
  options: LoadOptions,
): Promise<LoadResult> {
  const document = await readDocument(source, collector, work.limits.descriptionBytes);
  if (document === undefined) return refused(collector, null);
  const { identity, description, errors } = readDescription(document, { kind: 'package', ...options });
  for (const error of errors) collector.add(error);
  if (!description) return refused(collector, identity && { identity, sentBy: null, sentAt: null });

  const lacking = (await options.mayLack?.(description.identity)) ?? [];
  const listed = listTables(description, lacking, collector);
  const limit = unpackedLimit(source.size, work.limits);
  if (source.declaredSize > limit) {
    collector.add(checkError('package_too_large', {}, { limit }));
    return refused(collector, description);
  }
  const budget = { bytes: limit };
  const tables: TableToLoad[] = [];
  let unread = 0;
  try {
    for (const stated of listed) {
      const staged = await stageFile(source, stated, description.identity, collector, work, budget);
      if (staged) tables.push(staged);
      else unread++;
    }
  } catch (error) {
    if (!(error instanceof PackageTooLarge)) throw error;
    collector.add(checkError('package_too_large', {}, { limit }));
    return refused(collector, description);
  }
  const contentHash = unread
    ? null
    : submissionHash(tables.map(({ staged, stated }) => ({ stated, contentHash: staged.sha256 })));
  if (contentHash && (await options.isKnown?.(description.identity, contentHash))) {
    const { sentBy, sentAt } = description;
    return { state: 'known', sentBy, sentAt, identity: description.identity, contentHash };
  }

  const loaded = await loadTables(tables, description.identity, collector, work, { ...values, rowsHash: false });
  if (collector.any) return refused(collector, description, contentHash, loaded);
  return acceptable(description, contentHash!, loaded, work);
}

async function readDocument(source: PackageSource, collector: CheckCollector, limit: number): Promise<unknown> {
  if (!source.names.has(descriptionName)) {
    collector.add(checkError('datapackage_missing', { file: descriptionName }));
    return undefined;
  }
  const invalid = (problem: string, problemZh: string) => {
    collector.add(checkError('datapackage_invalid', { file: descriptionName }, { problem, problemZh }));
  };
  const chunks: Buffer[] = [];
  let size = 0;
  const bytes = await source.openFile(descriptionName);
  try {
    for await (const chunk of bytes) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size > limit) return void invalid(`larger than ${limit} bytes`, `超过上限 ${limit} 字节`);
    }
  } catch (error) {
    return void invalid((error as Error).message, '内容损坏，无法解压');
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (error) {
    return void (error instanceof SyntaxError
      ? invalid('not valid JSON', '不是有效的 JSON')
      : invalid('not valid UTF-8', '不是有效的 UTF-8'));
  }
}

/** The CSV form of times has no fractions of a second. */
const values = { fractions: false };

const plainFileName = /^[^/\\:\0-\x1f]+\.csv(\.gz)?$/i;
const encodings = ['utf-8', 'gb18030'] as const;

async function stageFile(
  source: PackageSource,
  stated: StatedResource,
  identity: SubmissionIdentity,
  collector: CheckCollector,
  work: LoadWork,
  budget: { bytes: number },
): Promise<TableToLoad | null> {
  const file = stated.path!;
  const checks = collector.of(stated.name, file);
  const encoding = encodings.find((one) => one === stated.encoding!.toLowerCase());
  if (!encoding) checks.add('encoding_unknown', {}, { encoding: stated.encoding! });
  if (!plainFileName.test(file)) checks.add('path_invalid', {}, { path: file });
  else if (!source.names.has(file)) checks.add('file_missing');
  else if (encoding) {
    const early = new EarlyParts({ engine: work.engine, identity, folder: work.temp, values });
    const staged = await stageTable(
      {
        table: exchangeTable(stated.name),
        openBytes: () => source.openFile(file),
        gzip: file.toLowerCase().endsWith('.gz'),
        encoding,
        csvPath: join(work.temp, `${stated.name}.csv`),
        limits: work.limits,
        partBytes: work.partBytes,
        onPart: (part) => early.add(part),
        budget,
      },
      checks,
    );
    if (staged) return { staged, stated, file, early };
    early.stop();
    // Bytes that cannot be unpacked were most likely changed on the way: say that, too.
    const actual = await hashIfReadable(() => source.openFile(file));
    if (actual && actual !== stated.sha256) checks.add('hash_mismatch', {}, { stated: stated.sha256!, actual });
  }
  return null;
}

async function hashIfReadable(openBytes: () => Promise<Readable>): Promise<string | null> {
  try {
    return await hashBytes(await openBytes());
  } catch {
    return null;
  }
}
