import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { tablesOf, totalledFields, type Dataset, type ExchangeTable } from '@fundwatch/domain/collect';
import { ZipFile } from 'yazl';

/** A row by field name, in the text forms of the CSV; null or absent = empty. */
export type Row = Record<string, string | null>;

export interface PackageSpec {
  agency: string;
  line: string;
  dataset: Dataset;
  period: string;
  /** Default 1. */
  version?: number;
  sentBy?: string;
  sentAt?: string;
  /** Rows by table; the dataset's other tables are there and empty. */
  tables?: Record<string, Row[]>;
  /** Tables that the package does not hold at all. */
  lacks?: string[];
  /** Default 'folder'. `nested`: the files in one folder inside. */
  container?: 'folder' | 'zip';
  nested?: boolean;
  encoding?: 'utf-8' | 'gb18030';
  byteOrderMark?: boolean;
  gzip?: boolean;
  lineEnd?: '\n' | '\r\n';
  /** Header of a table; default every field of the standard, in its order. */
  columns?: Record<string, string[]>;
  /** The CSV of a table instead of its rows; what is stated of it (hash, rows, totals) still comes from hash and rows. */
  csv?: Record<string, string | Buffer>;
  /** Changes the stored bytes of a table after hash and totals were computed. */
  tamper?: Record<string, (bytes: Buffer) => Buffer>;
  /** Changes datapackage.json before it is written; a string or bytes given back are written as they are. */
  describe?: (document: PackageDocument) => unknown;
}

export interface PackageDocument {
  profile: string;
  name: string;
  agency: unknown;
  line: unknown;
  dataset: unknown;
  period: unknown;
  version: unknown;
  sentBy: unknown;
  sentAt: unknown;
  resources: ResourceDocument[];
}

export interface ResourceDocument {
  name: string;
  path: string;
  encoding: string;
  rows: unknown;
  hash: unknown;
  controlTotals: Record<string, unknown>;
}

/**
 * Writes a valid data package (unless the spec breaks it on purpose) below `folder`, and gives its path: the folder, or
 * the .zip. Hash, rows and control totals are computed.
 */
export async function buildPackage(folder: string, spec: PackageSpec): Promise<string> {
  const version = spec.version ?? 1;
  const name = `${spec.agency}-${spec.line}-${spec.dataset}-${spec.period}-v${version}`;
  const files = new Map<string, Buffer>();
  const resources: ResourceDocument[] = [];
  for (const table of tablesOf(spec.dataset)) {
    if (spec.lacks?.includes(table.name)) continue;
    const rows = spec.tables?.[table.name] ?? [];
    const bytes = tableBytes(table, rows, spec);
    const path = `${table.name}.csv${spec.gzip ? '.gz' : ''}`;
    files.set(path, spec.tamper?.[table.name]?.(bytes) ?? bytes);
    resources.push({
      name: table.name,
      path,
      encoding: spec.encoding ?? 'utf-8',
      rows: rows.length,
      hash: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
      controlTotals: controlTotals(table, rows),
    });
  }
  const document: PackageDocument = {
    profile: 'tabular-data-package',
    name,
    agency: spec.agency,
    line: spec.line,
    dataset: spec.dataset,
    period: spec.period,
    version,
    sentBy: spec.sentBy ?? '测试报送人',
    sentAt: spec.sentAt ?? '2026-11-09T10:21:00+08:00',
    resources,
  };
  const described = spec.describe?.(document);
  const text = typeof described === 'string' || Buffer.isBuffer(described) ? described : JSON.stringify(document);
  files.set('datapackage.json', Buffer.from(text));
  return spec.container === 'zip' ? writeZip(folder, name, files, spec) : writeFolder(folder, name, files, spec);
}

/** The decimal sum of every number field, with exactly its scale. */
export function controlTotals(table: ExchangeTable, rows: readonly Row[]): Record<string, string> {
  return Object.fromEntries(
    totalledFields(table).map(({ name, scale }) => {
      const sum = rows.reduce((total, row) => total + toUnits(row[name] ?? '', scale!), 0n);
      return [name, fromUnits(sum, scale!)];
    }),
  );
}

/** CSV text of rows, with a header; quotes only where they are needed. */
export function toCsv(columns: readonly string[], rows: readonly Row[], lineEnd = '\n'): string {
  const cell = (value: string | null | undefined) =>
    /[",\r\n]/.test(value ?? '') ? `"${value!.replaceAll('"', '""')}"` : (value ?? '');
  const lines = [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))];
  return lines.map((line) => line + lineEnd).join('');
}

/** gb18030 bytes of a text; Node only decodes it, so the code table is made from its decoder (two-byte range). */
export function encodeGb18030(text: string): Buffer {
  return Buffer.concat(
    [...text].map((character) => {
      const code = character.codePointAt(0)!;
      if (code < 0x80) return Buffer.from([code]);
      const bytes = gb18030Table().get(character);
      if (!bytes) throw new Error(`${character} is outside the two-byte range of gb18030`);
      return bytes;
    }),
  );
}

let gb18030: Map<string, Buffer> | undefined;

function gb18030Table(): Map<string, Buffer> {
  if (gb18030) return gb18030;
  const decoder = new TextDecoder('gb18030');
  gb18030 = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const bytes = Buffer.from([lead, trail]);
      gb18030.set(decoder.decode(bytes), bytes);
    }
  }
  return gb18030;
}

function tableBytes(table: ExchangeTable, rows: readonly Row[], spec: PackageSpec): Buffer {
  const columns = spec.columns?.[table.name] ?? table.fields.map((field) => field.name);
  const stray = rows.flatMap(Object.keys).find((name) => !columns.includes(name));
  if (stray) throw new Error(`a row of ${table.name} has ${stray}, which is no column`);
  const csv = spec.csv?.[table.name] ?? toCsv(columns, rows, spec.lineEnd);
  const mark = spec.byteOrderMark ? (spec.encoding === 'gb18030' ? [0x84, 0x31, 0x95, 0x33] : [0xef, 0xbb, 0xbf]) : [];
  const body = Buffer.isBuffer(csv) ? csv : spec.encoding === 'gb18030' ? encodeGb18030(csv) : Buffer.from(csv);
  const bytes = Buffer.concat([Buffer.from(mark), body]);
  return spec.gzip ? gzipSync(bytes) : bytes;
}

async function writeFolder(folder: string, name: string, files: Map<string, Buffer>, spec: PackageSpec) {
  const root = join(folder, name);
  const inside = spec.nested ? join(root, 'inside') : root;
  await mkdir(inside, { recursive: true });
  for (const [path, bytes] of files) await writeFile(join(inside, path), bytes);
  return root;
}

async function writeZip(folder: string, name: string, files: Map<string, Buffer>, spec: PackageSpec) {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.zip`);
  const zip = new ZipFile();
  for (const [file, bytes] of files) zip.addBuffer(bytes, spec.nested ? `${name}/${file}` : file);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

// A text that is no sound number counts as nothing: broken packages state the totals of their sound values.
function toUnits(text: string, scale: number): bigint {
  const match = /^ *(-?)(\d+)(?:\.(\d*))? *$/.exec(text);
  if (!match || (match[3] ?? '').length > scale) return 0n;
  const units = BigInt(match[2]! + (match[3] ?? '').padEnd(scale, '0'));
  return match[1] ? -units : units;
}

function fromUnits(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
