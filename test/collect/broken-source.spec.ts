import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pullExchangeSource } from '@fundwatch/application/facts';
import { tablesOf, type Line } from '@fundwatch/domain/collect';
import { createExchangeSchema, writeSubmission } from '@fundwatch/storage/exchange';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Office } from '../support/an-office.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { soundRows } from '../support/sound-rows.js';

const tables = tablesOf('business').map(({ name }) => name);
const rows = 400;
let office: Office;
let exchange: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  exchange = await createTestDatabase();
  owner = new pg.Client(exchange.adminUrl);
  await owner.connect();
  await createExchangeSchema(owner);
  // Reading the row with the marked key ends the reader's connection, as a restart of the source would.
  await owner.query(`
    create table public.breaks (table_name text, at_row integer);
    create function public.holds(name text, at_row bigint) returns boolean language plpgsql as $$
    begin
      if exists (select from public.breaks b where b.table_name = name and b.at_row = holds.at_row) then
        perform pg_terminate_backend(pg_backend_pid());
      end if;
      return true;
    end $$`);
  office = await Office.open({ baseline: true, exchangeSources: [{ name: 'region', url: exchange.adminUrl }] });
  await office.setClock('2026-10-20T09:00:00+08:00');
});
afterAll(async () => {
  await office?.close();
  await owner?.end();
  await exchange?.drop();
});

async function send(period: string): Promise<void> {
  const key = { agency: '120101', line: '110' as Line, dataset: 'business' as const, period, version: 1 };
  const sender = { sentBy: '经办', sentAt: '2026-10-09T09:00:00+08:00' };
  await writeSubmission(
    owner,
    { ...key, ...sender },
    Object.fromEntries(tables.map((name) => [name, soundRows(name, rows)])),
  );
}

/** From now on the tables of the source are views that may break their reader. */
async function arm(): Promise<void> {
  for (const name of tables) {
    await owner.query(`alter table exchange.${name} rename to ${name}_rows`);
    const { rows: columns } = await owner.query<{ list: string }>(
      `select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute
        where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
      [`exchange.${name}_rows`],
    );
    await owner.query(
      `create view exchange.${name} as select ${columns[0]!.list}
         from (select *, row_number() over (partition by period) as n from exchange.${name}_rows) as numbered
        where public.holds('${name}', n)`,
    );
  }
}

const pull = (period: string) => pullExchangeSource(office.app, office.system, { source: 'region', period });
const standing = (period: string) =>
  office.sql<{ state: string }>(`select state from fundwatch.submission where period = $1`, [period]);
const factsOf = (period: string) =>
  office.sql<{ table_name: string; rows: string; content_hash: string }>(
    `select f.table_name, f.rows, f.content_hash from fundwatch.fact_file f join fundwatch.submission s on s.id = f.submission_id
     where s.period = $1 order by 1`,
    [period],
  );
const waiting = () => readdir(join(office.home, 'facts', '.incoming')).catch(() => []);

describe('a connection that breaks in the middle of a pull', () => {
  const cases = tables.flatMap((name) => [1, rows - 10].map((row) => ({ name, row })));
  const periodOf = (index: number) => `${2001 + Math.floor(index / 12)}${String((index % 12) + 1).padStart(2, '0')}`;

  beforeAll(async () => {
    await send('202609');
    await send('202608');
    for (const index of cases.keys()) await send(periodOf(index));
    await arm();
    expect(await pull('202609')).toMatchObject({ accepted: 1 });
  });

  it.each(cases.map((one, index) => ({ ...one, index })))(
    'at row $row of $name leaves nothing behind, and the next pull takes the same facts, once',
    async ({ name, row, index }) => {
      const period = periodOf(index);
      await owner.query('insert into public.breaks values ($1, $2)', [name, row]);
      await expect(pull(period)).rejects.toThrow();
      expect(await standing(period)).toEqual([]);
      expect(await factsOf(period)).toEqual([]);
      expect(await waiting()).toEqual([]);
      await owner.query('delete from public.breaks');
      expect(await pull(period)).toEqual({ offered: 1, accepted: 1, refused: 0 });
      expect(await standing(period)).toEqual([{ state: 'accepted' }]);
      expect(await factsOf(period)).toEqual(await factsOf('202609'));
      expect(await pull(period)).toEqual({ offered: 0, accepted: 0, refused: 0 });
    },
  );

  it('is taken up again by the job itself', async () => {
    await owner.query('insert into public.breaks values ($1, 100)', [tables[3]]);
    await office.startWorkers();
    await office.app.queue.enqueue('pullExchangeSource', { source: 'region' });
    const jobs = (failed: boolean) =>
      office.jobs.filter(({ name, error }) => name === 'pullExchangeSource' && Boolean(error) === failed).length;
    await office.until(() => jobs(true) > 0);
    await owner.query('delete from public.breaks');
    await office.until(() => jobs(false) > 0);
    expect(await standing('202608')).toEqual([{ state: 'accepted' }]);
    expect(await factsOf('202608')).toEqual(await factsOf('202609'));
  });
});
