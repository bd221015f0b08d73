import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { createExchangeSchema, listSubmissions, writeSubmission } from '@fundwatch/storage/exchange';
import { loadExchangeSubmission, placeFactFiles } from '@fundwatch/storage/facts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let client: pg.Client;
let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exchange-'));
  database = await createTestDatabase();
  client = new pg.Client(database.adminUrl);
  await client.connect();
  await createExchangeSchema(client);
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const key = { agency: '120101', line: '110', dataset: 'business', period: '202609' } as const;
const sender = { sentBy: '河东经办', sentAt: '2026-10-09T10:21:00+08:00' };
const payments = [
  payment('2', '-0.50', { paid_at: '2026-09-05T00:30:00Z' }),
  payment('1', '3001.50', { paid_at: '2026-09-05T08:00:00', reviewed_by: '李,"娜"\n小' }),
];

function payment(no: string, amount: string, more: Record<string, string>) {
  return {
    payment_no: no,
    batch_no: 'B1',
    person_no: 'P1',
    item: 'basic_pension',
    benefit_period: '202609',
    amount,
    channel: 'direct',
    ...more,
  };
}

function options() {
  const home = join(folder, String(count++));
  return { factsRoot: join(home, 'facts'), tempDirectory: join(home, 'temp') };
}

describe('an exchange database', () => {
  it('gives back what was written into it', async () => {
    const stated = await writeSubmission(client, { ...key, version: 1, ...sender }, { benefit_payment: payments });
    expect(stated.find((resource) => resource.name === 'benefit_payment')).toEqual({
      name: 'benefit_payment',
      rows: 2,
      controlTotals: { amount: '3001.00' },
    });
    const [offered] = await listSubmissions(client, { period: '202609' });
    expect(offered).toMatchObject({ ...key, version: 1, ...sender });

    const where = options();
    const result = await loadExchangeSubmission(client, offered!, where);
    if (result.state !== 'acceptable') throw new Error(JSON.stringify(result));
    expect(result).toMatchObject({ identity: { ...key, version: 1 }, ...sender });
    const placed = await placeFactFiles(result.identity, result.tables, where);
    expect(placed.map((file) => file.table)).toEqual(['benefit_payment']);
    const rows = await read(join(where.factsRoot, placed[0]!.path));
    expect(rows).toMatchObject([
      { payment_no: '1', amount: '3001.50', paid_at: '2026-09-05 08:00:00', reviewed_by: '李,"娜"\n小' },
      { payment_no: '2', amount: '-0.50', paid_at: '2026-09-05 08:30:00', reviewed_by: null },
    ]);
  });

  it('is recognised by its rows, in whatever order they come', async () => {
    await writeSubmission(client, { ...key, version: 2, ...sender }, { benefit_payment: payments });
    await writeSubmission(client, { ...key, version: 3, ...sender }, { benefit_payment: [...payments].reverse() });
    const changed = [payments[0]!, { ...payments[1]!, batch_no: 'B2' }];
    await writeSubmission(client, { ...key, version: 4, ...sender }, { benefit_payment: changed });
    const hashes = [];
    for (const version of [2, 3, 4]) {
      const result = await loadExchangeSubmission(client, { ...key, version }, options());
      hashes.push(result.contentHash);
    }
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  it('whose control total is wrong is refused, with both sums', async () => {
    const submission = {
      ...key,
      version: 5,
      ...sender,
      state: (resources: { name: string; rows: number; controlTotals: Record<string, string> }[]) =>
        resources.map((one) =>
          one.name === 'benefit_payment' ? { ...one, rows: 3, controlTotals: { amount: '3001.01' } } : one,
        ),
    };
    await writeSubmission(client, submission, { benefit_payment: payments });
    const result = await loadExchangeSubmission(client, { ...key, version: 5 }, options());
    if (result.state !== 'refused') throw new Error(result.state);
    expect(result.errors.map((error) => [error.checkCode, error.table, error.reason.en])).toEqual([
      ['rows_mismatch', 'benefit_payment', 'The number of rows differs: stated 3, found 2'],
      [
        'control_total_mismatch',
        'benefit_payment',
        'The control total of amount differs: stated 3001.01, found 3001.00',
      ],
    ]);
  });

  it('may keep times without zone: they are Shanghai time', async () => {
    await client.query(
      `alter table exchange.bank_return alter column settled_at type timestamp using settled_at at time zone 'Asia/Shanghai'`,
    );
    const row = { return_no: 'R1', payment_no: '1', result: 'success' };
    const fields = { ...row, settled_at: '2026-09-06T09:00:00.25' };
    await writeSubmission(client, { ...key, version: 6, ...sender }, { bank_return: [fields] });
    const where = options();
    const result = await loadExchangeSubmission(client, { ...key, version: 6 }, where);
    if (result.state !== 'acceptable') throw new Error(JSON.stringify(result));
    const [placed] = await placeFactFiles(result.identity, result.tables, where);
    expect(await read(join(where.factsRoot, placed!.path))).toMatchObject([{ settled_at: '2026-09-06 09:00:00.25' }]);
  });

  it('that lacks a table of the standard makes the submission incomplete', async () => {
    await writeSubmission(client, { ...key, version: 7, ...sender, lacks: ['levy'] }, {});
    const result = await loadExchangeSubmission(client, { ...key, version: 7 }, options());
    if (result.state !== 'refused') throw new Error(result.state);
    expect(result.errors.map((error) => [error.checkCode, error.table])).toEqual([['table_missing', 'levy']]);
  });

  it('offers unseen versions in ascending order, and none from after the given instant', async () => {
    const versions = (await listSubmissions(client, { ...key })).map((offered) => offered.version);
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await listSubmissions(client, { sentUpTo: new Date('2026-10-09T02:20:59Z') })).toEqual([]);
    expect(await listSubmissions(client, { sentUpTo: new Date('2026-10-09T02:21:00Z') })).toHaveLength(7);
  });

  it('whose submission is beyond the limit is refused, and the connection can be used on', async () => {
    const key8 = { ...key, version: 8 };
    const many = Array.from({ length: 20_000 }, (_, i) => payment(String(i), '1.00', {}));
    await writeSubmission(client, { ...key8, ...sender }, { benefit_payment: many });
    const result = await loadExchangeSubmission(client, key8, { ...options(), limits: { packageBytes: 20_000 } });
    if (result.state !== 'refused') throw new Error(result.state);
    expect(result.errors.map((error) => error.checkCode)).toEqual(['package_too_large']);
    expect((await loadExchangeSubmission(client, key8, options())).state).toBe('acceptable');
  });

  it('whose times or amounts are none in the standard is refused, each with its row', async () => {
    const key9 = { ...key, period: '202608', version: 1 };
    const sound = ['1', '2', '3', '4', '5'].map((no) => ({ ...payment(no, '1.00', {}), benefit_period: '202608' }));
    await writeSubmission(client, { ...key9, ...sender }, { benefit_payment: sound });
    const change = (set: string, no: string) =>
      client.query(`update exchange.benefit_payment set ${set} where period = '202608' and payment_no = '${no}'`);
    await change(`paid_at = 'infinity'`, '1');
    await change(`paid_at = '0044-03-15 12:00:00 BC'`, '2');
    await change(`paid_at = '12026-01-01 00:00:00'`, '3');
    await change(`amount = 'NaN'`, '4');
    const result = await loadExchangeSubmission(client, key9, options());
    if (result.state !== 'refused') throw new Error(result.state);
    const found = result.errors.map(({ checkCode, column, value }) => [checkCode, column, value]);
    expect(found.sort()).toEqual([
      ['datetime_invalid', 'paid_at', '0044-03-15 12:00:00 BC'],
      ['datetime_invalid', 'paid_at', '12026-01-01 00:00:00'],
      ['datetime_invalid', 'paid_at', 'infinity'],
      ['number_invalid', 'amount', 'NaN'],
    ]);
  });

  it('that breaks off in the middle throws and never refuses', async () => {
    const other = new pg.Client(database.adminUrl);
    other.on('error', () => {});
    await other.connect();
    const loading = loadExchangeSubmission(
      other,
      { ...key, version: 1 },
      {
        ...options(),
        mayLack: async () => {
          const { rows } = await other.query('select pg_backend_pid() as pid');
          await client.query('select pg_terminate_backend($1)', [rows[0].pid]);
          return [];
        },
      },
    );
    await expect(loading).rejects.toThrow();
    await other.end().catch(() => {});
  });
});

async function read(path: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const duckdb = await instance.connect();
  const reader = await duckdb.runAndReadAll(`select * from read_parquet('${path}')`);
  duckdb.closeSync();
  instance.closeSync();
  return reader.getRowObjectsJson();
}
