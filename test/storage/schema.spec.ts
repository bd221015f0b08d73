import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { EntityMetadata } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource } from '../../storage/src/postgres/data-source.js';
import { describeSchema } from '../../storage/src/postgres/describe-schema.js';
import { testConfig } from '../support/config.js';
import { createMigratedDatabase, type TestDatabase } from '../support/postgres.js';

const path = fileURLToPath(new URL('../../storage/schema.sql', import.meta.url));
let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createMigratedDatabase();
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

describe('storage/schema.sql', () => {
  it('says what the migrations lead to; UPDATE_SCHEMA=1 writes it anew', async () => {
    const fresh = await describeSchema(client);
    if (testConfig.updateSchema) await writeFile(path, fresh);
    expect(await readFile(path, 'utf8'), 'storage/schema.sql is stale: UPDATE_SCHEMA=1').toBe(fresh);
  });

  it.each([
    `alter table fundwatch.setting add column extra text`,
    `alter table fundwatch.setting alter column value drop not null`,
    `alter table fundwatch.setting alter column value set default '{}'`,
    `alter table fundwatch.setting add constraint extra check (key <> '')`,
    `create index extra on fundwatch.setting (value)`,
    `create policy extra on fundwatch.setting for select using (key = 'x')`,
    `alter table fundwatch.setting no force row level security`,
    `grant insert on fundwatch.migration to fundwatch_app`,
    `create function fundwatch.extra() returns int language sql as 'select 1'`,
    `create view fundwatch.extra with (security_invoker = true) as select key from fundwatch.setting`,
  ])('would show: %s', async (change) => {
    const before = await describeSchema(client);
    await client.query('begin');
    await client.query(change);
    const after = await describeSchema(client);
    await client.query('rollback');
    expect(after).not.toBe(before);
    expect(await describeSchema(client)).toBe(before);
  });
});

interface Column {
  name: string;
  type: string;
  nullable: boolean;
}

describe('the entities', () => {
  let entities: EntityMetadata[];
  const columns = new Map<string, Column[]>();
  beforeAll(async () => {
    const source = createDataSource(database.adminUrl, { poolSize: 1 });
    await source.initialize();
    entities = source.entityMetadatas;
    await source.destroy();
    const { rows } = await client.query<Column & { table: string }>(
      `select table_name as "table", column_name as name, case when data_type = 'ARRAY' then substr(udt_name, 2) || '[]' else data_type end as type,
         is_nullable = 'YES' as nullable
       from information_schema.columns where table_schema = 'fundwatch' and table_name <> 'migration' order by table_name, column_name`,
    );
    for (const { table, ...column } of rows) columns.set(table, [...(columns.get(table) ?? []), column]);
  });

  it('are one for each table, and no more', () => {
    expect(entities.map(({ tableName }) => tableName).sort()).toEqual([...columns.keys()].sort());
    expect(entities.every(({ schema }) => schema === 'fundwatch')).toBe(true);
  });

  it('have every column of their table, with its type and whether it may be empty, and no other', () => {
    for (const entity of entities) {
      const own = entity.columns
        .map((column) => ({
          name: column.databaseName,
          type: typeName(String(column.type), column.isArray),
          nullable: column.isNullable,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      const inTable = (columns.get(entity.tableName) ?? []).sort((a, b) => (a.name < b.name ? -1 : 1));
      expect(own, entity.tableName).toEqual(inTable);
    }
  });

  it('name the primary key of their table', async () => {
    const { rows } = await client.query<{ table: string; key: string[] }>(
      `select c.relname as "table", array_agg(a.attname::text order by a.attname) as key
       from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
       where i.indisprimary and c.relnamespace = 'fundwatch'::regnamespace group by c.relname`,
    );
    const keys = new Map(rows.map(({ table, key }) => [table, key]));
    for (const { tableName, primaryColumns } of entities)
      expect(primaryColumns.map(({ databaseName }) => databaseName).sort(), tableName).toEqual(keys.get(tableName));
  });
});

function typeName(type: string, isArray: boolean): string {
  const name = type === 'timestamptz' ? 'timestamp with time zone' : type;
  return isArray ? `${name}[]` : name;
}
