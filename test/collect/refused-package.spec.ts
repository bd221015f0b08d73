import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCodes, type CheckCode } from '@fundwatch/domain/collect';
import { loadPackage, type LoadOptions } from '@fundwatch/storage/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage, encodeGb18030, type PackageSpec, type Row } from '../support/package-builder.js';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refused-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pay = (no: string, more: Row = {}): Row => ({
  payment_no: no,
  batch_no: 'B1',
  person_no: 'P1',
  item: 'basic_pension',
  benefit_period: '202610',
  amount: '100.00',
  channel: 'direct',
  ...more,
});
const person = (no: string, more: Row = {}): Row => ({
  person_no: no,
  name: '王伟',
  person_status: 'retired',
  ...more,
});
const enrol = (more: Row = {}): Row => ({ person_no: 'P1', enrolled_on: '2020-01-01', status: 'paying', ...more });

const sound: PackageSpec = {
  agency: '120101',
  line: '110',
  dataset: 'business',
  period: '202610',
  tables: { person: [person('P1')], benefit_payment: [pay('1'), pay('2')] },
};
const payments = (...rows: Row[]): Partial<PackageSpec> => ({ tables: { benefit_payment: rows } });
const header = 'payment_no,batch_no,person_no,item,benefit_period,amount,channel';
const line = (no: string, amount = '100.00') => `${no},B1,P1,basic_pension,202610,${amount},direct`;
/** A payment file written by hand, stated as `rows` sound payments of 100 yuan. */
const csv = (rows: number, text: string | Buffer, more: Partial<PackageSpec> = {}): Partial<PackageSpec> => ({
  tables: { benefit_payment: Array.from({ length: rows }, (_, i) => pay(`x${i}`)) },
  csv: { benefit_payment: text },
  ...more,
});
const stated = (changes: Record<string, unknown>): Partial<PackageSpec> => ({
  describe: (document) => {
    Object.assign(
      document.resources.find((one) => one.name === 'benefit_payment')!,
      changes,
    );
  },
});
const described = (changes: Record<string, unknown>): Partial<PackageSpec> => ({
  describe: (document) => void Object.assign(document, changes),
});

interface Expected {
  row?: number;
  column?: string;
  value?: string | null;
}
interface Case {
  title: string;
  package: Partial<PackageSpec>;
  options?: Partial<LoadOptions>;
  /** Changes the files after the package was written. */
  then?: (path: string) => Promise<unknown>;
  /** Every error of the refusal, in order. */
  errors: [CheckCode, Expected?][];
}

const cases: Case[] = [
  // The package.
  {
    title: 'without datapackage.json',
    package: {},
    then: (path) => unlink(join(path, 'datapackage.json')),
    errors: [['datapackage_missing']],
  },
  { title: 'whose datapackage.json is no JSON', package: { describe: () => '{' }, errors: [['datapackage_invalid']] },
  {
    title: 'whose datapackage.json is not UTF-8',
    package: { describe: () => Buffer.from([0x7b, 0xff, 0x7d]) },
    errors: [['datapackage_invalid']],
  },
  { title: 'whose datapackage.json is a list', package: { describe: () => '[]' }, errors: [['datapackage_invalid']] },
  {
    title: 'whose datapackage.json is larger than the limit',
    package: { describe: () => JSON.stringify({ filler: 'x'.repeat(5000) }) },
    options: { limits: { descriptionBytes: 4096 } },
    errors: [['datapackage_invalid']],
  },
  { title: 'without a sender', package: described({ sentBy: ' ' }), errors: [['datapackage_invalid']] },
  {
    title: 'whose sending time has no offset',
    package: described({ sentAt: '2026-11-09T10:21:00' }),
    errors: [['datapackage_invalid']],
  },
  { title: 'with a hash that is no sha256', package: stated({ hash: 'md5:1' }), errors: [['datapackage_invalid']] },
  {
    title: 'that unpacks to more than the limit',
    package: csv(1, `${header}\n${line('1')}\n`.padEnd(100_000, '0'), { gzip: true }),
    options: { limits: { packageBytes: 50_000 } },
    errors: [['package_too_large']],
  },
  // Identity.
  {
    title: 'with a wrong agency, line, dataset, period and version, each said',
    package: described({ agency: '../x', line: '111', dataset: 'other', period: '202613', version: 0 }),
    errors: [
      ['identity_invalid', { column: 'agency', value: '../x' }],
      ['identity_invalid', { column: 'line', value: '111' }],
      ['identity_invalid', { column: 'dataset', value: 'other' }],
      ['identity_invalid', { column: 'period', value: '202613' }],
      ['identity_invalid', { column: 'version', value: '0' }],
    ],
  },
  {
    title: 'of business data without a line',
    package: described({ line: '000' }),
    errors: [['line_not_for_dataset', { column: 'line', value: '000' }]],
  },
  {
    title: 'of a line that is switched off',
    package: described({ line: '310' }),
    errors: [['line_not_enabled', { column: 'line', value: '310' }]],
  },
  // Tables.
  { title: 'that lacks a table', package: { lacks: ['recovery'] }, errors: [['table_missing']] },
  {
    title: 'with a table of another dataset',
    package: {
      describe: (document) => {
        document.resources.push({ ...document.resources[0]!, name: 'voucher' });
      },
    },
    errors: [['table_unknown']],
  },
  {
    title: 'that lists a table twice',
    package: {
      describe: (document) => {
        document.resources.push(document.resources[0]!);
      },
    },
    errors: [['table_repeated']],
  },
  // Files.
  { title: 'with a path out of the package', package: stated({ path: '../secret.csv' }), errors: [['path_invalid']] },
  { title: 'whose file is no CSV', package: stated({ path: 'benefit_payment.xlsx' }), errors: [['path_invalid']] },
  {
    title: 'that lacks a file',
    package: {},
    then: (path) => unlink(join(path, 'benefit_payment.csv')),
    errors: [['file_missing']],
  },
  {
    title: 'whose file is a symbolic link',
    package: {},
    then: async (path) => {
      await unlink(join(path, 'benefit_payment.csv'));
      await symlink('/etc/hostname', join(path, 'benefit_payment.csv'));
    },
    errors: [['file_unreadable']],
  },
  {
    title: 'whose file is no gzip though its name says so',
    package: {},
    then: async (path) => {
      await writeFile(join(path, 'benefit_payment.csv.gz'), 'plain');
    },
    errors: [['file_unreadable'], ['hash_mismatch']],
  },
  { title: 'in an unknown encoding', package: stated({ encoding: 'big5' }), errors: [['encoding_unknown']] },
  {
    title: 'with one changed byte',
    package: {
      tamper: { benefit_payment: (bytes) => Buffer.from(bytes.toString().replace('B1', 'B9')) },
    },
    errors: [['hash_mismatch']],
  },
  { title: 'with another number of rows', package: stated({ rows: 3 }), errors: [['rows_mismatch']] },
  // Control totals.
  {
    title: 'without a control total',
    package: stated({ controlTotals: {} }),
    errors: [['control_total_missing', { column: 'amount' }]],
  },
  {
    title: 'with a control total of no number field',
    package: stated({ controlTotals: { amount: '200.00', months: '2' } }),
    errors: [['control_total_unknown', { column: 'months' }]],
  },
  {
    title: 'with a control total of one decimal',
    package: stated({ controlTotals: { amount: '200.0' } }),
    errors: [['control_total_invalid', { column: 'amount' }]],
  },
  {
    title: 'with a control total that is a number, not a string',
    package: stated({ controlTotals: { amount: 200 } }),
    errors: [['control_total_invalid', { column: 'amount' }]],
  },
  {
    title: 'whose control total is a cent off',
    package: stated({ controlTotals: { amount: '200.01' } }),
    errors: [['control_total_mismatch', { column: 'amount' }]],
  },
  // The header.
  { title: 'with an empty file', package: csv(0, ''), errors: [['header_missing']] },
  {
    title: 'with an unknown column',
    package: csv(1, `${header},note\n${line('1')},hello\n`),
    errors: [['column_unknown', { column: 'note' }]],
  },
  {
    title: 'with a repeated column',
    package: csv(1, `${header},channel\n${line('1')},direct\n`),
    errors: [['column_repeated', { column: 'channel' }]],
  },
  {
    title: 'without a required column',
    package: csv(1, `${header.replace(',channel', '')}\n${line('1').replace(',direct', '')}\n`),
    errors: [['column_missing', { column: 'channel' }]],
  },
  // The form of rows.
  {
    title: 'with rows of too few and too many fields',
    package: csv(4, `${header}\n${line('1')}\n1,2\n${line('2')},\n${line('3')}\n`),
    errors: [
      ['csv_field_count', { row: 2 }],
      ['csv_field_count', { row: 3 }],
    ],
  },
  {
    title: 'with a blank line',
    package: csv(3, `${header}\n${line('1')}\n\n${line('2')}\n`),
    errors: [['csv_field_count', { row: 2 }]],
  },
  {
    title: 'with a quote inside plain text, text after a quote, an open quote, a lone carriage return',
    package: csv(
      5,
      `${header}\n${line('1').replace('B1', 'B"1')}\n${line('2').replace('B1', '"B"1')}\n${line('3').replace('B1', ' "B1"')}\n${line('4').replace('B1', 'B\r1')}\n${line('5').replace('B1', '"B1')}\n`,
    ),
    errors: [
      ['csv_malformed', { row: 1 }],
      ['csv_malformed', { row: 2 }],
      ['csv_malformed', { row: 3 }],
      ['csv_malformed', { row: 4 }],
      ['csv_malformed', { row: 5 }],
    ],
  },
  {
    title: 'with a row longer than the limit',
    package: csv(2, `${header}\n${line('1')}\n${line('2').replace('B1', 'B'.repeat(5000))}\n`),
    options: { limits: { rowBytes: 4096 } },
    errors: [['row_too_long', { row: 2 }]],
  },
  {
    title: 'that is gb18030 though it says utf-8',
    package: csv(3, encodeGb18030(`${header}\n${line('1')}\n${line('2').replace('B1', '批')}\n${line('3')}\n`)),
    errors: [['encoding_invalid', { row: 2 }]],
  },
  {
    title: 'with bytes outside gb18030',
    package: csv(2, Buffer.from(`${header}\n${line('1')}\n${line('2').replace('B1', '\xff')}\n`, 'latin1'), {
      encoding: 'gb18030',
    }),
    errors: [['encoding_invalid', { row: 2 }]],
  },
  {
    title: 'with a NUL character',
    package: csv(2, `${header}\n${line('1').replace('B1', 'B\0')}\n${line('2')}\n`),
    errors: [['nul_character', { row: 1 }]],
  },
  // Values.
  {
    title: 'with an empty required field, also of spaces or quotes only',
    package: csv(
      3,
      `${header}\n${line('1').replace('B1', '')}\n${line('2').replace('B1', '  ')}\n${line('3').replace('B1', '""')}\n`,
    ),
    errors: [
      ['value_missing', { row: 1, column: 'batch_no', value: null }],
      ['value_missing', { row: 2, column: 'batch_no', value: null }],
      ['value_missing', { row: 3, column: 'batch_no', value: null }],
    ],
  },
  {
    title: 'with amounts that are no numbers',
    package: payments(
      ...['1e3', '+1', 'NaN', '1,000.00', '.5', '5.', '１', '1e999', '--1', '0x1'].map((amount, i) =>
        pay(`${i}`, { amount }),
      ),
    ),
    errors: ['1e3', '+1', 'NaN', '1,000.00', '.5', '5.', '１', '1e999', '--1', '0x1'].map((value, i) => [
      'number_invalid',
      { row: i + 1, column: 'amount', value },
    ]),
  },
  {
    title: 'with more decimals than money has',
    package: payments(pay('1', { amount: '1.005' }), pay('2', { amount: '1.000' }), pay('3', { amount: '1.5' })),
    errors: [
      ['number_scale', { row: 1, column: 'amount', value: '1.005' }],
      ['number_scale', { row: 2, column: 'amount', value: '1.000' }],
    ],
  },
  {
    title: 'with an amount of fifteen digits before the point',
    package: payments(pay('1', { amount: '100000000000000' }), pay('2', { amount: '99999999999999.99' })),
    errors: [['number_out_of_range', { row: 1, column: 'amount', value: '100000000000000' }]],
  },
  {
    title: 'with integers that are none or too large',
    package: {
      tables: {
        employer: [
          { employer_no: 'E1', industry_class: '1.0' },
          { employer_no: 'E2', industry_class: '99999999999999999999' },
          { employer_no: 'E3', industry_class: '007' },
        ].map((row) => ({ name: '公司', credit_code: '91120101MA0000000X', status: 'active', ...row })),
      },
    },
    errors: [
      ['integer_invalid', { row: 1, column: 'industry_class', value: '1.0' }],
      ['integer_out_of_range', { row: 2, column: 'industry_class', value: '99999999999999999999' }],
    ],
  },
  {
    title: 'with days that no calendar has',
    package: {
      tables: {
        enrolment: ['2026-02-30', '2026-2-3', '20260203', 'infinity', '0000-01-01', '2026-02-03T00:00:00'].map(
          (day, i) => enrol({ person_no: `P${i}`, enrolled_on: day }),
        ),
      },
    },
    errors: ['2026-02-30', '2026-2-3', '20260203', 'infinity', '0000-01-01', '2026-02-03T00:00:00'].map((value, i) => [
      'date_invalid',
      { row: i + 1, column: 'enrolled_on', value },
    ]),
  },
  {
    title: 'with times that no clock has',
    package: payments(
      ...badTimes().map((paidAt, i) => pay(`${i}`, { paid_at: paidAt })),
      pay('z', { paid_at: '2026-10-05T23:59:59-12:00' }),
    ),
    errors: badTimes().map((value, i) => ['datetime_invalid', { row: i + 1, column: 'paid_at', value }]),
  },
  {
    title: 'with months that no year has',
    package: payments(pay('1', { benefit_period: '202613' }), pay('2', { benefit_period: '2026-10' })),
    errors: [
      ['yearmonth_invalid', { row: 1, column: 'benefit_period', value: '202613' }],
      ['yearmonth_invalid', { row: 2, column: 'benefit_period', value: '2026-10' }],
    ],
  },
  {
    title: 'with a truth value other than true and false',
    package: { tables: { person: [person('P1', { special_work: 'TRUE' }), person('P2', { special_work: '1' })] } },
    errors: [
      ['boolean_invalid', { row: 1, column: 'special_work', value: 'TRUE' }],
      ['boolean_invalid', { row: 2, column: 'special_work', value: '1' }],
    ],
  },
  {
    title: 'with a value outside the code list',
    package: payments(pay('1', { channel: 'Direct' })),
    errors: [['enum_invalid', { row: 1, column: 'channel', value: 'Direct' }]],
  },
  {
    title: 'with a repeated primary key',
    package: payments(pay('1'), pay('2'), pay(' 1'), pay('1 ')),
    errors: [
      ['key_repeated', { row: 3, column: 'payment_no', value: '1' }],
      ['key_repeated', { row: 4, column: 'payment_no', value: '1' }],
    ],
  },
  {
    title: 'with the same key twice where one of its cells is empty',
    package: { tables: { enrolment: [enrol(), enrol({ employer_no: 'E1' }), enrol()] } },
    errors: [['key_repeated', { row: 3, column: 'person_no, employer_no, enrolled_on', value: 'P1, , 2020-01-01' }]],
  },
  {
    title: 'with an error in a personal field, whose value stays hidden',
    package: { tables: { person: [person('P1', { birth_date: '1960-02-30' })] } },
    errors: [['date_invalid', { row: 1, column: 'birth_date', value: '**********' }]],
  },
];

function badTimes(): string[] {
  return [
    '2026-10-05 08:00:00',
    '2026-10-05',
    '2026-10-05T24:00:00',
    '2026-10-05T08:00:60',
    '2026-02-30T08:00:00',
    '2026-10-05T08:00:00+0800',
    '2026-02-30T08:00:00Z',
    '2026-10-05T08:00:00z',
    '2026-10-05T08:00:00.5',
    '2026-10-05T08:00',
    '2026-10-05T08:0:0Z',
  ];
}

async function load(one: Pick<Case, 'package' | 'options' | 'then'>) {
  const home = join(folder, String(count++));
  const path = await buildPackage(join(home, 'sent'), { ...sound, ...one.package });
  await one.then?.(path);
  const factsRoot = join(home, 'facts');
  const result = await loadPackage(path, { factsRoot, tempDirectory: join(home, 'temp'), ...one.options });
  return { result, factsRoot, temp: join(home, 'temp') };
}

describe('a data package', () => {
  it.each(cases)('$title is refused', async (one) => {
    const then = one.title.includes('no gzip') ? gzipNamed(one) : one;
    const { result, factsRoot, temp } = await load(then);
    if (result.state !== 'refused') throw new Error(result.state);
    const found = result.errors.map((error) => [error.checkCode, ...place(error)]);
    expect(found).toEqual(one.errors.map(([code, expected]) => [code, ...place(expected ?? {})]));
    expect(Object.values(result.errorTotals).reduce((a, b) => a + b, 0)).toBe(one.errors.length);
    for (const error of result.errors) {
      expect(`${error.reason.zh}${error.reason.en}`).not.toMatch(/[{}]|undefined/);
    }
    expect(await readdir(join(factsRoot, '.incoming')), 'no facts are left').toEqual([]);
    expect(await readdir(temp)).toEqual([]);
  });

  it('has a case here for every reason that the package alone decides', () => {
    const tried = new Set(cases.flatMap((one) => one.errors.map(([code]) => code)));
    const elsewhere = [
      'version_reused',
      'version_not_above',
      'agency_unknown',
      'agency_not_yours',
      'package_unreadable',
      'code_unmapped',
      'pattern_invalid',
    ];
    expect(Object.keys(checkCodes).filter((code) => !tried.has(code as CheckCode))).toEqual(
      Object.keys(checkCodes).filter((code) => elsewhere.includes(code)),
    );
  });

  it('with 250 errors in a table keeps the first 100 and counts them all', async () => {
    const rows = Array.from({ length: 250 }, (_, i) => pay(`${i}`, { amount: 'x' }));
    const { result } = await load({ package: payments(...rows) });
    if (result.state !== 'refused') throw new Error(result.state);
    expect(result.errors).toHaveLength(100);
    expect(result.errors.at(-1)?.row).toBe(100);
    expect(result.errorTotals).toEqual({ benefit_payment: 250 });
  });

  it('says errors of the form and of the values together, each with its own row', async () => {
    const text = `${header}\n${line('1', 'x')}\nshort\n${line('2', 'y')}\n${line('2')}\n`;
    const { result } = await load({ package: csv(4, text) });
    if (result.state !== 'refused') throw new Error(result.state);
    expect(result.errors.map((error) => [error.row, error.checkCode])).toEqual([
      [1, 'number_invalid'],
      [2, 'csv_field_count'],
      [3, 'number_invalid'],
      [4, 'key_repeated'],
    ]);
  });

  it('that is neither a folder nor a zip, or not there, is refused as unreadable', async () => {
    const text = join(folder, 'text.zip');
    await writeFile(text, 'no zip');
    for (const path of [text, join(folder, 'nothing')]) {
      const result = await loadPackage(path, { factsRoot: join(folder, 'f'), tempDirectory: join(folder, 't') });
      if (result.state !== 'refused') throw new Error(result.state);
      expect(result.errors.map((error) => error.checkCode)).toEqual(['package_unreadable']);
    }
  });

  it('whose zip reaches out of its folder is refused and writes nothing there', async () => {
    const path = join(folder, 'slip.zip');
    await writeFile(path, storedZip('../slipped.csv', Buffer.from('x')));
    const result = await loadPackage(path, { factsRoot: join(folder, 'f'), tempDirectory: join(folder, 't') });
    if (result.state !== 'refused') throw new Error(result.state);
    expect(result.errors.map((error) => error.checkCode)).toEqual(['package_unreadable']);
    expect(existsSync(join(folder, 'slipped.csv'))).toBe(false);
  });

  it('whose zip holds a symbolic link as a table is refused', async () => {
    await mkdir(folder, { recursive: true });
    const path = join(folder, 'link.zip');
    const hash = `sha256:${createHash('sha256').update('').digest('hex')}`;
    const document = {
      agency: '120101',
      line: '000',
      dataset: 'external',
      period: '202610',
      version: 1,
      sentBy: 'x',
      sentAt: '2026-11-09T10:21:00+08:00',
      resources: [{ name: 'death', path: 'death.csv', encoding: 'utf-8', rows: 0, hash, controlTotals: {} }],
    };
    const entries = [
      storedEntry('datapackage.json', Buffer.from(JSON.stringify(document))),
      storedEntry('death.csv', Buffer.from('/etc/hostname'), 0o120777),
    ];
    await writeFile(path, zipOf(entries));
    const mayLack = () => ['imprisonment', 'border_crossing', 'tax_wage', 'business_registry'];
    const result = await loadPackage(path, { factsRoot: join(folder, 'f'), tempDirectory: join(folder, 't'), mayLack });
    if (result.state !== 'refused') throw new Error(result.state);
    expect(result.errors.map((error) => error.checkCode)).toEqual(['file_unreadable']);
  });
});

// The stated file exists as well, as plain text under a packed name.
function gzipNamed(one: Case): Case {
  return { ...one, package: stated({ path: 'benefit_payment.csv.gz' }) };
}

function place({ row, column, value }: { row?: number | null; column?: string | null; value?: string | null }) {
  return [row ?? null, column ?? null, value ?? null];
}

interface StoredEntry {
  name: Buffer;
  data: Buffer;
  mode: number;
}

function storedEntry(name: string, data: Buffer, mode = 0o100644): StoredEntry {
  return { name: Buffer.from(name), data, mode };
}

function storedZip(name: string, data: Buffer): Buffer {
  return zipOf([storedEntry(name, data)]);
}

/** A zip without compression, of any names and modes: writers of zips refuse the evil ones. */
function zipOf(entries: StoredEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, mode } of entries) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE((3 << 8) | 20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(data.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    locals.push(local, name, data);
    directory.push(central, name);
    offset += 30 + name.length + data.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}
