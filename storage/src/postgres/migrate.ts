import { DomainError } from '@fundwatch/domain';
import pg from 'pg';
import { migrateQueue } from '../queue/migrate-queue.js';
import { createDataSource } from './data-source.js';
import { latestMigration } from './migrations.js';

/** Any fixed number: the advisory lock that lets one migrator run at a time. */
const MIGRATION_LOCK = 7_205_759_001;

/**
 * Brings the schema up to date and gives the application its login role, which owns nothing.
 * Safe to run from several processes at once. @throws DomainError SCHEMA_NEWER_THAN_CODE
 */
export async function migrate(
  adminUrl: string,
  options: { appRole?: string; appPassword?: string } = {},
): Promise<void> {
  const role = options.appRole ?? 'fundwatch_app';
  const lock = new pg.Client({ connectionString: adminUrl });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewerSchema(lock);
    await createRole(lock, role, options.appPassword);
    await lock.query('create schema if not exists fundwatch');
    const source = createDataSource(adminUrl, { poolSize: 2, applicationName: 'fundwatch-migrate' });
    await source.initialize();
    try {
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
    await migrateQueue(lock, role);
  } finally {
    await lock.end();
  }
}

/** A schema that a newer release wrote must not be run by older code. @throws DomainError SCHEMA_NEWER_THAN_CODE */
export async function refuseNewerSchema(client: pg.Client): Promise<void> {
  const table = await client.query<{ found: string | null }>(
    `select to_regclass('fundwatch.migration')::text as found`,
  );
  if (!table.rows[0]?.found) return;
  const newest = await client.query<{ name: string }>(
    'select name from fundwatch.migration order by timestamp desc limit 1',
  );
  const found = newest.rows[0]?.name;
  if (found !== undefined && found > latestMigration)
    throw new DomainError('SCHEMA_NEWER_THAN_CODE', { schema: found, code: latestMigration });
}

async function createRole(client: pg.Client, role: string, password: string | undefined): Promise<void> {
  const exists = await client.query('select from pg_roles where rolname = $1', [role]);
  const name = pg.escapeIdentifier(role);
  if (exists.rowCount === 0)
    await client.query(`create role ${name} login nosuperuser nobypassrls nocreatedb nocreaterole`);
  if (password !== undefined) await client.query(`alter role ${name} password ${pg.escapeLiteral(password)}`);
}
