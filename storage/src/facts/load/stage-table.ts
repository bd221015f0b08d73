import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, truncate } from 'node:fs/promises';
import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { keptErrorsPerTable, type ExchangeTable } from '@fundwatch/domain/collect';
import type { TableChecks } from './check-collector.js';
import { CsvScanner, type FormFault, type ScanResult } from './csv-scanner.js';
import { SourceProblem } from './package-source.js';
import type { LoadLimits } from './limits.js';
import { StagedParts } from './staged-parts.js';

/** A table whose bytes were read once: hashed, unpacked, transcoded, its records' form checked. */
export interface StagedTable {
  table: ExchangeTable;
  /** Sound data records, UTF-8, LF, no header, in order; no file where there is no record. */
  csvPaths: string[];
  /** sha256 of the bytes as sent, lower-case hex; '' where none was asked for. */
  sha256: string;
  /** Data records as sent, broken ones too. */
  rows: number;
  /** Columns in the order of the file; null = unknown or repeated, its values are not read. */
  columns: (string | null)[];
  scan: ScanResult;
  /** As in the options. */
  printedTimes: ReadonlySet<string> | undefined;
  /** A record that is too short may be among them, made up for by one that is too long. */
  countedTogether: boolean;
}

export interface StageOptions {
  table: ExchangeTable;
  /** Opens the bytes as sent. */
  openBytes: () => Promise<Readable>;
  gzip: boolean;
  encoding: 'utf-8' | 'gb18030';
  /** Where the records are written; see `StagedParts`. */
  csvPath: string;
  limits: LoadLimits;
  /** Bytes of one staged file; default 256 MiB. */
  partBytes?: number | undefined;
  /** Told about each staged file of a table that has several, as soon as it is there and while no fault was found. */
  onPart?: (part: StagedTable) => void;
  /** Times in the form in which PostgreSQL prints them, by field name (exchange databases). */
  printedTimes?: ReadonlySet<string> | undefined;
  /** What is left of the package's limit; shared by its tables. */
  budget: { bytes: number };
  /** False: nobody compares a hash of the bytes; default true. */
  hash?: boolean;
  /** Bytes that cannot be read are the sender's fault (default), or the connection's: then it throws. */
  onReadError?: 'report' | 'throw';
}

/** Raised when a package unpacks to more than the limit; ends the whole load. */
export class PackageTooLarge extends Error {
  override name = 'PackageTooLarge';
}

/** Reads a table's bytes in one pass into a temporary CSV; null when they cannot be read (the reason is in `checks`). */
export async function stageTable(options: StageOptions, checks: TableChecks): Promise<StagedTable | null> {
  let faults = 0;
  const scanner = new CsvScanner({
    encoding: options.encoding,
    maxRecordBytes: options.limits.rowBytes,
    onFault(record, fault) {
      checks.count(1);
      if (faults++ < keptErrorsPerTable) reportFault(checks, record, fault, scanner.expectedFields, options);
    },
  });
  const { table, csvPath: path, partBytes = defaultPartBytes, printedTimes, onPart } = options;
  const scan = scanner.result;
  const describe = (csvPaths: string[], columns: (string | null)[], sha256: string): StagedTable => {
    const { countedTogether } = scanner;
    return { table, csvPaths, sha256, rows: scan.records, columns, scan, printedTimes, countedTogether };
  };
  const parts = new StagedParts({
    path,
    partBytes,
    hasLineEndsInside: () => scan.sawNewlineInQuotes,
    onPart(part) {
      const columns = soundHeader(table, scan);
      if (columns && scan.faulty === 0) onPart?.(describe([part], columns, ''));
    },
  });
  let sha256: string;
  try {
    sha256 = await readOnce(options, scanner, parts);
  } catch (error) {
    if (error instanceof PackageTooLarge || options.onReadError === 'throw') throw error;
    const problemZh = error instanceof SourceProblem ? error.zh : '内容损坏，无法解压';
    checks.add('file_unreadable', {}, { problem: (error as Error).message, problemZh });
    return null;
  }
  return describe(parts.paths, readHeader(table, scan, checks), sha256);
}

const defaultPartBytes = 256 * 1024 ** 2;

/**
 * Counts the fields of every staged record one by one, where a first look counted them together, and leaves the faulty
 * records out. Once a table is known to have faults, so that each is told with its row.
 */
export async function stageExactly(staged: StagedTable, checks: TableChecks): Promise<StagedTable> {
  const { scan, csvPaths } = staged;
  const expected = scan.header?.length ?? 0;
  if (!staged.countedTogether || expected < 2) return staged;
  const toRow = rowNumbers(scan);
  const faulty: number[] = [];
  const scanner = new CsvScanner({
    encoding: 'utf-8',
    maxRecordBytes: Number.POSITIVE_INFINITY,
    exact: true,
    onFault(kept, fault) {
      checks.count(1);
      if (!toRow) return;
      const row = toRow(kept);
      if (faulty.length < keptErrorsPerTable && fault.kind === 'fields') {
        checks.keep('csv_field_count', { row }, { actual: fault.actual, expected });
      }
      faulty.push(row);
    },
  });
  // The staged records have no header; any line with as many fields stands for it.
  scanner.push(Buffer.from(`${','.repeat(expected - 1)}\n`));
  for (const csvPath of csvPaths) {
    const path = `${csvPath}.exact`;
    const out = new StagedParts({ path, partBytes: Number.POSITIVE_INFINITY, hasLineEndsInside: () => false });
    try {
      // Each file ends with a whole record, so that nothing is left for the next.
      for await (const chunk of createReadStream(csvPath, { highWaterMark: 1024 * 1024 })) {
        await out.write(scanner.push(chunk as Buffer));
      }
      await out.end();
    } finally {
      await out.close();
    }
    await (out.paths.length > 0 ? rename(path, csvPath) : truncate(csvPath));
  }
  const gaps = scan.gaps && scanner.result.gaps && mergeGaps(scan.gaps, faulty);
  const exact = { ...scan, faulty: scan.faulty + scanner.result.faulty, gaps };
  return { ...staged, scan: exact, countedTogether: false };
}

/** From the number among the sound records to the data row of the file; null when too many were left out. */
export function rowNumbers({ gaps }: ScanResult): ((kept: number) => number) | null {
  if (!gaps) return null;
  return (kept) => {
    let row = kept;
    for (const gap of gaps) {
      if (gap.first > row) break;
      row += gap.count;
    }
    return row;
  };
}

function mergeGaps(gaps: NonNullable<ScanResult['gaps']>, rows: number[]): NonNullable<ScanResult['gaps']> {
  return [...gaps, ...rows.map((first) => ({ first, count: 1 }))].sort((a, b) => a.first - b.first);
}

/** sha256 of a stream's bytes, lower-case hex. */
export async function hashBytes(bytes: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function readOnce(options: StageOptions, scanner: CsvScanner, out: StagedParts): Promise<string> {
  const hash = options.hash === false ? null : createHash('sha256');
  const source = await options.openBytes();
  let sent = 0;
  const hashing = new Transform({
    readableHighWaterMark: writeSize,
    transform(chunk: Buffer, _encoding, done) {
      sent += chunk.length;
      hash?.update(chunk);
      done(null, chunk);
    },
  });
  const gunzip = options.gzip ? createGunzip({ chunkSize: writeSize }) : null;
  const unpacked = gunzip ?? new PassThrough({ highWaterMark: writeSize });
  // Bytes that are neither hashed nor unpacked come in small pieces off a connection: they are read as they are.
  const direct = hash === null && gunzip === null;
  const flow = direct ? Promise.resolve() : pipeline(source, hashing, unpacked);
  flow.catch(() => {}); // The same failure arrives through the iteration below.
  try {
    let first = true;
    for await (const chunk of direct ? source : unpacked) {
      const bytes = chunk as Buffer;
      if (first && isUtf16(bytes))
        throw new SourceProblem('UTF-16 text', '是 UTF-16 编码的文本，应为 utf-8 或 gb18030');
      first = false;
      options.budget.bytes -= bytes.length;
      if (options.budget.bytes < 0) {
        if (options.onReadError !== 'throw') throw new PackageTooLarge();
        // A COPY that is left in the middle would block its connection: the rest is read and dropped.
        continue;
      }
      await out.write(scanner.push(bytes));
    }
    await flow;
    // Bytes of zero behind the end are passed over in silence, and whatever follows them.
    if (gunzip && gunzip.bytesWritten !== sent) throw dataAfterEnd();
    if (options.budget.bytes < 0) throw new PackageTooLarge();
    await out.write(scanner.end());
    await out.end();
    return hash?.digest('hex') ?? '';
  } catch (error) {
    // The gzip was over and its stream closed while bytes were still coming.
    throw gunzip && (error as Error).name === 'AbortError' ? dataAfterEnd() : error;
  } finally {
    source.destroy();
    await out.close();
  }
}

const dataAfterEnd = () => new SourceProblem('data after the end of the gzip stream', '压缩内容结束之后还有多余的数据');

/** By its byte order mark, which begins no text of the encodings that are sent. */
function isUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

const writeSize = 1024 * 1024;

/** The columns if the header has no fault. */
function soundHeader(table: ExchangeTable, scan: ScanResult): string[] | null {
  const header = scan.header ?? [];
  const isSound =
    new Set(header).size === header.length &&
    header.every((name) => table.fields.some((field) => field.name === name)) &&
    table.fields.every((field) => !field.required || header.includes(field.name));
  return isSound && header.length > 0 ? header : null;
}

function readHeader(table: ExchangeTable, scan: ScanResult, checks: TableChecks): (string | null)[] {
  if (!scan.header) {
    checks.add('header_missing');
    return [];
  }
  const known = new Set(table.fields.map((field) => field.name));
  const seen = new Set<string>();
  const columns = scan.header.map((name) => {
    if (!known.has(name)) checks.add('column_unknown', { column: name });
    else if (seen.has(name)) checks.add('column_repeated', { column: name });
    else {
      seen.add(name);
      return name;
    }
    return null;
  });
  for (const field of table.fields) {
    if (field.required && !seen.has(field.name)) checks.add('column_missing', { column: field.name });
  }
  return columns;
}

function reportFault(
  checks: TableChecks,
  record: number,
  fault: FormFault,
  expected: number,
  options: StageOptions,
): void {
  const place = { row: record || null };
  switch (fault.kind) {
    case 'fields':
      return checks.keep('csv_field_count', place, { actual: fault.actual, expected });
    case 'encoding':
      return checks.keep('encoding_invalid', place, { encoding: options.encoding });
    case 'nul':
      return checks.keep('nul_character', place);
    case 'too_long':
      return checks.keep('row_too_long', place, { limit: options.limits.rowBytes });
    default:
      return checks.keep('csv_malformed', place, malformed[fault.kind]);
  }
}

const malformed = {
  quote_in_text: { problemZh: '引号出现在未加引号的字段中', problem: 'a quote inside a field that is not quoted' },
  text_after_quote: { problemZh: '引号结束后还有内容', problem: 'text after the closing quote' },
  quote_open: { problemZh: '引号没有结束', problem: 'a quoted field is not closed' },
  bare_cr: { problemZh: '回车后没有换行', problem: 'a carriage return without a line feed' },
} as const satisfies Record<string, { problemZh: string; problem: string }>;
