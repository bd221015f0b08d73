import type { Writable } from 'node:stream';
import { once } from 'node:events';
import { DomainError, type ErrorCode } from '@fundwatch/domain';
import { byteOrderMark, exchangeTable, maskableColumns, writeCsvLine } from '@fundwatch/domain/collect';
import { maskValue } from '@fundwatch/domain/identity';
import { findSubjects, readFactPage, readSubjectRows, streamFactRows, type ReadLimits } from '@fundwatch/storage/facts';
import type {
  FactCsvRequest,
  FactPageRead,
  ReadingRequest,
  SubjectFactsRead,
  SubjectsFound,
} from '../collect/facts-reader.js';

type WholeRead = FactPageRead | SubjectFactsRead | SubjectsFound;

/** The first line of every reply, as JSON; after `ok` of a CSV its bytes follow. */
export type ReadingHead =
  { ok: true; read: WholeRead | null } | { ok: false; code: ErrorCode; details: Record<string, unknown> };

/** Answers one request on `out`: a head line, and for a CSV its bytes. Waits when `out` is full. */
export async function answerReading(request: ReadingRequest, limits: ReadLimits, out: Writable): Promise<void> {
  try {
    const read = await readWhole(request, limits);
    await write(out, `${JSON.stringify({ ok: true, read } satisfies ReadingHead)}\n`);
  } catch (error) {
    const { code, details } = error instanceof DomainError ? error : new DomainError('READING_FAILED');
    await write(out, `${JSON.stringify({ ok: false, code, details } satisfies ReadingHead)}\n`);
    throw error;
  }
  if (request.kind === 'csv') await writeCsv(request, limits, out);
}

/** What fits into the head; of a CSV nothing does. */
async function readWhole(request: ReadingRequest, limits: ReadLimits): Promise<WholeRead | null> {
  if (request.kind === 'page') return readFactPage({ ...request, table: exchangeTable(request.table) }, limits);
  if (request.kind === 'csv') return null;
  if (request.kind === 'find') return { lookups: await findSubjects(request, limits) };
  const tables = request.tables.map((one) => ({ ...one, table: exchangeTable(one.table) }));
  return { tables: await readSubjectRows({ ...request, tables }, limits) };
}

async function writeCsv({ table: name, path, masked }: FactCsvRequest, limits: ReadLimits, out: Writable) {
  const table = exchangeTable(name);
  const columns = maskableColumns(table);
  await write(out, byteOrderMark + writeCsvLine(columns.map((column) => column.name)));
  if (path === null) return;
  const show = (values: (string | null)[]) =>
    masked ? values.map((value, i) => maskValue(columns[i]!, value)) : values;
  await streamFactRows({ table, path }, limits, (rows) =>
    write(out, rows.map((values) => writeCsvLine(show(values))).join('')),
  );
}

async function write(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain');
}
