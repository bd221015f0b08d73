import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findRuleFolders,
  isCheckable,
  loadRuleCases,
  planCase,
  readRule,
  type Rule,
  type RuleCase,
} from '@fundwatch/indicators';
import { openPostgresCaseStore, type PostgresCaseStore } from '@fundwatch/storage/facts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { namedColumns } from './run-case.js';
import { runRuleOnDuckdb, runRuleOnPostgres } from './run-rule-case.js';

interface Loaded {
  folder: string;
  rule?: Rule;
  list: RuleCase[];
  problem?: unknown;
}

const catalogue = await Promise.all((await findRuleFolders()).map(load));

/** A broken rule fails its own tests, not everybody's. */
async function load(folder: string): Promise<Loaded> {
  try {
    const rule = await readRule(folder);
    return { folder, rule, list: isCheckable(rule) ? await loadRuleCases(rule) : [] };
  } catch (problem) {
    return { folder, list: [], problem };
  }
}

let database: TestDatabase;
let postgres: PostgresCaseStore;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fundwatch-rules-'));
  database = await createTestDatabase();
  postgres = await openPostgresCaseStore(database.adminUrl);
});

afterAll(async () => {
  await postgres?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

it('has rules to check', () => {
  expect(catalogue.length).toBeGreaterThan(0);
});

describe.each(catalogue)('$folder', ({ rule, list, problem }) => {
  it('can be read', () => {
    expect(problem).toBeUndefined();
  });
  if (!rule || !isCheckable(rule)) return;

  it('has a case that holds, one that is broken and a near miss, under names of their own', () => {
    const kinds = new Set(list.map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['holds', 'broken', 'near_miss']));
    const names = list.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has cases whose kind is what they expect', () => {
    const wrong = list.filter(({ kind, expect: rows }) => {
      const verdicts = new Set(rows.map(({ verdict }) => verdict));
      if (kind === 'broken') return !verdicts.has('broken') || !verdicts.has('row');
      if (kind === 'not_checkable') return !verdicts.has('not_checkable');
      return verdicts.has('broken') || verdicts.has('row');
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('has a case that cannot be checked if its query ever says so', () => {
    const says = rule.sql.includes(`'not_checkable'`);
    expect(list.some(({ kind }) => kind === 'not_checkable')).toBe(says);
  });

  it.each(list.map((one, number) => ({ ...one, number })))('$kind: $name', async (one) => {
    const plan = planCase(rule, one);
    const onDuckdb = await runRuleOnDuckdb(rule, plan, join(folder, `${rule.code}-${one.number}`));
    const onPostgres = await runRuleOnPostgres(rule, plan, postgres);
    expect(onPostgres, 'PostgreSQL gives the same rows as DuckDB').toEqual(onDuckdb);
    expect(namedColumns(onDuckdb, one.expect)).toEqual(one.expect);
    expect(brokenContract(onDuckdb)).toEqual([]);
  });
});

/** What the rows say against the contract of a rule: one summary an agency × line, rows only behind a broken one. */
function brokenContract(rows: readonly Record<string, string | null>[]): string[] {
  const summaries = new Map<string, string>();
  const items = new Set<string>();
  const problems: string[] = [];
  for (const { verdict, agency, line } of rows.filter((row) => row.verdict !== 'row')) {
    if (summaries.has(`${agency}|${line}`)) problems.push(`two summaries of ${agency} ${line}`);
    summaries.set(`${agency}|${line}`, verdict!);
  }
  for (const { agency, line, item } of rows.filter((row) => row.verdict === 'row')) {
    if (summaries.get(`${agency}|${line}`) !== 'broken') problems.push(`${item}: no broken summary`);
    if (items.has(`${agency}|${line}|${item}`)) problems.push(`${item}: twice in ${agency} ${line}`);
    items.add(`${agency}|${line}|${item}`);
  }
  for (const [place, verdict] of summaries) {
    if (verdict === 'broken' && ![...items].some((key) => key.startsWith(`${place}|`)))
      problems.push(`${place}: broken without a row`);
  }
  return problems;
}
