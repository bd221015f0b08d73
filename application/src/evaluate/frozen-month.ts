import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { readCanonicalHits, type KeptHit, type ScopeDecision, type SystemTable } from '@fundwatch/domain/evaluate';
import type { Indicator } from '@fundwatch/indicators';
import type { CountingSubmission, ListedFactFile, MonthClose } from '@fundwatch/storage';
import type { Application } from '../application.js';

/** Everything that a run of a closed month reads: file hashes, rows of the system tables, and where each indicator speaks. */
export interface FrozenInputs {
  period: string;
  asOf: string;
  dueOn: string | null;
  calendarVersion: string;
  submissions: CountingSubmission[];
  files: ListedFactFile[];
  system: Partial<Record<SystemTable, Record<string, string | null>[]>>;
  decisions: Record<string, ScopeDecision[]>;
}

/** Keeps a document as a content-addressed object; its name is its hash. Put it before the transaction that lists it. */
export async function freeze(app: Application, document: unknown): Promise<string> {
  const bytes = typeof document === 'string' ? document : JSON.stringify(document);
  return (await app.objects.put(Readable.from([bytes]))).sha256;
}

export async function readFrozenInputs(app: Application, close: MonthClose): Promise<FrozenInputs> {
  return (await readJson(app, close.inputsObject)) as FrozenInputs;
}

/** The indicators as they were when the month was closed: queries, parameters and texts. */
export async function readFrozenIndicators(app: Application, close: MonthClose): Promise<Map<string, Indicator>> {
  const indicators = (await readJson(app, close.indicatorsObject)) as Indicator[];
  return new Map(indicators.map((indicator) => [indicator.code, indicator]));
}

export async function readFrozenHits(app: Application, close: MonthClose): Promise<KeptHit[]> {
  return readCanonicalHits(await text(await app.objects.openRead(close.hitsObject)));
}

async function readJson(app: Application, object: string): Promise<unknown> {
  return JSON.parse(await text(await app.objects.openRead(object)));
}
