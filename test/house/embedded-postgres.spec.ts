import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, waysToRun, type RunAs } from '@fundwatch/cli/postgres';
import pg from 'pg';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { removeHome } from '../support/global-setup.js';

/** Programs and data of servers that run as an OS user. */
const outsideHomes = '/var/lib/fundwatch-postgres';

afterAll(async () => {
  // The programs were copied for these cases, unless an installation of this machine uses them.
  const found = await readdir(outsideHomes).catch(() => []);
  if (found.every((name) => name.startsWith('binaries-'))) await rm(outsideHomes, { recursive: true, force: true });
});

describe.each(waysToRun())('embedded PostgreSQL run as %s', (runAs) => {
  it('starts in a home that only its owner can enter, speaks UTF8 and Shanghai time, and listens to this machine only', async () => {
    const { home, start } = await aHome(runAs);
    expect((await stat(home)).mode & 0o777).toBe(0o700);
    const postgres = await start();

    const settings = await query(
      postgres.adminUrl,
      `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listens,
              current_setting('max_connections') as connections, current_setting('timezone') as timezone,
              (select datcollate from pg_database where datname = current_database()) as locale`,
    );
    expect(settings[0]).toEqual({
      encoding: 'UTF8',
      listens: '127.0.0.1',
      connections: '200',
      timezone: 'Asia/Shanghai',
      locale: 'C',
    });
    expect((await stat(join(home, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
  });

  it('keeps its data, its password and its port over a stop and a start', async () => {
    const { start } = await aHome(runAs);
    const first = await start();
    await query(first.adminUrl, 'create table kept as select 1 as one');
    await first.stop();
    await expect(query(first.adminUrl, 'select 1')).rejects.toThrow();

    const second = await start();
    expect(second.attached).toBe(false);
    expect(second.adminUrl).toBe(first.adminUrl);
    expect(await query(second.adminUrl, 'select one from kept')).toEqual([{ one: 1 }]);
  });

  it('starts again after its server was killed in the middle of work, with everything committed still there', async () => {
    const { start } = await aHome(runAs);
    const first = await start();
    await query(first.adminUrl, 'create table kept as select 1 as one');
    process.kill(first.pid, 'SIGKILL');

    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second.adminUrl, 'select one from kept')).toEqual([{ one: 1 }]);
  });
});

const [anyWay] = waysToRun();

it('a second start on the same home attaches to the running server, which stops with its last user', async () => {
  const { start } = await aHome(anyWay!);
  const first = await start();
  const second = await start();
  expect(second).toMatchObject({ attached: true, pid: first.pid, adminUrl: first.adminUrl });

  await first.stop();
  expect(await query(second.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.stop();
  await expect(query(second.adminUrl, 'select 1')).rejects.toThrow();
});

it('two first starts at once on one home end at one server', async () => {
  const { start } = await aHome(anyWay!);
  const [one, other] = await Promise.all([start(), start()]);
  expect(one.pid).toBe(other.pid);
  expect(await query(other.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('a password that is not the home’s is refused', async () => {
  const { home, start } = await aHome(anyWay!);
  const postgres = await start();
  const password = (await readFile(join(home, 'postgres', 'password'), 'utf8')).trim();
  await expect(query(postgres.adminUrl.replace(password, 'guess'), 'select 1')).rejects.toThrow(/password/);
});

it('a way to run that this user cannot use is refused with the ways that are possible', async () => {
  const home = await mkdtemp(join(tmpdir(), 'fundwatch-house-'));
  onTestFinished(() => removeHome(home));
  const impossible = (['self', 'unshare', 'os-user'] as const).find((way) => !waysToRun().includes(way));
  await expect(startPostgres({ home, runAs: impossible })).rejects.toThrow(`"${impossible}"`);
});

async function aHome(runAs: RunAs) {
  const home = await mkdtemp(join(tmpdir(), 'fundwatch-house-'));
  await chmod(home, 0o700);
  const servers: Awaited<ReturnType<typeof startPostgres>>[] = [];
  onTestFinished(async () => {
    for (const server of servers) await server.stop({ force: true });
    await removeHome(home);
  });
  const start = async () => {
    const server = await startPostgres({ home, runAs });
    servers.push(server);
    return server;
  };
  return { home, start };
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}
