import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the owner of the run's own PostgreSQL. */
    postgresAdminUrl: string;
  }
}

/** A database of one test file's own. */
export interface TestDatabase {
  /** As the owner of everything: for migrations and for looking behind the scenes. */
  adminUrl: string;
  /** As the application's login role, which owns nothing. */
  appUrl: string;
  /** Removes the database, cutting connections that are left. */
  drop(): Promise<void>;
}

export const APP_ROLE = 'fundwatch_app';
const APP_PASSWORD = 'only-in-tests';
const TEMPLATE = 'fundwatch_template';

/** An empty database. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return withAdministrator(inject('postgresAdminUrl'), async (client) => {
    await ensureAppRole(client);
    return createDatabase(client, 'template0', inject('postgresAdminUrl'));
  });
}

/** A database with the product's schema: a copy of one that is migrated once per server, by whoever needs it first. */
export async function createMigratedDatabase(server = inject('postgresAdminUrl')): Promise<TestDatabase> {
  return withAdministrator(server, async (client) => {
    await ensureAppRole(client);
    return alone(client, TEMPLATE, async () => {
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
      if (!rowCount) await makeTemplate(client, server);
      return await createDatabase(client, TEMPLATE, server);
    });
  });
}

/** Does something while no other test file of the run does what has the same name. */
export function whileNobodyElse<T>(name: string, work: () => Promise<T>): Promise<T> {
  return withAdministrator(inject('postgresAdminUrl'), (client) => alone(client, name, work));
}

/** Another name on the same server, for the database that stands for an exchange database. */
export function urlOf(name: string, server = inject('postgresAdminUrl')): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function makeTemplate(client: pg.Client, server: string): Promise<void> {
  const unfinished = `${TEMPLATE}_unfinished`;
  await client.query(`drop database if exists ${unfinished} with (force)`);
  await client.query(`create database ${unfinished} template template0`);
  // Loaded only when asked for, so that tests of plain PostgreSQL don't pull in the product's storage.
  const { migrate } = await import('@fundwatch/storage');
  await migrate(urlOf(unfinished, server), { appRole: APP_ROLE, appPassword: APP_PASSWORD });
  await client.query(`alter database ${unfinished} rename to ${TEMPLATE}`);
}

async function createDatabase(client: pg.Client, template: string, server: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await client.query(`create database ${name} template ${template}`);
  const adminUrl = urlOf(name, server);
  const appUrl = new URL(adminUrl);
  appUrl.username = APP_ROLE;
  appUrl.password = APP_PASSWORD;
  const drop = () =>
    withAdministrator(server, async (administrator) => {
      await administrator.query(`drop database if exists ${name} with (force)`);
    });
  return { adminUrl, appUrl: appUrl.href, drop };
}

async function ensureAppRole(client: pg.Client): Promise<void> {
  await alone(client, APP_ROLE, async () => {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
    if (!rowCount) await client.query(`create role ${APP_ROLE} login password '${APP_PASSWORD}'`);
  });
}

async function alone<T>(client: pg.Client, name: string, work: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock(hashtext($1))', [name]);
  try {
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [name]);
  }
}

async function withAdministrator<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
