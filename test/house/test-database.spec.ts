import pg from 'pg';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../support/postgres.js';

it('a test’s database is empty, its own, and lets the application’s role in without owning anything', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  expect(one.adminUrl).not.toBe(other.adminUrl);

  const admin = new pg.Client({ connectionString: one.adminUrl });
  await admin.connect();
  const tables = await admin.query(`select 1 from pg_tables where schemaname = 'public'`);
  expect(tables.rowCount).toBe(0);
  await admin.end();

  const app = new pg.Client({ connectionString: one.appUrl });
  await app.connect();
  await expect(app.query('create table public.mine (one int)')).rejects.toThrow(/permission denied/);
  await app.end();

  await Promise.all([one.drop(), other.drop()]);
  await expect(new pg.Client({ connectionString: one.adminUrl }).connect()).rejects.toThrow(/does not exist/);
});
