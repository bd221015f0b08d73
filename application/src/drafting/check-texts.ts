import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import type { DraftCaseResult, DraftCaseRow, DraftCheckResult, DraftTexts } from '@fundwatch/domain/evaluate';
import {
  checkDraft,
  loadStatutoryTables,
  planCase,
  readLegalBases,
  type Indicator,
  type IndicatorCase,
  type StatutoryContents,
} from '@fundwatch/indicators';
import { createFactStore, type HitRow, writeCaseFiles } from '@fundwatch/storage/facts';

/** A draft to be checked, and what its query is held to. */
export interface DraftCheckRequest {
  code: string;
  texts: DraftTexts;
  /** Where the fact files of the cases are written; whoever asks removes them. */
  folder: string;
  /** DuckDB's own notation. */
  memoryLimit: string;
  /** For one case. */
  timeLimitMs: number;
  /** Rows that a case may give. */
  rowLimit: number;
}

export interface DraftCheckReply {
  result: DraftCheckResult;
  /** What the texts define; null while something is wrong with them. */
  definition: Indicator | null;
}

/** Rows of a result that are kept for people to read. */
const ROWS_SHOWN = 50;

/** Checks the texts of a draft, and runs its cases on DuckDB if they are sound. To be done in a process of its own. */
export async function checkTexts(request: DraftCheckRequest): Promise<DraftCheckReply> {
  const { problems, indicator, cases } = await checkDraft(request.code, request.texts, await readLegalBases());
  if (!indicator || problems.length > 0) return { result: { problems, cases: [], failure: null }, definition: null };
  const statutory = await loadStatutoryTables();
  const results: DraftCaseResult[] = [];
  for (const [i, one] of cases.entries())
    results.push(await runCase(indicator, one, statutory, join(request.folder, String(i)), request));
  return { result: { problems: [], cases: results, failure: null }, definition: indicator };
}

async function runCase(
  indicator: Indicator,
  one: IndicatorCase,
  statutory: StatutoryContents,
  folder: string,
  { memoryLimit, timeLimitMs, rowLimit }: DraftCheckRequest,
): Promise<DraftCaseResult> {
  const { name, kind, expect: expected } = one;
  const rows: DraftCaseRow[] = [];
  try {
    const plan = planCase(indicator, one, statutory);
    const files = await writeCaseFiles(plan.files, folder);
    const options = { ...plan, files, memoryLimit, threads: 1, spills: false };
    const run = await createFactStore('duckdb').openRun(options);
    try {
      const { sql, needs, evidence } = indicator;
      for await (const row of run.evaluate({ sql, needs, evidence, parameters: plan.parameters, timeLimitMs })) {
        if (rows.length >= rowLimit)
          throw new DomainError('INDICATOR_INVALID', { problems: [`more than ${rowLimit} rows`] });
        rows.push(asCaseRow(row));
      }
    } finally {
      await run.close();
    }
  } catch (error) {
    return { name, kind, passed: false, error: said(error), expected, found: [], foundRows: rows.length };
  }
  const found = rows.slice(0, ROWS_SHOWN).map((row, i) => namedColumns(row, expected[i]));
  const passed = rows.length === expected.length && rows.every((row, i) => isAsExpected(row, expected[i]!));
  return { name, kind, passed, error: null, expected, found, foundRows: rows.length };
}

function said(error: unknown): string {
  if (!(error instanceof DomainError)) return (error as Error).message.slice(0, 1_000);
  const { problems, reason } = error.details;
  return Array.isArray(problems) ? problems.join('; ') : String(reason ?? error.code).slice(0, 1_000);
}

function isAsExpected(row: DraftCaseRow, expected: DraftCaseRow): boolean {
  return Object.entries(expected).every(([name, value]) => name in row && row[name] === value);
}

/** The columns that a case names; all of a row that it does not expect. */
function namedColumns(row: DraftCaseRow, expected: DraftCaseRow | undefined): DraftCaseRow {
  return Object.fromEntries(Object.keys(expected ?? row).map((name) => [name, row[name] ?? null]));
}

function asCaseRow({ evidence, hitKey, relatedKey, firstPeriod, ...row }: HitRow): DraftCaseRow {
  return { ...row, hit_key: hitKey, related_key: relatedKey, first_period: firstPeriod, ...evidence };
}
