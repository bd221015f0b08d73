import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isWorkingDay, builtInCalendar, addDays } from '@fundwatch/domain/calendar';
import { exchangeTables, type CheckError } from '@fundwatch/domain/collect';
import {
  concludeRule,
  decideScopes,
  type AcceptedSubmission,
  type IndicatorDefinition,
  type RuleConclusion,
  type RuleSummary,
  type ScopeDecision,
} from '@fundwatch/domain/evaluate';
import {
  isCheckable,
  loadRules,
  loadStatutoryTables,
  parseStatutoryTable,
  type CheckableRule,
} from '@fundwatch/indicators';
import {
  createFactStore,
  loadPackage,
  type FactRow,
  type FactRun,
  type FactSource,
  type LoadedTable,
} from '@fundwatch/storage/facts';
import {
  demoMonths,
  demoRegion,
  expectedSubmissions,
  generateRegion,
  officeFigures,
  statedResources,
  type DemoOptions,
  type DemoPeriod,
  type GeneratedSubmission,
} from '../../cli/src/demo/index.js';
import { buildPackage, type PackageDocument } from '../support/package-builder.js';
import { supervisionAlerts, supervisionExports } from './supervision-rows.js';

type Stated = PackageDocument['resources'][number] & { controlTotals: Record<string, string> };

export interface Collected {
  files: FactSource[];
  /** Files of accepted versions that a later one replaced. */
  replaced: FactSource[];
  submissions: FactRow[];
  /** What was found of every table of every version, and of the accepted ones their control totals. */
  tables: FactRow[];
  totals: FactRow[];
  /** Reasons of refusals. */
  checks: FactRow[];
  /** External tables as accepted versions brought them. */
  feeds: FactRow[];
  refused: GeneratedSubmission[];
  /** Errors of what should have been accepted. */
  problems: string[];
}

/** Sends every generated submission through the loader; the latest accepted version of each is what runs read. */
export async function collectRegion(home: string, options: DemoOptions): Promise<Collected> {
  const collected: Collected = {
    files: [],
    replaced: [],
    submissions: [],
    tables: [],
    totals: [],
    checks: [],
    feeds: [],
    refused: [],
    problems: [],
  };
  for (const one of generateRegion(options)) {
    const folder = join(home, 'sent');
    await mkdir(folder, { recursive: true });
    const { agency, line, dataset, period, version, sentBy, sentAt, tables } = one;
    const describe = (document: PackageDocument) => {
      document.resources = statedResources(one, document.resources as Stated[]);
    };
    const path = await buildPackage(folder, { ...one, tables, describe });
    const loaded = await loadPackage(path, {
      factsRoot: join(home, 'facts'),
      tempDirectory: join(home, 'temp'),
      threads: 1,
    });
    await rm(path, { recursive: true, force: true });
    const at = sentAt.slice(0, 19);
    const key = { agency, line, dataset, period, version: String(version) };
    const accepted = loaded.state === 'acceptable';
    const state = accepted ? 'accepted' : 'refused';
    collected.submissions.push({ ...key, state, sent_at: at, arrived_at: at, accepted_at: accepted ? at : null });
    if (loaded.state !== 'known') keepTables(collected, { ...key, state }, loaded.tables, at);
    if (loaded.state === 'refused') keepChecks(collected, key, loaded.errors);
    if (loaded.state !== 'acceptable') {
      collected.refused.push(one);
      if (!one.expectRefusal)
        collected.problems.push(`${Object.values(key).join(' ')} ${sentBy}: ${JSON.stringify(loaded)}`);
      continue;
    }
    const earlier = collected.files.filter(
      (file) => file.agency === agency && file.line === line && file.dataset === dataset && file.period === period,
    );
    collected.replaced.push(...earlier);
    collected.files = collected.files.filter((file) => !earlier.includes(file));
    for (const { table, rows, file } of loaded.tables) {
      collected.files.push({ table, agency, line, dataset, period, version, path: file?.path ?? null, rows });
    }
  }
  return collected;
}

function keepTables(
  collected: Collected,
  version: Record<'agency' | 'line' | 'dataset' | 'period' | 'version' | 'state', string>,
  tables: readonly LoadedTable[],
  at: string,
): void {
  const { state, ...key } = version;
  for (const { table, rows, controlTotals, contentHash } of tables) {
    collected.tables.push({ ...version, table_name: table, rows: String(rows), content_hash: contentHash });
    if (state !== 'accepted') continue;
    for (const [column_name, total] of Object.entries(controlTotals))
      collected.totals.push({ ...key, table_name: table, column_name, total });
    if (key.dataset !== 'external') continue;
    const { agency, period, version: number } = key;
    collected.feeds.push({ agency, feed: table, period, version: number, rows: String(rows), loaded_at: at });
  }
}

function keepChecks(collected: Collected, key: FactRow, errors: readonly CheckError[]): void {
  for (const { checkCode, table, row, column, value, reason } of errors) {
    const place = { table_name: table, row_no: row === null ? null : String(row), column_name: column, value };
    collected.checks.push({ ...key, check_code: checkCode, ...place, reason: reason.zh });
  }
}

/** The files of a run before the corrected versions came. */
export function filesBeforeCorrection({ files, replaced }: Collected): FactSource[] {
  const key = ({ agency, line, dataset, period }: FactSource) => [agency, line, dataset, period].join('/');
  const corrected = new Set(replaced.map(key));
  return [...files.filter((file) => !corrected.has(key(file))), ...replaced];
}

/** Where each indicator runs in a month, as the product decides it. */
export function scopesOf(collected: Collected, indicator: IndicatorDefinition, period: DemoPeriod): ScopeDecision[] {
  const keys = expectedSubmissions().filter(({ agency }) => agency !== demoRegion.code);
  return decideScopes({
    indicator,
    period,
    present: keys.map(({ agency, line }) => ({ agency, line })),
    accepted: acceptedUpTo(collected.files, period),
    expected: expectedSubmissions(),
    region: demoRegion.code,
    fullTables: new Set(exchangeTables.filter(({ mode }) => mode === 'full').map(({ name }) => name)),
  });
}

function acceptedUpTo(files: readonly FactSource[], period: string): AcceptedSubmission[] {
  const accepted = new Map<string, AcceptedSubmission & { tables: string[] }>();
  for (const { agency, line, dataset, period: of, table } of files) {
    const key = [agency, line, dataset, of].join('/');
    const one = accepted.get(key) ?? { agency, line, dataset, period: of, tables: [] };
    one.tables.push(table);
    accepted.set(key, one);
  }
  return [...accepted.values()].filter((one) => one.period <= period);
}

/** The result of one rule at one place, with what a run reads of it. */
export interface CheckedRule extends RuleConclusion {
  rule: string;
  unit: string;
  tolerance: string | null;
  brokenRows: number;
}

/** Checks every rule of a month over these files, as the product does it agency by agency. */
export async function checkRulesOf(
  collected: Collected,
  period: DemoPeriod,
  files: readonly FactSource[] = collected.files,
): Promise<CheckedRule[]> {
  const run = await openMonth(period, files, systemRows(collected, period, []));
  try {
    const results: CheckedRule[] = [];
    for (const rule of (await loadRules()).filter(isCheckable)) results.push(...(await checkRule(run, rule, files)));
    return results;
  } finally {
    await run.close();
  }

  async function checkRule(run: FactRun, rule: CheckableRule, from: readonly FactSource[]): Promise<CheckedRule[]> {
    const summaries = new Map<string, RuleSummary>();
    const broken = new Map<string, number>();
    for await (const { verdict, agency, line, compared, left, right, difference, missing } of run.checkRule(rule)) {
      const place = `${agency}/${line}`;
      if (verdict === 'row') broken.set(place, (broken.get(place) ?? 0) + 1);
      else summaries.set(place, { verdict, compared: compared ?? 0, left, right, difference, missing });
    }
    const needs = rule.scope === 'line' ? rule.needs : rule.needs.filter(({ dataset }) => dataset === 'control');
    const definition = { ...rule, needs, reach: 'agency' } as unknown as IndicatorDefinition;
    return scopesOf({ ...collected, files: [...from] }, definition, period).map((scope) => {
      const place = `${scope.agency}/${scope.line}`;
      return {
        rule: rule.code,
        unit: rule.compares.unit,
        tolerance: rule.parameters.find(({ name }) => name === 'tolerance')?.value ?? null,
        brokenRows: broken.get(place) ?? 0,
        ...concludeRule(scope, summaries.get(place)),
      };
    });
  }
}

/** Opens a month's facts, as a run on the demonstration's last day. */
export function openMonth(
  period: DemoPeriod,
  files: readonly FactSource[],
  system: ReturnType<typeof systemRows>,
): Promise<FactRun> {
  const { firstDay, lastDay, dueOn } = demoMonths[period];
  return createFactStore('duckdb').openRun({
    period,
    firstDay,
    lastDay,
    dueOn,
    asOf: '2026-10-20',
    files,
    absentTables: [],
    system,
  });
}

/** The delivered figures, and those that the demonstration's office enters beside them. */
const statutory: Record<string, FactRow[]> = Object.fromEntries(
  [...(await loadStatutoryTables())].map(([table, { rows }]) => [`statutory_${table}`, [...rows]]),
);
for (const { table, rows } of officeFigures.map(({ file }) => parseStatutoryTable(file)))
  statutory[`statutory_${table}`]!.push(...rows);

/** The system tables of a run at the demonstration's end. */
export function systemRows(collected: Collected, period: DemoPeriod, rules: readonly CheckedRule[]) {
  const expected = expectedSubmissions().map(({ agency, line, dataset }) => ({ agency, line, dataset, period }));
  const upToMonth = (rows: readonly FactRow[]) => rows.filter((row) => (row['period'] ?? '') <= period);
  const days: FactRow[] = [];
  for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
    days.push({ day, is_working: String(isWorkingDay(builtInCalendar, day)) });
  }
  return {
    ...statutory,
    submission: upToMonth(collected.submissions),
    submission_table: upToMonth(collected.tables),
    submission_total: upToMonth(collected.totals),
    submission_check: collected.checks.filter((row) => row['period'] === period),
    external_feed: upToMonth(collected.feeds),
    expected_submission: expected,
    rule_result: rules.map((one): FactRow => ({
      agency: one.agency,
      line: one.line,
      period,
      rule: one.rule,
      state: one.state,
      left_value: one.left,
      right_value: one.right,
      difference: one.difference,
      tolerance: one.tolerance,
      broken_rows: String(one.brokenRows),
      unit: one.unit,
    })),
    working_day: days,
    // The stories are the same whatever the number of persons is.
    supervision_alert: supervisionAlerts({ persons: 12 }, period),
    supervision_export: supervisionExports(period),
  };
}
