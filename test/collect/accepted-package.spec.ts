import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { exchangeTable } from '@fundwatch/domain/collect';
import { loadPackage, placeFactFiles } from '@fundwatch/storage/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage, type PackageSpec, type Row } from '../support/package-builder.js';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'collect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const person: Row = {
  person_no: 'P1',
  id_number: '120101196001011234',
  name: ' 王伟 ',
  birth_date: '1960-01-01',
  person_status: 'retired',
  special_work: 'true',
};
const payments: Row[] = [
  payment('3', 'P2', '-0.00', { paid_at: '2026-10-05T08:00:00Z', reviewed_by: '李,"娜"\n小' }),
  payment('1', 'P1', '3001.5', { paid_at: '2026-10-05T08:00:00+08:00' }),
  payment('2', 'P1', '00012', { paid_at: '2026-10-05T08:00:00', batch_no: '　B 1' }),
];

function payment(no: string, personNo: string, amount: string, more: Row): Row {
  const row: Row = {
    payment_no: no,
    person_no: personNo,
    account_hash: 'a1',
    reviewed_by: '王伟',
    item: 'basic_pension',
    benefit_period: '202610',
    amount,
    channel: 'direct',
  };
  for (const field of exchangeTable('benefit_payment').fields) {
    if (field.required && row[field.name] === undefined) row[field.name] = field.enum?.[0] ?? 'x';
  }
  return { ...row, ...more };
}

const spec: PackageSpec = {
  agency: '120101',
  line: '110',
  dataset: 'business',
  period: '202610',
  tables: { person: [person], benefit_payment: payments },
};

async function accept(changes: Partial<PackageSpec>) {
  const home = join(folder, String(count++));
  const path = await buildPackage(join(home, 'sent'), { ...spec, ...changes });
  const factsRoot = join(home, 'facts');
  const result = await loadPackage(path, { factsRoot, tempDirectory: join(home, 'temp') });
  if (result.state !== 'acceptable') throw new Error(JSON.stringify(result, null, 1));
  const placed = await placeFactFiles(result.identity, result.tables, { factsRoot });
  await result.discard();
  return { factsRoot, result, placed };
}

async function read(path: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const duckdb = await instance.connect();
  const reader = await duckdb.runAndReadAll(`select * from read_parquet('${path}')`);
  duckdb.closeSync();
  instance.closeSync();
  return reader.getRowObjectsJson();
}

describe('an acceptable package', () => {
  const ways: [string, Partial<PackageSpec>][] = [
    ['a folder of utf-8 files', {}],
    ['a zip', { container: 'zip' }],
    ['a zip with its files in one folder', { container: 'zip', nested: true }],
    ['a folder within the folder', { nested: true }],
    ['packed .csv.gz files', { gzip: true }],
    ['utf-8 with a byte order mark and CR LF', { byteOrderMark: true, lineEnd: '\r\n' }],
    ['gb18030', { encoding: 'gb18030' }],
    ['gb18030, packed, in a zip', { encoding: 'gb18030', gzip: true, container: 'zip' }],
  ];
  it.each(ways)('sent as %s reads back equal', async (_way, changes) => {
    const { factsRoot, placed } = await accept(changes);
    expect(placed.map((file) => [file.table, file.rows])).toEqual([
      ['person', 1],
      ['benefit_payment', 3],
    ]);
    const rows = (await read(join(factsRoot, placed[1]!.path))) as Record<string, unknown>[];
    const picked = rows.map((row) =>
      [
        'agency',
        'line',
        'period',
        'version',
        'payment_no',
        'person_no',
        'amount',
        'paid_at',
        'reviewed_by',
        'batch_no',
      ].map((name) => row[name] ?? null),
    );
    const who = ['120101', '110', '202610', 1];
    const batch = payments[0]!['batch_no'] ?? null;
    expect(picked).toEqual([
      [...who, '1', 'P1', '3001.50', '2026-10-05 08:00:00', '王伟', batch],
      [...who, '2', 'P1', '12.00', '2026-10-05 08:00:00', '王伟', '　B 1'],
      [...who, '3', 'P2', '0.00', '2026-10-05 16:00:00', '李,"娜"\n小', batch],
    ]);
    expect(Object.keys(rows[0]!)).toEqual([
      'agency',
      'line',
      'period',
      'version',
      ...exchangeTable('benefit_payment').fields.map((field) => field.name),
    ]);
    const [stored] = (await read(join(factsRoot, placed[0]!.path))) as Record<string, unknown>[];
    expect(stored).toMatchObject({ name: '王伟', birth_date: '1960-01-01', special_work: true, retire_class: null });
  });

  it('is placed under a name that tells what it is, and cannot be written to', async () => {
    const { factsRoot, placed } = await accept({});
    const file = placed[1]!;
    expect(file.path).toBe(`benefit_payment/period=202610/120101-110-v1-${file.sha256}.parquet`);
    expect((await stat(join(factsRoot, file.path))).mode & 0o777).toBe(0o444);
  });

  it('gives the same bytes when it is loaded again', async () => {
    const [first, second] = [await accept({}), await accept({ gzip: true })];
    expect(second.placed.map((file) => file.sha256)).toEqual(first.placed.map((file) => file.sha256));
    expect(second.result.contentHash).not.toBe(first.result.contentHash);
  });

  it('may lack a table only when the expected list says so', async () => {
    const home = join(folder, String(count++));
    const path = await buildPackage(home, { ...spec, lacks: ['recovery'] });
    const options = { factsRoot: join(home, 'facts'), tempDirectory: join(home, 'temp') };
    const result = await loadPackage(path, { ...options, mayLack: () => ['recovery'] });
    expect(result.state).toBe('acceptable');
    expect((await loadPackage(path, options)).state).toBe('refused');
  });

  it('that is known already is recognised before the long checks', async () => {
    const { result } = await accept({ version: 2 });
    const home = join(folder, String(count++));
    const path = await buildPackage(home, { ...spec, version: 2, container: 'zip' });
    const again = await loadPackage(path, {
      factsRoot: join(home, 'facts'),
      tempDirectory: join(home, 'temp'),
      isKnown: (_identity, contentHash) => contentHash === result.contentHash,
    });
    expect(again.state).toBe('known');
  });
});
