import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findIndicatorFolders,
  hasQuery,
  type Indicator,
  type IndicatorCase,
  loadCases,
  loadStatutoryTables,
  planCase,
  readEntry,
} from '@fundwatch/indicators';
import { openPostgresCaseStore, type PostgresCaseStore } from '@fundwatch/storage/facts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { namedColumns, runCaseOnDuckdb, runCaseOnPostgres } from './run-case.js';

interface Loaded {
  folder: string;
  indicator?: Indicator;
  list: IndicatorCase[];
  problem?: unknown;
}

const statutory = await loadStatutoryTables();

const catalogue = await Promise.all((await findIndicatorFolders()).map(load));

/** A broken indicator fails its own tests, not everybody's. */
async function load(folder: string): Promise<Loaded> {
  try {
    const entry = await readEntry(folder);
    return hasQuery(entry) ? { folder, indicator: entry, list: await loadCases(entry) } : { folder, list: [] };
  } catch (problem) {
    return { folder, list: [], problem };
  }
}

let database: TestDatabase;
let postgres: PostgresCaseStore;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fundwatch-cases-'));
  database = await createTestDatabase();
  postgres = await openPostgresCaseStore(database.adminUrl);
});

afterAll(async () => {
  await postgres?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(catalogue)('$folder', ({ indicator, list, problem }) => {
  it('can be read', () => {
    expect(problem).toBeUndefined();
  });
  if (!indicator) return;

  it('has a case that fires and a near miss', () => {
    const kinds = new Set(list.map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['fires', 'near_miss']));
    const names = list.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has cases whose kind is what they expect', () => {
    const wrong = list.filter(({ kind, expect: rows }) => {
      const verdicts = new Set(rows.map(({ verdict }) => verdict ?? 'hit'));
      if (kind === 'fires') return !verdicts.has('hit');
      if (kind === 'cannot_decide') return !verdicts.has('cannot_decide');
      return verdicts.has('hit');
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('has a case that cannot be decided if its query ever says so', () => {
    const says = indicator.sql.includes(`'cannot_decide'`);
    expect(list.some(({ kind }) => kind === 'cannot_decide')).toBe(says);
  });

  it.each(list.map((one, number) => ({ ...one, number })))('$kind: $name', async (one) => {
    const plan = planCase(indicator, one, statutory);
    const onDuckdb = await runCaseOnDuckdb(indicator, plan, join(folder, `${indicator.code}-${one.number}`));
    const onPostgres = await runCaseOnPostgres(indicator, plan, postgres);
    expect(onPostgres, 'PostgreSQL gives the same rows as DuckDB').toEqual(onDuckdb);
    expect(namedColumns(onDuckdb, one.expect)).toEqual(one.expect);
  });
});
