import { randomUUID } from 'node:crypto';
import { systemContext, type RequestContext } from '@fundwatch/domain/identity';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDataSource } from '../../storage/src/postgres/data-source.js';
import { createDatabase, type Database } from '../../storage/src/postgres/with-context.js';
import { createMigratedDatabase, type TestDatabase } from '../support/postgres.js';

const office = systemContext('test', 'r-1');
const ofAgency: RequestContext = { ...office, scope: 'agency:120101' };
const sent = randomUUID();
const raised = randomUUID();

let database: TestDatabase;
let source: DataSource;
let product: Database;

beforeAll(async () => {
  database = await createMigratedDatabase();
  // One connection, so that what a read leaves behind would be met by the next.
  source = createDataSource(database.appUrl, { poolSize: 1 });
  await source.initialize();
  product = createDatabase(source);
  await inScopeOfAll(
    `insert into alert (id, number, indicator, indicator_version, agency, line, subject, first_period, severity, state, revision, continues,
       hits, raised_at, updated_at, dispatched_at)
     select case i when 1 then '${sent}' when 2 then '${raised}' else gen_random_uuid() end, 'A-' || i, 'DY01', 1, '120101', '110', 'P' || i,
       '202606', 'high', case i when 2 then 'raised' else 'dispatched' end, 1, true, 1, now(), now(), case i when 2 then null else now() end
     from generate_series(1, 1000) as i`,
  );
});
afterAll(async () => {
  await product.close();
  await database.drop();
});

async function inScopeOfAll(sql: string): Promise<Record<string, unknown>[]> {
  return source.transaction(async (manager) => {
    await manager.query(`select set_config('fundwatch.scope', 'all', true)`);
    return manager.query(sql);
  });
}

test('a single read is answered as its context may see, which ends with it', async () => {
  const numberOf = async (context: RequestContext, id: string) =>
    (await product.readOnce(context, ({ alerts }) => alerts.get(id)))?.number;
  expect(await numberOf(office, raised)).toBe('A-2');
  expect(await numberOf(ofAgency, raised)).toBeUndefined();
  expect(await numberOf(ofAgency, sent)).toBe('A-1');
  await expect(source.query('select count(*) from alert')).rejects.toThrow('NO_REQUEST_CONTEXT');
});

test('what a single read is asked for is never taken for SQL', async () => {
  const definition = { code: 'DY01', version: 1, title: { zh: 'x', en: 'x' }, subject: 'person_no' } as never;
  const hash = `it's \\ $1`;
  await product.withContext(office, ({ indicatorDefinitions }) =>
    indicatorDefinitions.keep([{ hash, definition }], '2026-10-20T00:00:00Z'),
  );
  const kept = (asked: string) =>
    product.readOnce(office, ({ indicatorDefinitions }) => indicatorDefinitions.get(asked));
  expect(await kept(hash)).toMatchObject({ code: 'DY01' });
  expect(await kept(`x' or 'x' = 'x`)).toBeNull();
  expect(await kept(`x\\' or true; --`)).toBeNull();
});

test('a single read that fails leaves a connection that works', async () => {
  await expect(product.readOnce(office, ({ alerts }) => alerts.get('no id'))).rejects.toThrow(/uuid/);
  expect(await product.readOnce(office, ({ alerts }) => alerts.get(sent))).toMatchObject({ number: 'A-1' });
});

test('a statement of every page is planned once a connection, and answers for the values and the context of each time', async () => {
  const numberOf = async (context: RequestContext, id: string) =>
    (await product.withContext(context, ({ alerts }) => alerts.get(id)))?.number;
  for (let turn = 0; turn < 7; turn++) {
    expect(await numberOf(office, sent)).toBe('A-1');
    expect(await numberOf(office, raised)).toBe('A-2');
    expect(await numberOf(ofAgency, raised)).toBeUndefined();
  }
  const planned: { times: number }[] = await source.query(
    `select (generic_plans + custom_plans)::integer as times from pg_prepared_statements where statement like '%from alert a where a.id = $1'`,
  );
  expect(planned).toEqual([{ times: 21 }]);
});

test('the planner does not take what one may see for a hundredth of what there is', async () => {
  const owner = new pg.Client({ connectionString: database.adminUrl });
  await owner.connect();
  await owner.query('analyze fundwatch.alert');
  await owner.end();
  const [row] = await inScopeOfAll(`explain (format json) select from alert where line = '110'`);
  const [{ Plan: plan }] = row!['QUERY PLAN'] as [{ Plan: { 'Plan Rows': number } }];
  expect(plan['Plan Rows']).toBeGreaterThan(300);
});
