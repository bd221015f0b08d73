import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  exchangeTable,
  tablesOf,
  totalledFields,
  type ExchangeTable,
  type SubmissionIdentity,
} from '@fundwatch/domain/collect';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { exchangeSchema } from './create-exchange-schema.js';
import { csvCell } from '../csv-cell.js';

/** A row by field name in the text forms of the CSV; null, '' or absent = missing. */
export type ExchangeRow = Record<string, string | null>;

export interface ExchangeResource {
  name: string;
  rows: number;
  controlTotals: Record<string, string>;
}

export interface SubmissionToWrite extends SubmissionIdentity {
  sentBy: string;
  /** Instant with offset. */
  sentAt: string;
  /** Tables of the dataset that the submission does not list at all; the others are listed, empty or not. */
  lacks?: readonly string[];
  /** Changes what is stated of the tables (a planted wrong control total). */
  state?: (resources: ExchangeResource[]) => ExchangeResource[];
}

/**
 * Writes one submission into an exchange database, in one transaction: rows by COPY, then the `submission` row with
 * row counts and control totals. Gives what it stated. Throws if the submission is there already.
 */
export async function writeSubmission(
  client: ClientBase,
  submission: SubmissionToWrite,
  tables: Record<string, Iterable<ExchangeRow> | AsyncIterable<ExchangeRow>>,
): Promise<ExchangeResource[]> {
  const due = tablesOf(submission.dataset);
  const stray = Object.keys(tables).find((name) => !due.includes(exchangeTable(name)));
  if (stray) throw new Error(`table ${stray} does not belong to dataset ${submission.dataset}`);
  await client.query('begin');
  try {
    await client.query(`set local timezone = 'Asia/Shanghai'`);
    const resources: ExchangeResource[] = [];
    for (const table of due) {
      if (submission.lacks?.includes(table.name)) continue;
      resources.push(await copyTable(client, submission, table, tables[table.name] ?? []));
    }
    const stated = submission.state?.(resources) ?? resources;
    const { agency, line, dataset, period, version, sentBy, sentAt } = submission;
    await client.query(
      `insert into ${exchangeSchema}.submission
         (agency, line, dataset, period, version, sent_by, sent_at, resources)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [agency, line, dataset, period, version, sentBy, sentAt, JSON.stringify(stated)],
    );
    await client.query('commit');
    return stated;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const chunkLength = 64 * 1024;

async function copyTable(
  client: ClientBase,
  submission: SubmissionToWrite,
  table: ExchangeTable,
  rows: Iterable<ExchangeRow> | AsyncIterable<ExchangeRow>,
): Promise<ExchangeResource> {
  const names = table.fields.map((field) => field.name);
  const known = new Set(names);
  const { agency, line, period, version } = submission;
  const lead = [agency, line, period, String(version)].map(csvCell).join(',');
  const totalled = totalledFields(table);
  const sums = totalled.map(() => 0n);
  let count = 0;

  async function* chunks(): AsyncGenerator<string> {
    let chunk = '';
    for await (const row of rows) {
      for (const name in row) if (!known.has(name)) throw new Error(`${table.name} has no field ${name}`);
      chunk += lead;
      for (const name of names) chunk += `,${csvCell(row[name])}`;
      chunk += '\n';
      totalled.forEach((field, i) => (sums[i]! += unitsOf(row[field.name], field.scale!)));
      count++;
      if (chunk.length >= chunkLength) {
        yield chunk;
        chunk = '';
      }
    }
    if (chunk) yield chunk;
  }

  const columns = ['agency', 'line', 'period', 'version', ...names].join(', ');
  const copy = client.query(copyFrom(`copy ${exchangeSchema}.${table.name} (${columns}) from stdin (format csv)`));
  await pipeline(Readable.from(chunks(), { objectMode: false }), copy);
  const controlTotals = Object.fromEntries(
    totalled.map((field, i) => [field.name, printUnits(sums[i]!, field.scale!)]),
  );
  return { name: table.name, rows: count, controlTotals };
}

/** Money and rates as whole units of their last decimal: sums are exact. Throws on text that is no such number. */
function unitsOf(text: string | null | undefined, scale: number): bigint {
  if (!text) return 0n;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match || (match[3]?.length ?? 0) > scale) throw new Error(`${text} is no number of ${scale} decimals`);
  const units = BigInt(match[2]! + (match[3] ?? '').padEnd(scale, '0'));
  return match[1] ? -units : units;
}

function printUnits(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
