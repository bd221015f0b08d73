import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMigratedDatabase, type TestDatabase } from '../support/postgres.js';

const OWN = '120101';
const FOREIGN = '120102';
/** Whatever names the same record, in whichever table. */
const RECORD = '00000000-0000-4000-8000-000000000001';

let database: TestDatabase;
let admin: pg.Client;
let app: pg.Client;
let tables: string[];

/** A row of the own agency in every table that has an `agency`, with as little else in its way as can be. */
beforeAll(async () => {
  database = await createMigratedDatabase();
  admin = new pg.Client({ connectionString: database.adminUrl });
  app = new pg.Client({ connectionString: database.appUrl });
  await Promise.all([admin.connect(), app.connect()]);
  // What refuses a row here is to be the policy alone: this database is thrown away, so its constraints go.
  const drops = await admin.query<{ sql: string }>(
    `select format('alter table %s drop constraint %I cascade', conrelid::regclass, conname) as sql
     from pg_constraint where connamespace = 'fundwatch'::regnamespace and contype in ('c', 'f', 'p', 'u', 'x')
     order by contype = 'p'`,
  );
  for (const { sql } of drops.rows) await admin.query(sql.replace(' drop constraint ', ' drop constraint if exists '));
  const columns = await admin.query<{ relation: string; name: string; kind: string; generated: boolean }>(
    `select c.relname as relation, a.attname as name, format_type(a.atttypid, null) as kind,
       a.attgenerated <> '' or a.attidentity <> '' as generated
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'fundwatch'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration'
     order by c.relname, a.attnum`,
  );
  const byTable = new Map<string, typeof columns.rows>();
  for (const column of columns.rows) byTable.set(column.relation, [...(byTable.get(column.relation) ?? []), column]);
  tables = [...byTable].flatMap(([table, own]) => (own.some(({ name }) => name === 'agency') ? [table] : []));
  for (const [table, own] of byTable) {
    for (const { name, generated } of own)
      if (!generated) await admin.query(`alter table fundwatch.${table} alter column "${name}" drop not null`);
    const given = own.filter(({ generated }) => !generated);
    await admin.query(`alter table fundwatch.${table} no force row level security`);
    await admin.query(insertOf(table, given, OWN));
    await admin.query(`alter table fundwatch.${table} force row level security`);
  }
});
afterAll(async () => {
  await app?.end();
  await admin?.end();
  await database?.drop();
});

const kept = new Map<string, string>();
function insertOf(table: string, columns: readonly { name: string; kind: string }[], agency: string): string {
  const values = columns.map(({ name, kind }) => (name === 'agency' ? `'${agency}'` : valueOf(kind)));
  const sql = `insert into fundwatch.${table} (${columns.map(({ name }) => `"${name}"`).join(', ')}) values (${values.join(', ')})`;
  kept.set(table, sql);
  return sql;
}

function valueOf(kind: string): string {
  if (kind.endsWith('[]')) return `'{}'`;
  if (kind === 'uuid') return `'${RECORD}'`;
  if (kind === 'boolean') return 'true';
  if (kind === 'jsonb' || kind === 'json') return `'{}'`;
  if (kind === 'date' || kind.startsWith('timestamp')) return 'now()';
  if (/int|numeric|double|real/.test(kind)) return '1';
  return kind === 'text' || kind.startsWith('character') ? `'x'` : 'null';
}

/** What a statement does in a scope, undone afterwards; the message where it is refused. */
async function attempt(scope: string, sql: string): Promise<number | string> {
  await app.query('begin');
  try {
    await app.query(`select set_config('fundwatch.scope', $1, true)`, [scope]);
    return (await app.query(sql)).rowCount ?? 0;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await app.query('rollback');
  }
}
const refused = /row-level security|permission denied/;
const others = [`agency:${FOREIGN}`, 'department:120999', 'none'];

/**
 * What has to come from whom is master data: which agency sends which dataset is no secret, every scope reads it, and who may
 * change it is decided by the use case (`changeExpected`) alone.
 */
const masterData: readonly string[] = ['expected_submission'];
/** About an agency and not for it: what the office judges by, tries out or keeps quiet; uploads are their account's own. */
const notForTheAgency: readonly string[] = [
  'evaluation_scope',
  'hit',
  'restatement_difference',
  'resumable_upload',
  'test_run_hit',
  'whitelist_entry',
];

/** What of all tables and scopes does not come out as it should: `table, scope: what came`. */
async function exceptions(
  scopes: readonly string[],
  statement: (table: string) => string,
  expected: RegExp,
  except: readonly string[] = [],
): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables.filter((one) => !except.includes(one)))
    for (const scope of scopes) {
      const result = String(await attempt(scope, statement(table)));
      if (!expected.test(result)) found.push(`${table}, ${scope}: ${result}`);
    }
  return found;
}
const read = (table: string) => `select from fundwatch.${table}`;
const give = (table: string) => `update fundwatch.${table} set agency = '${FOREIGN}'`;

describe('a row of an agency, to raw SQL as fundwatch_app', () => {
  test('is in every table that has one, and the office finds it', async () => {
    expect(tables.length).toBeGreaterThan(20);
    expect(await exceptions(['all'], read, /^1$/)).toEqual([]);
  });

  test('raises where nobody asks', async () => {
    expect(await exceptions([''], read, /NO_REQUEST_CONTEXT/)).toEqual([]);
  });

  test('is seen by no other agency and no department', async () => {
    expect(await exceptions(others, read, /^0$/, masterData)).toEqual([]);
  });

  test('is changed and removed by no other', async () => {
    expect(await exceptions(others, give, /^0$|permission denied/, masterData)).toEqual([]);
    const remove = (table: string) => `delete from fundwatch.${table}`;
    expect(await exceptions(others, remove, /^0$|permission denied/, masterData)).toEqual([]);
  });

  test('is written by no other in its name', async () => {
    expect(await exceptions(others, (table) => kept.get(table)!, refused, masterData)).toEqual([]);
  });

  test('is not given away by the agency itself', async () => {
    expect(await exceptions([`agency:${OWN}`], give, /^0$|row-level security|permission denied/, masterData)).toEqual(
      [],
    );
  });

  test('is the agency’s own to read, but for what the office keeps to itself', async () => {
    const hidden = await exceptions([`agency:${OWN}`], read, /^1$/);
    expect(hidden).toEqual(notForTheAgency.map((table) => `${table}, agency:${OWN}: 0`));
  });
});
