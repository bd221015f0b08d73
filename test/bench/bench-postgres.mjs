import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '@fundwatch/storage';
import pg from 'pg';
import { removeCluster, startPostgres } from '../../cli/dist/postgres/index.js';

const role = { name: 'fundwatch_app', password: 'only-in-benchmarks' };
const template = 'bench_template';

/** A PostgreSQL of the benchmark's own, with databases and homes for one step each. */
export async function startBenchPostgres(folder) {
  const home = join(folder, 'postgres');
  mkdirSync(home);
  const postgres = await startPostgres({ home, settings: { shared_buffers: '512MB', max_wal_size: '1GB' } });
  const urlOf = (name) => Object.assign(new URL(postgres.adminUrl), { pathname: `/${name}` }).href;
  const administer = async (sql) => {
    const client = new pg.Client(postgres.adminUrl);
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  const makeDatabase = async (from = 'template0') => {
    const name = `bench_${randomBytes(4).toString('hex')}`;
    await administer(`create database ${name} template ${from}`);
    return urlOf(name);
  };
  await administer(`do $$ begin if not exists (select from pg_roles where rolname = '${role.name}')
    then create role ${role.name} login password '${role.password}'; end if; end $$`);
  await administer(`create database ${template} template template0`);
  await migrate(urlOf(template), { appRole: role.name, appPassword: role.password });
  let homes = 0;
  return {
    makeDatabase,
    /** A bare home and a migrated database, as the application's role sees it. */
    async makeHome() {
      const url = new URL(await makeDatabase(template));
      const own = join(folder, `home-${++homes}`);
      mkdirSync(own);
      const adminUrl = url.href;
      const databaseUrl = Object.assign(url, { username: role.name, password: role.password }).href;
      return { home: own, databaseUrl, adminUrl };
    },
    async stop() {
      await postgres.stop({ force: true });
      await removeCluster(home);
    },
  };
}
