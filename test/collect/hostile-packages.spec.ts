import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { CheckCode } from '@fundwatch/domain/collect';
import { loadPackage } from '@fundwatch/storage/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage, encodeGb18030, type PackageSpec, type Row } from '../support/package-builder.js';
import { deflatedZeros, gzippedZeros, rawZip, type RawEntry } from '../support/raw-zip.js';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
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
const sound: PackageSpec = {
  agency: '120101',
  line: '110',
  dataset: 'business',
  period: '202610',
  tables: {
    person: [{ person_no: 'P1', name: '王伟', person_status: 'retired' }],
    benefit_payment: [pay('1'), pay('2')],
  },
};
const header = 'payment_no,batch_no,person_no,item,benefit_period,amount,channel';
const line = '1,B1,P1,basic_pension,202610,100.00,direct';
const csv = (rows: number, text: string | Buffer, more: Partial<PackageSpec> = {}): Partial<PackageSpec> => ({
  tables: { benefit_payment: Array.from({ length: rows }, (_, i) => pay(`x${i}`)) },
  csv: { benefit_payment: text },
  ...more,
});

/** A sound package as a folder of its own. */
async function write(more: Partial<PackageSpec> = {}): Promise<string> {
  const place = join(folder, String(count++));
  await mkdir(place);
  return buildPackage(place, { ...sound, ...more });
}

/** The sound package as a zip, its entries changed. */
async function zipped(change: (entries: RawEntry[]) => RawEntry[], more: Partial<PackageSpec> = {}): Promise<string> {
  const from = await write(more);
  const names = await readdir(from);
  const entries = await Promise.all(names.map(async (name) => ({ name, content: await readFile(join(from, name)) })));
  const path = `${from}.zip`;
  await writeFile(path, rawZip(change(entries)));
  return path;
}

const instead = (name: string, changes: Partial<RawEntry>) => (entries: RawEntry[]) =>
  entries.map((entry) => (entry.name === name ? { ...entry, ...changes } : entry));

async function inFolder(name: string, place: (path: string) => Promise<unknown>): Promise<string> {
  const path = await write();
  await unlink(join(path, name)).catch(() => undefined);
  await place(join(path, name));
  return path;
}

const payments = 'benefit_payment.csv';
const megabytes = (n: number) => n * 1024 * 1024;

interface Case {
  title: string;
  path: () => Promise<string>;
  /** Of every error, in order. */
  codes: CheckCode[];
  /** What the first reason says in Chinese. */
  zh?: string;
}

const cases: Case[] = [
  // Zip files.
  {
    title: 'a file of 10 GB of zeros that its header calls small',
    path: () => zipped(instead(payments, { packed: deflatedZeros(10 * 1024 ** 3), declaredSize: 1000 })),
    codes: ['file_unreadable'],
    zh: '文件无法读取：内容损坏，无法解压',
  },
  {
    title: 'a file of 10 GB of zeros that says so',
    path: () =>
      zipped(instead(payments, { packed: deflatedZeros(10 * 1024 ** 3), declaredSize: 10 * 1024 ** 3, zip64: true })),
    codes: ['package_too_large'],
  },
  {
    title: 'a zip within the zip in place of a table',
    path: () => zipped(instead(payments, { content: rawZip([{ name: 'x', content: Buffer.alloc(megabytes(1)) }]) })),
    codes: ['nul_character', 'header_missing', 'hash_mismatch', 'rows_mismatch'],
  },
  {
    title: 'entries that share the bytes of one',
    path: () =>
      zipped((entries) => [
        ...entries.filter(({ name }) => name !== payments && name !== 'recovery.csv'),
        entries.find(({ name }) => name === 'recovery.csv')!,
        { name: payments, sharesBytesOf: entries.length - 2 },
      ]),
    codes: ['file_unreadable'],
    zh: '文件无法读取：与压缩包内的其他文件重叠',
  },
  {
    title: 'a name that climbs out of the zip',
    path: () => zipped((entries) => [...entries, { name: '../../etc/cron.d/x', content: Buffer.from('x') }]),
    codes: ['package_unreadable'],
    zh: '数据包无法读取：压缩包内有指向别处的文件名',
  },
  {
    title: 'an absolute name',
    path: () => zipped((entries) => [{ name: '/etc/passwd', content: Buffer.from('x') }, ...entries]),
    codes: ['package_unreadable'],
    zh: '数据包无法读取：压缩包内有指向别处的文件名',
  },
  {
    title: 'a drive letter',
    path: () => zipped((entries) => [{ name: 'C:/x.csv', content: Buffer.from('x') }, ...entries]),
    codes: ['package_unreadable'],
    zh: '数据包无法读取：压缩包内有指向别处的文件名',
  },
  {
    title: 'backslashes',
    path: () => zipped((entries) => [{ name: '..\\..\\x.csv', content: Buffer.from('x') }, ...entries]),
    codes: ['package_unreadable'],
    zh: '数据包无法读取：压缩包内有指向别处的文件名',
  },
  {
    title: 'a symbolic link in the zip',
    path: () => zipped(instead(payments, { content: Buffer.from('/etc/passwd'), mode: 0o120777 })),
    codes: ['file_unreadable'],
    zh: '文件无法读取：是符号链接或特殊文件',
  },
  {
    title: 'a device in the zip',
    path: () => zipped(instead(payments, { content: Buffer.alloc(0), mode: 0o020666 })),
    codes: ['file_unreadable'],
    zh: '文件无法读取：是符号链接或特殊文件',
  },
  {
    title: 'an encrypted table',
    path: () => zipped(instead(payments, { flags: 0x801 })),
    codes: ['file_unreadable'],
    zh: '文件无法读取：文件已加密',
  },
  {
    title: 'two files of one name',
    path: () => zipped((entries) => [...entries, { name: payments, content: Buffer.from('x') }]),
    codes: ['package_unreadable'],
    zh: `数据包无法读取：有两个文件都叫 ${payments}`,
  },
  {
    title: 'a datapackage.json that is a link',
    path: () => zipped(instead('datapackage.json', { content: Buffer.from('/etc/passwd'), mode: 0o120777 })),
    codes: ['package_unreadable'],
    zh: '数据包无法读取：是符号链接或特殊文件',
  },
  {
    title: 'an empty zip',
    path: () => zipped(() => []),
    codes: ['datapackage_missing'],
  },
  {
    title: 'a zip of no bytes',
    path: async () => {
      const path = join(folder, `${count++}.zip`);
      await writeFile(path, '');
      return path;
    },
    codes: ['package_unreadable'],
    zh: '数据包无法读取：不是完整的 zip 文件',
  },
  {
    title: 'half a zip',
    path: async () => {
      const path = await zipped((entries) => entries);
      const bytes = await readFile(path);
      await writeFile(path, bytes.subarray(0, bytes.length >> 1));
      return path;
    },
    codes: ['package_unreadable'],
    zh: '数据包无法读取：不是完整的 zip 文件',
  },
  {
    title: 'a hundred thousand entries',
    path: () =>
      zipped((entries) => [
        ...entries,
        ...Array.from({ length: 100_000 }, (_, i) => ({ name: `x${i}`, packed: Buffer.from([3, 0]) })),
      ]),
    codes: ['package_unreadable'],
    zh: '数据包无法读取：文件超过 10000 个',
  },
  // Folders.
  {
    title: 'a table that is a link to a device',
    path: () => inFolder(payments, (at) => symlink('/dev/zero', at)),
    codes: ['file_unreadable'],
    zh: '文件无法读取：是符号链接',
  },
  {
    title: 'a table that is a named pipe',
    path: () => inFolder(payments, (at) => promisify(execFile)('mkfifo', [at])),
    codes: ['file_unreadable'],
    zh: '文件无法读取：不是普通文件',
  },
  {
    title: 'a table that is a folder',
    path: () => inFolder(payments, (at) => mkdir(at)),
    codes: ['file_missing'],
  },
  {
    title: 'a datapackage.json that is a link',
    path: () => inFolder('datapackage.json', (at) => symlink('/etc/hostname', at)),
    codes: ['package_unreadable'],
    zh: '数据包无法读取：是符号链接',
  },
  {
    title: 'a datapackage.json that is a named pipe',
    path: () => inFolder('datapackage.json', (at) => promisify(execFile)('mkfifo', [at])),
    codes: ['package_unreadable'],
    zh: '数据包无法读取：不是普通文件',
  },
  {
    title: 'a named pipe in place of the package',
    path: async () => {
      const path = join(folder, `${count++}.zip`);
      await promisify(execFile)('mkfifo', [path]);
      return path;
    },
    codes: ['package_unreadable'],
    zh: '数据包无法读取：既不是文件夹也不是文件',
  },
  // Gzip.
  {
    title: 'a gzip of 2 GB of zeros',
    path: async () => {
      const path = await write({ ...csv(1, `${header}\n${line}\n`, { gzip: true }) });
      await writeFile(join(path, `${payments}.gz`), gzippedZeros(2 * 1024 ** 3, Buffer.from(`${header}\n`)));
      return path;
    },
    codes: ['row_too_long', 'package_too_large'],
  },
  {
    title: 'a gzip followed by other bytes',
    path: () =>
      write({ gzip: true, tamper: { benefit_payment: (bytes) => Buffer.concat([bytes, Buffer.from('=1+1')]) } }),
    codes: ['file_unreadable', 'hash_mismatch'],
    zh: '文件无法读取：内容损坏，无法解压',
  },
  {
    title: 'a gzip followed by zeros and other bytes',
    path: () =>
      write({ gzip: true, tamper: { benefit_payment: (bytes) => Buffer.concat([bytes, Buffer.from('\0\0\0=1+1')]) } }),
    codes: ['file_unreadable', 'hash_mismatch'],
    zh: '文件无法读取：压缩内容结束之后还有多余的数据',
  },
  {
    title: 'a gzip cut short',
    path: () => write({ gzip: true, tamper: { benefit_payment: (bytes) => bytes.subarray(0, bytes.length - 6) } }),
    codes: ['file_unreadable', 'hash_mismatch'],
  },
  {
    title: 'a gzip within the gzip',
    path: () => write(csv(2, gzipSync(`${header}\n${line}\n`), { gzip: true })),
    codes: ['nul_character', 'header_missing', 'rows_mismatch'],
  },
  // Text.
  {
    title: 'UTF-16 with its mark',
    path: () => write(csv(1, Buffer.from(`\ufeff${header}\n${line}\n`, 'utf16le'))),
    codes: ['file_unreadable'],
    zh: '文件无法读取：是 UTF-16 编码的文本，应为 utf-8 或 gb18030',
  },
  {
    title: 'UTF-16 without a mark',
    path: () => write(csv(1, Buffer.from(`${header}\n${line}\n`, 'utf16le'))),
    codes: ['nul_character', 'header_missing', 'rows_mismatch', 'nul_character', 'nul_character'],
  },
  {
    title: 'Latin-1',
    path: () => write(csv(1, Buffer.from(`${header}\n${line.replace('B1', 'M\u00fcller')}\n`, 'latin1'))),
    codes: ['encoding_invalid'],
    zh: '该行含有不符合 utf-8 编码的字节',
  },
  {
    title: 'gb18030 cut within a character',
    path: () =>
      write(csv(1, Buffer.concat([encodeGb18030(`${header}\n${line}`), Buffer.from([0xb0])]), { encoding: 'gb18030' })),
    codes: ['encoding_invalid'],
    zh: '该行含有不符合 gb18030 编码的字节',
  },
  {
    title: 'a second byte order mark',
    path: () => write(csv(1, `\ufeff\ufeff${header}\n${line}\n`)),
    codes: ['column_unknown', 'column_missing'],
  },
  {
    title: 'the mark of UTF-8 where gb18030 is stated',
    path: () => write(csv(1, Buffer.from(`\ufeff${header}\n${line}\n`), { encoding: 'gb18030' })),
    codes: ['column_unknown', 'column_missing'],
  },
  {
    title: 'the mark of gb18030 where UTF-8 is stated',
    path: () =>
      write(csv(1, Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), Buffer.from(`${header}\n${line}\n`)]))),
    codes: ['encoding_invalid', 'header_missing'],
  },
  {
    title: 'NUL in the header',
    path: () => write(csv(1, `${header.replace('batch', 'ba\0tch')}\n${line}\n`)),
    codes: ['nul_character', 'header_missing'],
  },
  {
    title: 'a header of strangers only',
    path: () => write(csv(1, `a,b\n1,2\n`)),
    codes: [
      'column_unknown',
      'column_unknown',
      ...header.split(',').map((): CheckCode => 'column_missing'),
      'control_total_mismatch',
    ],
  },
  {
    title: 'a header that repeats a name behind spaces',
    path: () => write(csv(1, `${header}, channel \n${line},direct\n`)),
    codes: ['column_repeated'],
    zh: '表头中字段 channel 重复',
  },
  {
    title: 'a row of commas without end',
    path: () => write(csv(1, `${header}\n${','.repeat(megabytes(1) + 1)}\n`)),
    codes: ['row_too_long'],
  },
  {
    title: 'amounts that are no amounts and a day that is none',
    path: () =>
      write({
        tables: {
          benefit_payment: ['1e999', 'NaN', 'Infinity', '-Infinity', '-', '٣'].map((amount, i) =>
            pay(String(i), { amount }),
          ),
          enrolment: [{ person_no: 'P1', enrolled_on: '2026-02-30', status: 'paying' }],
        },
      }),
    codes: ['date_invalid', ...Array.from({ length: 6 }, () => 'number_invalid' as const)],
  },
  // datapackage.json.
  {
    title: 'a datapackage.json of 100 MB',
    path: () => write({ describe: (document) => JSON.stringify({ ...document, filler: 'x'.repeat(megabytes(100)) }) }),
    codes: ['datapackage_invalid'],
    zh: 'datapackage.json 不符合要求：超过上限 1048576 字节',
  },
  {
    title: 'a datapackage.json of 100 MB in a zip of some kilobytes',
    path: () =>
      zipped(
        instead('datapackage.json', { packed: deflatedZeros(megabytes(100), 0x20), declaredSize: 7 * megabytes(16) }),
      ),
    codes: ['datapackage_invalid'],
  },
  {
    title: 'a datapackage.json nested half a million levels deep',
    path: () => write({ describe: () => `{"agency":${'['.repeat(500_000)}${']'.repeat(500_000)}}` }),
    codes: ['datapackage_invalid'],
    zh: 'datapackage.json 不符合要求：嵌套超过 20 层',
  },
  {
    title: 'a control total nested deep',
    path: () =>
      write({
        describe: (document) => {
          const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
          return JSON.stringify(document).replace(/"amount":"[^"]*"/, () => `"amount":${deep}`);
        },
      }),
    codes: ['datapackage_invalid'],
  },
  {
    title: 'a quarter of a million resources in a megabyte',
    path: () =>
      write({
        describe: (document) =>
          JSON.stringify({ ...document, resources: 0 }).replace(
            '"resources":0',
            `"resources":[${'1,'.repeat(250_000)}1]`,
          ),
      }),
    codes: ['datapackage_invalid'],
    zh: 'datapackage.json 不符合要求：resources 超过 1000 项',
  },
  {
    title: 'numbers beyond all numbers',
    path: () =>
      write({
        describe: (document) => JSON.stringify({ ...document, version: 0 }).replace('"version":0', '"version":1e999'),
      }),
    codes: ['identity_invalid'],
  },
  {
    title: 'fields of other kinds than they should be',
    path: () =>
      write({ describe: (document) => void Object.assign(document, { sentBy: 7, sentAt: 'soon', resources: {} }) }),
    codes: ['datapackage_invalid', 'datapackage_invalid', 'datapackage_invalid'],
    zh: 'datapackage.json 不符合要求：sentBy 应为文本',
  },
  {
    title: 'names that objects have by themselves',
    path: () =>
      write({
        describe: (document) =>
          JSON.stringify(document).replace('"amount":', '"__proto__":{"x":1},"constructor":"1.00","amount":'),
      }),
    codes: ['control_total_unknown'],
  },
];

/** A header of UTF-8 read as gb18030, which is quoted in both languages. */
const strange = '锘縫';

describe('a hostile package', () => {
  it.each(cases)('is refused with a clear reason: $title', async ({ path, codes, zh }) => {
    const sent = await path();
    const options = { factsRoot: join(folder, 'facts'), tempDirectory: join(folder, 'temp'), threads: 1 };
    const result = await loadPackage(sent, options);

    expect(result.state).toBe('refused');
    const errors = result.state === 'refused' ? result.errors : [];
    expect(errors.map(({ checkCode }) => checkCode)).toEqual(codes);
    if (zh) expect(errors[0]!.reason.zh).toBe(zh);
    // Neither language leaks into the other, and nothing of ours is shown.
    for (const { reason } of errors) {
      expect(reason.en.replace(strange, '')).not.toMatch(/[\u4e00-\u9fff]|undefined|\[object/);
      expect(reason.zh).not.toContain('undefined');
      expect(reason.zh).not.toContain(folder);
    }
  });

  it('leaves nothing behind', async () => {
    expect(await readdir(join(folder, 'temp'))).toEqual([]);
    expect(await readdir(join(folder, 'facts', '.incoming'))).toEqual([]);
  });
});
