import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeTables } from '@fundwatch/domain/collect';
import {
  createFactStore,
  type FactQuery,
  type FactRow,
  type FactRunOptions,
  type FactSource,
  type HitRow,
  openPostgresCaseStore,
  writeFactRows,
} from '@fundwatch/storage/facts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let folder: string;
let database: TestDatabase;
let written = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fundwatch-facts-'));
  database = await createTestDatabase();
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const options: Omit<FactRunOptions, 'files'> = {
  period: '202610',
  firstDay: '2026-10-01',
  lastDay: '2026-10-31',
  dueOn: null,
  asOf: '2026-11-17',
  absentTables: [],
  system: {},
  memoryLimit: '512MiB',
  threads: 1,
};

async function payments(period: string, rows: FactRow[], agency = '120101'): Promise<FactSource & { path: string }> {
  const path = join(folder, `${written++}.parquet`);
  const file = {
    table: 'benefit_payment',
    agency,
    line: '110',
    dataset: 'business' as const,
    period,
    version: 1,
    rows: rows.length,
    path,
  };
  await writeFactRows(file, rows);
  return file;
}

/** The rows of a table, each as a hit that carries the amount and the time of payment. */
const query = (table: string, parts: Partial<FactQuery> = {}): FactQuery => ({
  sql: `select 'hit' as verdict, p.agency, p.line, coalesce(p.person_no, '-') as subject, p.payment_no as hit_key,
    cast(null as text) as related_key, p.period as first_period, cast(1 as decimal(38,6)) as observed,
    cast(0.5 as decimal(38,6)) as threshold, cast(p.amount as decimal(38,2)) as amount,
    cast(null as text) as severity, cast(null as text) as missing, p.paid_at, p.reviewed_by is null as unreviewed
  from facts.${table} as p order by p.payment_no nulls last`,
  parameters: [],
  needs: [{ dataset: 'business', tables: ['benefit_payment'], lookBack: 3 }],
  evidence: [
    { name: 'paid_at', type: 'datetime' },
    { name: 'unreviewed', type: 'boolean' },
  ],
  ...parts,
});

async function evaluate(
  files: FactSource[],
  wanted: FactQuery,
  parts: Partial<FactRunOptions> = {},
): Promise<HitRow[]> {
  const onDuckdb = await rowsOf('duckdb', { ...options, files, ...parts }, wanted);
  const onPostgres = await rowsOf('postgres', { ...options, files, ...parts }, wanted);
  expect(onPostgres, 'PostgreSQL gives the same rows as DuckDB').toEqual(onDuckdb);
  return onDuckdb;
}

async function rowsOf(kind: 'duckdb' | 'postgres', wanted: FactRunOptions, one: FactQuery): Promise<HitRow[]> {
  const run = await createFactStore(kind, database.adminUrl).openRun(wanted);
  try {
    const rows: HitRow[] = [];
    for await (const row of run.evaluate(one)) rows.push(row);
    return rows;
  } finally {
    await run.close();
  }
}
const keys = (rows: HitRow[]): string[] => rows.map(({ hitKey }) => hitKey);

describe('the facts of a month', () => {
  it('come back as text, to the cent and to the second of Shanghai', async () => {
    const row = { payment_no: 'A', person_no: 'P', amount: '99999999999999.99', paid_at: '2026-10-05 00:00:01' };
    expect(await evaluate([await payments('202610', [row])], query('benefit_payment'))).toEqual([
      {
        verdict: 'hit',
        agency: '120101',
        line: '110',
        subject: 'P',
        hitKey: 'A',
        relatedKey: null,
        firstPeriod: '202610',
        observed: '1.000000',
        threshold: '0.500000',
        amount: '99999999999999.99',
        severity: null,
        missing: null,
        evidence: {
          paid_at: '2026-10-05 00:00:01',
          unreviewed: 'true',
        },
      },
    ]);
  });

  it('are those of M in a table and those of the look-back in its history, whatever other files are listed', async () => {
    const periods = ['202607', '202608', '202609', '202610', '202611'];
    const files = await Promise.all(periods.map((period) => payments(period, [{ payment_no: period }])));
    expect(keys(await evaluate(files, query('benefit_payment')))).toEqual(['202610']);
    expect(keys(await evaluate(files, query('benefit_payment_history')))).toEqual(['202608', '202609', '202610']);
  });

  it('are cut to the look-back of each indicator when several are evaluated at once', async () => {
    const files = [
      await payments('202609', [{ payment_no: 'old' }]),
      await payments('202610', [{ payment_no: 'new' }]),
    ];
    const run = await createFactStore('duckdb').openRun({ ...options, files });
    const collect = async (lookBack: number): Promise<string[]> => {
      const rows: HitRow[] = [];
      const needs = [{ dataset: 'business', tables: ['benefit_payment'], lookBack }];
      for await (const row of run.evaluate(query('benefit_payment_history', { needs }))) rows.push(row);
      return keys(rows);
    };
    const found = await Promise.all([collect(2), collect(1), collect(2)]);
    await run.close();
    expect(found).toEqual([['new', 'old'], ['new'], ['new', 'old']]);
  });

  it('leave the way free for the next indicator when somebody stops reading half-way', async () => {
    const files = [await payments('202610', [{ payment_no: 'A' }, { payment_no: 'B' }])];
    const run = await createFactStore('duckdb').openRun({ ...options, files });
    for await (const row of run.evaluate(query('benefit_payment'))) {
      expect(row.hitKey).toBe('A');
      break;
    }
    const rows: HitRow[] = [];
    for await (const row of run.evaluate(query('benefit_payment'))) rows.push(row);
    await run.close();
    expect(keys(rows)).toEqual(['A', 'B']);
  });

  it('are taken from an earlier period for the one agency whose package lawfully lacks the table', async () => {
    const files = [
      await payments('202601', [{ payment_no: 'early' }]),
      await payments('202609', [{ payment_no: 'other' }], '120102'),
      await payments('202610', [{ payment_no: 'now' }], '120102'),
    ];
    const absentTables = [{ table: 'benefit_payment', agency: '120101', line: '110', from: '202601' }];
    expect(keys(await evaluate(files, query('benefit_payment'), { absentTables }))).toEqual(['early', 'now']);
    const history = await evaluate(files, query('benefit_payment_history'), { absentTables });
    expect(keys(history)).toEqual(['early', 'now', 'other']);
  });

  it('have every table of the standard, empty where nothing came, with all its columns', async () => {
    const run = await createFactStore('duckdb').openRun({ ...options, files: [] });
    for (const table of exchangeTables) {
      for (const name of [table.name, `${table.name}_history`]) {
        const columns = table.fields.map((field) => `p."${field.name}"`).join(', ');
        const sql = `select 'hit' as verdict, p.agency, p.line, '-' as subject, '-' as hit_key, null as related_key,
          p.period as first_period, null as observed, null as threshold, null as amount, null as severity,
          null as missing from facts.${name} as p where (${columns}) is not null`;
        const rows: HitRow[] = [];
        const needs = [{ dataset: table.dataset, tables: [table.name], lookBack: 1 }];
        for await (const row of run.evaluate(query(name, { sql, needs, evidence: [] }))) rows.push(row);
        expect(rows).toEqual([]);
      }
    }
    await run.close();
  });
});

describe('a damaged fact file', () => {
  it('stops the run before anything is evaluated when it is missing', async () => {
    const file = await payments('202610', [{ payment_no: 'A' }]);
    await rm(file.path);
    await expect(evaluate([file], query('benefit_payment'))).rejects.toMatchObject({ code: 'FACT_FILE_DAMAGED' });
  });

  it('is told by its hash when the run asks for it', async () => {
    const file = await payments('202610', [{ payment_no: 'A' }]);
    const sha256 = createHash('sha256')
      .update(await readFile(file.path))
      .digest('hex');
    const verified = { verifyHashes: true };
    expect(keys(await evaluate([{ ...file, sha256 }], query('benefit_payment'), verified))).toEqual(['A']);
    await expect(
      evaluate(
        [{ ...file, sha256: sha256.replace(/^./, (c) => (c === '0' ? '1' : '0')) }],
        query('benefit_payment'),
        verified,
      ),
    ).rejects.toMatchObject({ code: 'FACT_FILE_DAMAGED', details: { reason: 'hash' } });
  });

  it('is named as such when it is cut short', async () => {
    const file = await payments('202610', [{ payment_no: 'A' }]);
    await truncate(file.path, 40);
    await expect(evaluate([file], query('benefit_payment'))).rejects.toMatchObject({ code: 'FACT_FILE_DAMAGED' });
  });
});

describe('a query that breaks the contract', () => {
  const broken = (from: string, to: string): FactQuery => {
    const { sql, ...rest } = query('benefit_payment');
    return { ...rest, sql: sql.replace(from, to) };
  };
  it.each([
    ['another column', 'as hit_key', 'as hitkey'],
    ['a column too few', ', p.reviewed_by is null as unreviewed', ''],
    ['a float', 'cast(1 as decimal(38,6))', 'cast(1 as double)'],
    ['an unknown verdict', `'hit' as verdict`, `'maybe' as verdict`],
    ['an empty subject', `coalesce(p.person_no, '-')`, 'p.person_no'],
    ['more decimals than money has', 'cast(p.amount as decimal(38,2))', 'cast(1.005 as decimal(38,3))'],
  ])('is refused for %s', async (_, from, to) => {
    const files = [await payments('202610', [{ payment_no: 'A' }])];
    await expect(evaluate(files, broken(from, to))).rejects.toMatchObject({ code: 'INDICATOR_INVALID' });
  });

  it('cannot read a file that the run does not list, nor change its own limits', async () => {
    const listed = await payments('202610', [{ payment_no: 'A' }]);
    const other = await payments('202610', [{ payment_no: 'B' }]);
    const stolen = broken('facts.benefit_payment', `read_parquet('${other.path}')`);
    await expect(evaluate([listed], stolen)).rejects.toThrow(/Permission|disabled/);
    const setting = { ...query('benefit_payment'), sql: `set memory_limit = '8GiB'` };
    await expect(evaluate([listed], setting)).rejects.toThrow(/lock|INDICATOR_INVALID/);
    const copy = { ...query('benefit_payment'), sql: `copy (select 1 as a) to '${join(folder, 'out.csv')}'` };
    await expect(evaluate([listed], copy)).rejects.toThrow(/Permission|disabled/);
  });
});

describe('the store of an installation', () => {
  it('asks for the database of a PostgreSQL store, and refuses an engine that it does not know', () => {
    expect(() => createFactStore('postgres')).toThrow(/FACT_STORE_INCOMPLETE.*FACT_DATABASE_URL/);
    expect(() => createFactStore('oracle')).toThrow(/FACT_STORE_INCOMPLETE/);
  });

  it('runs the same query on PostgreSQL for cases, and leaves nothing behind', async () => {
    const database = await createTestDatabase();
    const store = await openPostgresCaseStore(database.adminUrl);
    try {
      const given = [{ payment_no: 'A', person_no: 'P', amount: '0.10', paid_at: '2026-10-05 00:00:01' }];
      const { path, ...file } = await payments('202610', given);
      const onPostgres = await store.evaluate(
        { ...options, files: [{ ...file, path: null, given }] },
        query('benefit_payment'),
      );
      expect(onPostgres).toEqual(await evaluate([{ ...file, path }], query('benefit_payment')));
      expect(await store.evaluate({ ...options, files: [] }, query('benefit_payment'))).toEqual([]);
    } finally {
      await store.close();
      await database.drop();
    }
  });
});

describe('the latest row of each person', () => {
  async function rows(table: string, dataset: 'business' | 'external', period: string, given: FactRow[]) {
    const line = dataset === 'external' ? '000' : '110';
    const file = { table, agency: '120115', line, dataset, period, version: 1, rows: given.length };
    const path = join(folder, `${written++}.parquet`);
    await writeFactRows({ ...file, path }, given);
    return { ...file, path };
  }

  it('is chosen before it is joined, whatever the optimizer would gain by filtering first', async () => {
    const files = [
      await rows('person', 'business', '202609', [{ person_no: 'P', name: '甲', id_number: 'old' }]),
      await rows('person', 'business', '202610', [{ person_no: 'P', name: '甲', id_number: 'corrected' }]),
      await rows('death', 'external', '202610', [{ source: 'police', id_number: 'old', death_date: '2026-07-01' }]),
    ];
    const latest = query('person', {
      needs: [
        { dataset: 'business', tables: ['person'], lookBack: 3 },
        { dataset: 'external', tables: ['death'], lookBack: 1 },
      ],
      evidence: [],
      sql: `with dead as (
        select d.id_number, max(d.death_date) as death_date from facts.death as d group by d.id_number
      ),
      latest as (
        select distinct on (p.agency, p.line, p.person_no) p.agency, p.line, p.person_no, p.period, p.id_number
        from facts.person_history as p
        order by p.agency nulls last, p.line nulls last, p.person_no nulls last, p.period desc nulls last
      )
      select 'hit' as verdict, latest.agency, latest.line, latest.person_no as subject, latest.period as hit_key,
        cast(null as text) as related_key, cast(null as text) as first_period, cast(null as decimal(38,6)) as observed,
        cast(null as decimal(38,6)) as threshold, cast(null as decimal(38,2)) as amount, cast(null as text) as severity,
        cast(null as text) as missing
      from dead join latest on latest.id_number = dead.id_number
      order by latest.agency nulls last, latest.line nulls last, latest.person_no nulls last, latest.period nulls last`,
    });
    expect(keys(await evaluate(files, latest))).toEqual([]);
    // With more threads than one it depends on which side is read first.
    const run = await createFactStore('duckdb').openRun({ ...options, files, threads: 2 });
    try {
      for (let again = 0; again < 60; again++)
        for await (const row of run.evaluate(latest)) expect(row).toBeUndefined();
    } finally {
      await run.close();
    }
  });
});

describe('the PostgreSQL store', () => {
  const open = (files: FactSource[]) => createFactStore('postgres', database.adminUrl).openRun({ ...options, files });

  it('loads a file once, and again when a home that was filled anew gives the same version other bytes', async () => {
    const first = await payments('202610', [{ payment_no: 'A' }], '120119');
    const loads = async (files: FactSource[]) =>
      keys(await rowsOf('postgres', { ...options, files }, query('benefit_payment')));
    expect(await loads([{ ...first, sha256: 'aa' }])).toEqual(['A']);
    await rm(first.path);
    await writeFactRows(first, [{ payment_no: 'B' }]);
    expect(await loads([{ ...first, sha256: 'aa' }])).toEqual(['A']);
    expect(await loads([{ ...first, sha256: 'bb' }])).toEqual(['B']);
  });

  it('answers several queries of one run in turn, also after one that failed', async () => {
    const run = await open([await payments('202610', [{ payment_no: 'A' }], '120118')]);
    try {
      const ask = async (one: FactQuery) => {
        const rows: HitRow[] = [];
        for await (const row of run.evaluate(one)) rows.push(row);
        return keys(rows);
      };
      const failing = ask({ ...query('benefit_payment'), sql: 'select 1 / 0' });
      const answers = [ask(query('benefit_payment')), ask(query('benefit_payment_history'))];
      await expect(failing).rejects.toThrow(/division by zero/);
      expect(await Promise.all(answers)).toEqual([['A'], ['A']]);
    } finally {
      await run.close();
    }
  });

  it('counts account hashes as DuckDB does', async () => {
    const shared = { payment_no: 'A', account_hash: 'aa' };
    const files = [
      await payments('202610', [shared, { payment_no: 'B', account_hash: 'bb' }], '120116'),
      await payments('202610', [shared], '120117'),
    ];
    const counts = await Promise.all(
      (['duckdb', 'postgres'] as const).map(async (kind) => {
        const run = await createFactStore(kind, database.adminUrl).openRun({ ...options, files });
        return run.countAccountHashes().finally(() => run.close());
      }),
    );
    expect(counts[1]).toEqual(counts[0]);
    expect(counts[0]).toEqual([
      { agency: '120116', hashes: 2, shared: 1 },
      { agency: '120117', hashes: 1, shared: 1 },
    ]);
  });
});
