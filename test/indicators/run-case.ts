import type { CasePlan, Indicator } from '@fundwatch/indicators';
import {
  createFactStore,
  type FactQuery,
  type HitRow,
  type PostgresCaseStore,
  writeCaseFiles,
} from '@fundwatch/storage/facts';

/** One row as a case writes it: the contract's column names, then the evidence. */
export type CaseRow = Record<string, string | null>;

/** Runs a case on DuckDB, through real Parquet files in a folder of its own. */
export async function runCaseOnDuckdb(indicator: Indicator, plan: CasePlan, folder: string): Promise<CaseRow[]> {
  const files = await writeCaseFiles(plan.files, folder);
  const run = await createFactStore('duckdb').openRun({ ...plan, files, memoryLimit: '512MiB', threads: 1 });
  try {
    const rows: CaseRow[] = [];
    for await (const row of run.evaluate(queryOf(indicator, plan))) rows.push(asCaseRow(row));
    return rows;
  } finally {
    await run.close();
  }
}

/** Runs a case on PostgreSQL. */
export async function runCaseOnPostgres(
  indicator: Indicator,
  plan: CasePlan,
  store: PostgresCaseStore,
): Promise<CaseRow[]> {
  return (await store.evaluate(plan, queryOf(indicator, plan))).map(asCaseRow);
}

function queryOf(indicator: Indicator, plan: CasePlan): FactQuery {
  const { sql, needs, evidence } = indicator;
  return { sql, needs, evidence, parameters: plan.parameters };
}

function asCaseRow(row: HitRow): CaseRow {
  return {
    verdict: row.verdict,
    agency: row.agency,
    line: row.line,
    subject: row.subject,
    hit_key: row.hitKey,
    related_key: row.relatedKey,
    first_period: row.firstPeriod,
    observed: row.observed,
    threshold: row.threshold,
    amount: row.amount,
    severity: row.severity,
    missing: row.missing,
    ...row.evidence,
  };
}

/** The rows cut to the columns that a case names, row by row, so that the two can be compared whole. */
export function namedColumns(rows: readonly CaseRow[], expected: readonly CaseRow[]): CaseRow[] {
  return rows.map((row, i) => {
    const names = Object.keys(expected[i] ?? row);
    return Object.fromEntries(names.map((name) => [name, name in row ? row[name]! : `no column ${name}`]));
  });
}
