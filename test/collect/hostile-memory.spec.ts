import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build, defaultServerConditions } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage, type PackageSpec } from '../support/package-builder.js';
import { deflatedZeros, gzippedZeros, rawZip, type RawEntry } from '../support/raw-zip.js';

const gigabyte = 1024 ** 3;
const payments = 'benefit_payment.csv';
const sound: PackageSpec = { agency: '120101', line: '110', dataset: 'business', period: '202610' };
const head = Buffer.from('payment_no,batch_no,person_no,item,benefit_period,amount,channel\n');

let folder: string;
let program: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-memory-'));
  // Below node_modules, so that the child finds the packages that stay outside the bundle.
  program = await mkdtemp(resolve('node_modules/.load-child-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { resolve: { conditions: ['fundwatch-source', ...defaultServerConditions] } },
    build: { ssr: resolve('test/support/load-hostile-in-child.ts'), outDir: program, target: 'node20' },
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  if (program) await rm(program, { recursive: true, force: true });
});

async function write(more: Partial<PackageSpec> = {}): Promise<string> {
  const place = join(folder, String(count++));
  await mkdir(place);
  return buildPackage(place, { ...sound, ...more });
}

async function zipped(name: string, changes: Partial<RawEntry>, more: RawEntry[] = []): Promise<string> {
  const from = await write();
  const entries: RawEntry[] = [];
  for (const file of await readdir(from)) {
    const entry = { name: file, content: await readFile(join(from, file)) };
    entries.push(file === name ? { ...entry, ...changes } : entry);
  }
  await writeFile(`${from}.zip`, rawZip([...entries, ...more]));
  return `${from}.zip`;
}

describe.runIf(platform() === 'linux')('a process that loads one hostile package after another', () => {
  it('stays within 320 MiB beside a heap of 128, and takes the sound package that comes next', async () => {
    const gzipped = await write({ gzip: true });
    await writeFile(join(gzipped, `${payments}.gz`), gzippedZeros(3 * gigabyte, head));
    // One line of a gigabyte that arrives piece by piece; the bomb's limit is lifted, so that the line itself decides.
    const longLine = { packed: deflatedZeros(gigabyte, 0x78), declaredSize: gigabyte };
    const hollow = Array.from({ length: 100_000 }, (_, i) => ({ name: `x${i}`, packed: Buffer.from([3, 0]) }));
    const spaces = 100 * 1024 * 1024;
    const packages = [
      { path: await zipped(payments, longLine), limits: { expansion: 10_000 } },
      { path: await zipped(payments, { packed: deflatedZeros(10 * gigabyte), declaredSize: 1000 }) },
      { path: await zipped(payments, { packed: deflatedZeros(10 * gigabyte), declaredSize: 10 * gigabyte }) },
      { path: gzipped },
      {
        path: await zipped('datapackage.json', { packed: deflatedZeros(spaces, 0x20), declaredSize: spaces + 12 ** 7 }),
      },
      { path: await write({ describe: () => `{"agency":${'['.repeat(500_000)}${']'.repeat(500_000)}}` }) },
      { path: await write({ describe: () => `{"resources":[${'{},'.repeat(300_000)}{}]}` }) },
      { path: await zipped(payments, {}, hollow) },
      { path: await write() },
    ];
    const list = join(folder, 'list.json');
    await writeFile(list, JSON.stringify(packages));

    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--max-old-space-size=128',
        join(program, 'load-hostile-in-child.js'),
        list,
        join(folder, 'facts'),
        join(folder, 'temp'),
      ],
      { maxBuffer: 1024 * 1024 },
    );

    const { outcomes, peakBytes } = JSON.parse(stdout) as { outcomes: string[][]; peakBytes: number };
    expect(outcomes).toEqual([
      ['row_too_long', 'header_missing', 'hash_mismatch'],
      ['file_unreadable'],
      ['package_too_large'],
      ['row_too_long', 'package_too_large'],
      ['datapackage_invalid'],
      ['datapackage_invalid'],
      [...Array.from({ length: 5 }, () => 'identity_invalid'), 'datapackage_invalid'],
      ['package_unreadable'],
      ['acceptable'],
    ]);
    expect(peakBytes).toBeLessThan(320 * 1024 ** 2);
  });
});
