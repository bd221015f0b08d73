import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exchangeTables } from '@fundwatch/domain/collect';
import { readIndicator } from '@fundwatch/indicators';
import { createFactStore, type FactSource, type HitRow, writeFactRows } from '@fundwatch/storage/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoMonths, type DemoPeriod } from '../../cli/src/demo/index.js';
import { computeCw01 } from './independent/cw01.js';
import { computeDy01 } from './independent/dy01.js';
import { computeDy04 } from './independent/dy04.js';
import { generatedPeriods, generateMonths } from './independent/generate-months.js';
import { groupBy, type Finding, type MonthFacts } from './independent/month-facts.js';
import { computeNk01 } from './independent/nk01.js';
import { type Counts, spoilBenefits } from './independent/spoil-benefits.js';
import { spoilLedger } from './independent/spoil-ledger.js';
import { spoilLog } from './independent/spoil-log.js';

const persons = 20;
const seeds = [20260701, 7];
const datasetOf = new Map(exchangeTables.map(({ name, dataset }) => [name, dataset]));

/** Each indicator with its second computation, written from the documents and not from the query. */
const computed: Record<string, { folder: string; compute: (facts: MonthFacts, period: DemoPeriod) => Finding[] }> = {
  DY01: {
    folder: 'dy/dy01-paid-after-death',
    compute: (facts, period) => computeDy01(facts, period, demoMonths[period].lastDay),
  },
  DY04: { folder: 'dy/dy04-duplicate-pension', compute: computeDy04 },
  CW01: { folder: 'cw/cw01-business-ledger-mismatch', compute: computeCw01 },
  NK01: { folder: 'nk/nk01-one-person-all-steps', compute: computeNk01 },
};

interface Spoiled {
  facts: Map<string, Finding[]>;
  queried: Map<string, Finding[]>;
  counts: Counts;
}

let home: string;
const worlds = new Map<number, Spoiled>();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'independent-'));
  for (const seed of seeds) worlds.set(seed, await buildWorld(seed));
}, 600_000);
afterAll(() => rm(home, { recursive: true, force: true }));

async function buildWorld(seed: number): Promise<Spoiled> {
  const facts = generateMonths({ persons, seed });
  const counts: Counts = new Map([spoilBenefits, spoilLedger, spoilLog].flatMap((spoil) => [...spoil(facts, seed)]));
  const files = await writeMonths(facts, join(home, String(seed)));
  const found = new Map<string, Finding[]>();
  const queried = new Map<string, Finding[]>();
  for (const period of generatedPeriods as DemoPeriod[]) {
    const { firstDay, lastDay, dueOn } = demoMonths[period];
    const month = { period, firstDay, lastDay, dueOn, asOf: '2026-10-20' };
    const run = await createFactStore('duckdb').openRun({ ...month, files, absentTables: [], system: {} });
    for (const [code, { folder, compute }] of Object.entries(computed)) {
      const rows: Finding[] = [];
      for await (const row of run.evaluate(await readIndicator(folder))) rows.push(findingOf(row));
      queried.set(`${code}/${period}`, rows);
      found.set(`${code}/${period}`, compute(facts, period));
    }
    await run.close();
  }
  return { facts: found, queried, counts };
}

async function writeMonths(facts: MonthFacts, folder: string): Promise<FactSource[]> {
  await mkdir(folder);
  const files: FactSource[] = [];
  for (const [table, rows] of facts) {
    for (const [key, given] of groupBy(rows, (row) => `${row['agency']}|${row['line']}|${row['period']}`)) {
      const [agency, line, period] = key.split('|') as [string, string, string];
      const path = join(folder, `${files.length}.parquet`);
      const file = { table, agency, line, dataset: datasetOf.get(table)!, period, version: 1, rows: given.length };
      await writeFactRows({ ...file, path }, given);
      files.push({ ...file, path });
    }
  }
  return files;
}

function findingOf(row: HitRow): Finding {
  const { verdict, agency, line, subject, hitKey, firstPeriod, observed, amount } = row;
  return { verdict, agency, line, subject, hitKey, firstPeriod, observed, amount };
}

const asLine = (row: Finding): string =>
  [row.verdict, row.agency, row.line, row.subject, row.hitKey, row.firstPeriod, row.observed, row.amount].join(' ');
const asLines = (rows: readonly Finding[] = []): string[] => rows.map(asLine).sort();

describe.each(seeds)('a spoiled region of seed %i', (seed) => {
  for (const code of Object.keys(computed)) {
    it.each(generatedPeriods)(`gives the hits of ${code} in %s that a second computation gives`, (period) => {
      const { facts, queried } = worlds.get(seed)!;
      expect(asLines(queried.get(`${code}/${period}`))).toEqual(asLines(facts.get(`${code}/${period}`)));
    });

    it(`has dozens of hits of ${code}, and some that cannot be decided`, () => {
      const all = generatedPeriods.flatMap((period) => worlds.get(seed)!.facts.get(`${code}/${period}`)!);
      expect(all.filter(({ verdict }) => verdict === 'hit').length).toBeGreaterThanOrEqual(36);
      expect(all.filter(({ verdict }) => verdict === 'cannot_decide').length).toBeGreaterThan(0);
    });
  }

  it('has been spoiled in more than forty ways, each several times', () => {
    const { counts } = worlds.get(seed)!;
    expect(counts.size).toBeGreaterThan(40);
    for (const [way, times] of counts) expect(times, way).toBeGreaterThanOrEqual(3);
  });
});
