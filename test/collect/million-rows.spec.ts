import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import { tablesOf, totalledFields } from '@fundwatch/domain/collect';
import { build, defaultServerConditions } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const rows = 1_000_000;
let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'million-'));
  // Below node_modules, so that the child finds the packages that stay outside the bundle.
  program = await mkdtemp(resolve('node_modules/.load-child-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { resolve: { conditions: ['fundwatch-source', ...defaultServerConditions] } },
    build: { ssr: resolve('test/support/load-package-in-child.ts'), outDir: program, target: 'node20' },
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  if (program) await rm(program, { recursive: true, force: true });
});

describe.runIf(platform() === 'linux')('a packed package of a million payments', () => {
  it('is accepted within 1 GiB of memory', async () => {
    const path = await writePackage();
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(program, 'load-package-in-child.js'), path, join(folder, 'facts'), join(folder, 'temp')],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    const result = JSON.parse(stdout) as { state: string; errors: unknown[]; placed: unknown[]; peakBytes: number };
    expect(result.errors).toEqual([]);
    expect(result.state).toBe('acceptable');
    expect(result.placed).toMatchObject([{ table: 'benefit_payment', rows }]);
    expect(result.peakBytes).toBeLessThan(1024 ** 3);
  });
});

async function writePackage(): Promise<string> {
  const path = join(folder, 'sent');
  await mkdir(path);
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  let cents = 0n;
  function* chunks() {
    yield 'payment_no,batch_no,person_no,item,benefit_period,amount,bank_code,account_hash,channel,reviewed_by,reviewed_at,approved_at,paid_at\n';
    let chunk = '';
    for (let i = 0; i < rows; i++) {
      // Persons in scattered order, as a real export has them, so that sorting has work to do.
      const personNo = `P${String((i * 7919) % rows).padStart(8, '0')}`;
      const amount = 100_000 + ((i * 31) % 500_000);
      cents += BigInt(amount);
      const account = ((i * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0').repeat(8);
      const money = `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
      const second = String(i % 60).padStart(2, '0');
      chunk += `PY${i},B${i % 200},${personNo},basic_pension,202610,${money},102,${account},direct,S01,2026-10-01T09:00:${second},2026-10-02T09:00:${second},2026-10-05T09:00:${second}+08:00\n`;
      if (chunk.length > 1_000_000) {
        yield chunk;
        chunk = '';
      }
    }
    yield chunk;
  }
  const file = join(path, 'benefit_payment.csv.gz');
  await pipeline(
    Readable.from(chunks(), { objectMode: false }),
    createGzip({ level: 1 }),
    hashing,
    createWriteStream(file),
  );
  const hex = hash.digest('hex');
  const resources = [];
  for (const table of tablesOf('business')) {
    if (table.name === 'benefit_payment') {
      const amount = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
      const found = { rows, hash: `sha256:${hex}`, controlTotals: { amount } };
      resources.push({ name: table.name, path: 'benefit_payment.csv.gz', encoding: 'utf-8', ...found });
      continue;
    }
    const text = `${table.fields.map((field) => field.name).join(',')}\n`;
    await writeFile(join(path, `${table.name}.csv`), text);
    const controlTotals = Object.fromEntries(
      totalledFields(table).map((field) => [field.name, (0).toFixed(field.scale)]),
    );
    const sha256 = createHash('sha256').update(text).digest('hex');
    const found = { rows: 0, hash: `sha256:${sha256}`, controlTotals };
    resources.push({ name: table.name, path: `${table.name}.csv`, encoding: 'utf-8', ...found });
  }
  const identity = { agency: '120101', line: '110', dataset: 'business', period: '202610', version: 1 };
  const document = { ...identity, sentBy: '测试', sentAt: '2026-11-09T10:21:00+08:00', resources };
  await writeFile(join(path, 'datapackage.json'), JSON.stringify(document));
  return path;
}
