import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadPackage } from '@fundwatch/storage/facts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage, type PackageSpec, type Row } from '../support/package-builder.js';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-properties-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function send(spec: Partial<PackageSpec>) {
  const place = join(folder, String(count++));
  await mkdir(place);
  const identity = { agency: '120101', line: '110', dataset: 'business', period: '202610' } as const;
  const path = await buildPackage(place, { ...identity, ...spec });
  return loadPackage(path, { factsRoot: join(folder, 'facts'), tempDirectory: join(folder, 'temp'), threads: 1 });
}

const character = fc.constantFrom(
  'a',
  '王',
  '龘',
  '，',
  ',',
  '"',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\t',
  '　',
  "'",
  '\\',
  '=',
  '@',
);
const text = fc.array(character, { maxLength: 8 }).map((characters) => characters.join(''));
const cents = fc.bigInt({ min: -(10n ** 16n) + 1n, max: 10n ** 16n - 1n });
const money = cents.map((value) => {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
});
const sample = fc.record({
  text,
  money,
  months: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { nil: null }),
  fact: fc.constantFrom('true', 'false', null),
});

const ways = fc.record({
  encoding: fc.constantFrom<'utf-8' | 'gb18030'>('utf-8', 'gb18030'),
  container: fc.constantFrom<'folder' | 'zip'>('folder', 'zip'),
  nested: fc.boolean(),
  gzip: fc.boolean(),
  byteOrderMark: fc.boolean(),
  lineEnd: fc.constantFrom<'\n' | '\r\n'>('\n', '\r\n'),
});

describe('what is accepted', () => {
  it('reads back equal, whichever way it was sent', async () => {
    await fc.assert(
      fc.asyncProperty(ways, fc.array(sample, { minLength: 1, maxLength: 60 }), async (way, samples) => {
        const contribution = samples.map((one, i): Row => ({
          receipt_no: String(i).padStart(5, '0'),
          fee_period: '202610',
          months: one.months === null ? null : String(one.months),
          kind: 'normal',
          amount: one.money,
          paid_on: '2026-10-11',
          source: 'tax',
          levy_no: one.text,
        }));
        const person = samples.map((one, i): Row => ({
          person_no: String(i).padStart(5, '0'),
          name: `王${one.text}`,
          person_status: 'employed',
          special_work: one.fact,
        }));
        const result = await send({ ...way, tables: { contribution, person } });
        if (result.state !== 'acceptable') throw new Error(JSON.stringify(result));

        const fileOf = (table: string) => result.tables.find((one) => one.table === table)!.file!.path;
        const trimmed = (value: string) => value.replace(/^ +| +$/g, '') || null;
        expect(
          await read(`select levy_no, amount, months from '${fileOf('contribution')}' order by receipt_no`),
        ).toEqual(
          samples.map((one) => [
            trimmed(one.text),
            one.money.replace(/^-0\.00$/, '0.00'),
            one.months === null ? null : String(one.months),
          ]),
        );
        expect(await read(`select name, special_work from '${fileOf('person')}' order by person_no`)).toEqual(
          samples.map((one) => [trimmed(`王${one.text}`), one.fact === null ? null : one.fact === 'true']),
        );
        await result.discard();
      }),
      { numRuns: 16, seed: 20261123 },
    );
  });
});

/** The smallest dataset: what a changed byte does is the same in each. */
const external: Partial<PackageSpec> = {
  agency: '120000',
  line: '000',
  dataset: 'external',
  tables: {
    tax_wage: ['A', 'B', 'C'].map((id) => ({ id_number: id, credit_code: '91120101MA0000000X', wage: '1000.50' })),
    business_registry: [{ credit_code: '91120101MA0000000X', name: '王记商行', status: 'active' }],
  },
};

describe('a data file that is not what was hashed', () => {
  it('is refused for any single changed byte, also in a table without rows', async () => {
    const table = fc.constantFrom('tax_wage', 'business_registry', 'death');
    const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    await fc.assert(
      fc.asyncProperty(ways, table, place, fc.integer({ min: 1, max: 255 }), async (way, name, at, change) => {
        const changed = (bytes: Buffer) => {
          const copy = Buffer.from(bytes);
          const i = Math.floor(at * copy.length);
          copy[i] = copy[i]! ^ change;
          return copy;
        };
        const result = await send({ ...external, ...way, tamper: { [name]: changed } });
        expect(result.state).toBe('refused');
        if (result.state !== 'refused') return;
        expect(result.errors.map(({ checkCode }) => checkCode)).toContain('hash_mismatch');
        expect(new Set(result.errors.map((error) => error.table))).toEqual(new Set([name]));
      }),
      { numRuns: 60, seed: 20261124 },
    );
  });

  it('is refused for any bytes that were added or cut off', async () => {
    const longer = fc
      .uint8Array({ minLength: 1, maxLength: 40 })
      .map((tail) => (bytes: Buffer) => Buffer.concat([bytes, tail]));
    const shorter = fc.integer({ min: 1, max: 60 }).map((n) => (bytes: Buffer) => bytes.subarray(0, bytes.length - n));
    await fc.assert(
      fc.asyncProperty(ways, fc.oneof(longer, shorter), async (way, change) => {
        const result = await send({ ...external, ...way, tamper: { tax_wage: change } });
        expect(result.state).toBe('refused');
        if (result.state !== 'refused') return;
        expect(result.errors.map(({ checkCode }) => checkCode)).toContain('hash_mismatch');
      }),
      { numRuns: 30, seed: 20261125 },
    );
  });
});

describe('whatever stands in a data file', () => {
  it('ends as an answer to its sender, never as an error of the product', async () => {
    const name = fc.constantFrom(
      'id_number',
      'credit_code',
      'wage',
      ' wage ',
      '"wage"',
      'x',
      '',
      '__proto__',
      '"',
      'a"b',
    );
    const cell = fc.constantFrom(
      'A',
      'B',
      '1.00',
      '1e999',
      'NaN',
      '-0',
      '',
      ' ',
      '"',
      '""',
      '"a,b"',
      '"a\nb"',
      '\0',
      '\ufeff',
      '王',
    );
    const row = fc.array(cell, { maxLength: 5 }).map((cells) => cells.join(','));
    const end = fc.constantFrom('\n', '\r\n', '\r', '');
    const file = fc
      .tuple(fc.array(name, { maxLength: 5 }), fc.array(row, { maxLength: 6 }), end)
      .map(([names, rows, lineEnd]) => [names.join(','), ...rows].join(lineEnd || '\n') + lineEnd);
    const rows = fc.integer({ min: 0, max: 7 });
    await fc.assert(
      fc.asyncProperty(ways, file, rows, async ({ encoding: _, ...way }, csv, stated) => {
        const result = await send({
          ...external,
          ...way,
          csv: { tax_wage: csv },
          describe: (document) => {
            Object.assign(
              document.resources.find((one) => one.name === 'tax_wage')!,
              { rows: stated },
            );
          },
        });
        if (result.state === 'refused') expect(result.errors.length).toBeGreaterThan(0);
        else expect(result.state).toBe('acceptable');
      }),
      { numRuns: 80, seed: 20261126 },
    );
  });
});

async function read(sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const duckdb = await instance.connect();
  const reader = await duckdb.runAndReadAll(sql);
  duckdb.closeSync();
  instance.closeSync();
  return reader.getRowsJson();
}
