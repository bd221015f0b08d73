import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadPackage, type LoadOptions } from '@fundwatch/storage/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage, type PackageSpec, type Row } from '../support/package-builder.js';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'large-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Parts of a few kilobytes, so that a few hundred rows behave as millions do. */
const inParts = { partBytes: 4096 };

function pay(i: number, more: Row = {}): Row {
  return {
    payment_no: `PY${String(i).padStart(6, '0')}`,
    batch_no: 'B1',
    person_no: `P${String((i * 7919) % 1000).padStart(6, '0')}`,
    item: 'basic_pension',
    benefit_period: '202610',
    amount: `${i}.50`,
    channel: 'direct',
    paid_at: '2026-10-05T08:00:00',
    ...more,
  };
}
const rows = Array.from({ length: 700 }, (_, i) => pay(i));
const columns = { benefit_payment: Object.keys(rows[0]!) };

function spec(payments: readonly Row[], more: Partial<PackageSpec> = {}): PackageSpec {
  const identity = { agency: '120101', line: '110', dataset: 'business', period: '202610' } as const;
  return { ...identity, columns, tables: { benefit_payment: [...payments] }, ...more };
}

async function load(sent: PackageSpec, more: Partial<LoadOptions> = inParts) {
  const home = join(folder, String(count++));
  const path = await buildPackage(join(home, 'sent'), sent);
  const options = { factsRoot: join(home, 'facts'), tempDirectory: join(home, 'temp'), ...more };
  const result = await loadPackage(path, options);
  expect(await readdir(options.tempDirectory)).toEqual([]);
  return result;
}

async function accept(sent: PackageSpec, more?: Partial<LoadOptions>) {
  const result = await load(sent, more);
  if (result.state !== 'acceptable') throw new Error(JSON.stringify(result));
  return result.tables.find(({ table }) => table === 'benefit_payment')!;
}

async function refuse(sent: PackageSpec, more?: Partial<LoadOptions>) {
  const result = await load(sent, more);
  if (result.state !== 'refused') throw new Error(result.state);
  return result.errors.map(({ checkCode, row, column, value }) => [checkCode, row, column, value]);
}

async function read(sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const duckdb = await instance.connect();
  const reader = await duckdb.runAndReadAll(sql);
  duckdb.closeSync();
  instance.closeSync();
  return reader.getRowsJson();
}

describe('a table that is checked in parts', () => {
  it('has the same rows and figures as one that is checked whole', async () => {
    const whole = await accept(spec(rows), {});
    const parted = await accept(spec(rows));
    expect({ ...parted, file: null }).toEqual({ ...whole, file: null });
    const select = (path: string) => read(`select * from read_parquet('${path}') order by payment_no`);
    expect(await select(parted.file!.path)).toEqual(await select(whole.file!.path));
    const [[groups]] = (await read(
      `select count(distinct row_group_id) from parquet_metadata('${parted.file!.path}')`,
    )) as [[string]];
    expect(Number(groups)).toBeGreaterThan(5);
  });

  it('finds a row by its look-up key in whichever part it lies', async () => {
    const { path } = (await accept(spec(rows))).file!;
    for (const i of [0, 350, 699]) {
      const personNo = rows[i]!['person_no'];
      expect(await read(`select payment_no from read_parquet('${path}') where person_no = '${personNo}'`)).toEqual([
        [rows[i]!['payment_no']],
      ]);
    }
  });

  it('gives the same bytes when it is loaded again, packed or not', async () => {
    const [plain, packed] = [await accept(spec(rows)), await accept(spec(rows, { gzip: true, container: 'zip' }))];
    expect(packed.file!.sha256).toBe(plain.file!.sha256);
  });

  it('may hold quotes and line ends inside a field', async () => {
    const quoted = rows.map((row, i) => (i % 50 === 7 ? { ...row, batch_no: `B"${i}\r\n,x` } : row));
    const { path } = (await accept(spec(quoted))).file!;
    expect(await read(`select batch_no from read_parquet('${path}') order by payment_no`)).toEqual(
      quoted.map((row) => [row.batch_no]),
    );
  });

  it('is refused for a fault in any part, with its row in the whole file', async () => {
    for (const i of [0, 333, 699]) {
      const broken = rows.map((row, at) => (at === i ? { ...row, paid_at: '2026-02-30T08:00:00' } : row));
      expect(await refuse(spec(broken))).toEqual([['datetime_invalid', i + 1, 'paid_at', '2026-02-30T08:00:00']]);
    }
  });

  it('is refused for a key that repeats across parts', async () => {
    const repeated = rows.map((row, i) => (i === 690 ? { ...row, payment_no: 'PY000003' } : row));
    expect(await refuse(spec(repeated))).toEqual([['key_repeated', 691, 'payment_no', 'PY000003']]);
  });

  it('that is known already is told so, though parts were begun', async () => {
    expect((await load(spec(rows), { ...inParts, isKnown: () => true })).state).toBe('known');
  });
});

describe('a table without anything special in its bytes', () => {
  const header = columns.benefit_payment.join(',');
  const lineOf = (row: Row) => columns.benefit_payment.map((name) => row[name] ?? '').join(',');
  /** The text of all rows, with some lines changed. */
  const text = (changed: Record<number, (line: string) => string>) =>
    [header, ...rows.map((row, i) => (changed[i] ?? ((line: string) => line))(lineOf(row)))].join('\n') + '\n';

  it.each([
    ['whole', {}],
    ['in parts', inParts],
  ] as const)('is refused for a record that is short by what another is long, %s', async (_way, options) => {
    const csv = {
      benefit_payment: text({ 100: (line) => line.slice(0, line.lastIndexOf(',')), 400: (line) => `${line},` }),
    };
    expect(await refuse(spec(rows, { csv }), options)).toEqual([
      ['csv_field_count', 101, null, null],
      ['csv_field_count', 401, null, null],
    ]);
  });

  it('is refused for a blank line though another record is long by as many fields', async () => {
    const csv = {
      benefit_payment: text({ 100: () => '', 400: (line) => line + ','.repeat(columns.benefit_payment.length - 1) }),
    };
    expect(await refuse(spec(rows, { csv }))).toEqual([
      ['csv_field_count', 101, null, null],
      ['csv_field_count', 401, null, null],
    ]);
  });
});
