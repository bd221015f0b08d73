import type { CasePlan, CheckableRule } from '@fundwatch/indicators';
import {
  createFactStore,
  type FactQuery,
  type PostgresCaseStore,
  type RuleRow,
  writeCaseFiles,
} from '@fundwatch/storage/facts';
import type { CaseRow } from './run-case.js';

/** Runs a rule's case on DuckDB, through real Parquet files in a folder of its own. */
export async function runRuleOnDuckdb(rule: CheckableRule, plan: CasePlan, folder: string): Promise<CaseRow[]> {
  const files = await writeCaseFiles(plan.files, folder);
  const run = await createFactStore('duckdb').openRun({ ...plan, files, memoryLimit: '512MiB', threads: 1 });
  try {
    const rows: CaseRow[] = [];
    for await (const row of run.checkRule(queryOf(rule, plan))) rows.push(asCaseRow(row));
    return rows;
  } finally {
    await run.close();
  }
}

/** Runs a rule's case on PostgreSQL. */
export async function runRuleOnPostgres(
  rule: CheckableRule,
  plan: CasePlan,
  store: PostgresCaseStore,
): Promise<CaseRow[]> {
  return (await store.checkRule(plan, queryOf(rule, plan))).map(asCaseRow);
}

function queryOf({ sql, needs, evidence }: CheckableRule, plan: CasePlan): FactQuery {
  return { sql, needs, evidence, parameters: plan.parameters };
}

function asCaseRow(row: RuleRow): CaseRow {
  return {
    verdict: row.verdict,
    agency: row.agency,
    line: row.line,
    item: row.item,
    compared: row.compared === null ? null : String(row.compared),
    left_value: row.left,
    right_value: row.right,
    difference: row.difference,
    missing: row.missing,
    ...row.evidence,
  };
}
