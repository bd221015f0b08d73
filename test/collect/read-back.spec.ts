import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadPackage } from '@fundwatch/storage/facts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage, type Row } from '../support/package-builder.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-back-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const character = fc.constantFrom(
  'a',
  '王',
  '𠮷',
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
  '#',
  '-',
  '=',
);
const text = fc.array(character, { maxLength: 8 }).map((characters) => characters.join(''));
const money = fc.bigInt({ min: -(10n ** 16n) + 1n, max: 10n ** 16n - 1n }).map((cents) => {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
});
const instant = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);
const day = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** The Shanghai wall clock of an instant, by another implementation than the loader's. */
function onShanghaiClock(sent: string): string {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return shown.format(new Date(sent));
}

describe('what is accepted', () => {
  it('reads back equal: any text, amount, day and time', async () => {
    const samples = fc.sample(fc.record({ text, money, instant, day }), { numRuns: 2000, seed: 20261115 });
    const payments = samples.map((sample, i): Row => ({
      payment_no: String(i).padStart(5, '0'),
      batch_no: 'B1',
      person_no: 'P1',
      item: 'basic_pension',
      benefit_period: '202610',
      amount: sample.money,
      channel: 'direct',
      bank_code: sample.text,
      paid_at: sample.instant,
    }));
    const persons = samples.map((sample, i): Row => ({
      person_no: String(i).padStart(5, '0'),
      name: `王${sample.text}`,
      person_status: 'retired',
      first_work_date: sample.day,
    }));
    const path = await buildPackage(folder, {
      agency: '120101',
      line: '110',
      dataset: 'business',
      period: '202610',
      tables: { benefit_payment: payments, person: persons },
    });
    const result = await loadPackage(path, { factsRoot: join(folder, 'f'), tempDirectory: join(folder, 't') });
    if (result.state !== 'acceptable') throw new Error(JSON.stringify(result));
    const trimmed = (value: string) => value.replace(/^ +| +$/g, '') || null;
    const fileOf = (table: string) => result.tables.find((one) => one.table === table)!.file!.path;

    expect(await read(`select amount, bank_code, paid_at from read_parquet('${fileOf('benefit_payment')}')`)).toEqual(
      samples.map((sample) => [
        sample.money.replace(/^-0\.00$/, '0.00'),
        trimmed(sample.text),
        onShanghaiClock(sample.instant),
      ]),
    );
    expect(await read(`select name, first_work_date from read_parquet('${fileOf('person')}')`)).toEqual(
      samples.map((sample) => [trimmed(`王${sample.text}`), sample.day]),
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
