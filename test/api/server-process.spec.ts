import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testConfig } from '../support/config.js';
import { createMigratedDatabase, type TestDatabase } from '../support/postgres.js';

const main = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));

let database: TestDatabase;
let home: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  database = await createMigratedDatabase();
  home = await mkdtemp(join(tmpdir(), 'fundwatch-server-'));
  await writeFile(join(home, 'index.html'), '<!doctype html>');
});
afterAll(async () => {
  for (const process of started) process.kill('SIGKILL');
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

/** Starts the built server on a free port, as the launcher does; resolves with its address. */
async function startServer(env: Record<string, string> = {}): Promise<{ process: ChildProcess; url: string }> {
  const server = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...testConfig.environment,
      DATABASE_URL: database.appUrl,
      FUNDWATCH_HOME: home,
      FUNDWATCH_WEB: home,
      FUNDWATCH_INSTALLATION_SECRET: 'only-in-tests-only-in-tests-only',
      PORT: '0',
      ...env,
    },
  });
  started.push(server);
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    server.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /"url":"(http[^"]+)"/.exec(text)?.[1];
      if (found) resolve(found);
    });
    server.once('exit', (code) => reject(new Error(`exited with ${code}: ${text}`)));
  });
  return { process: server, url };
}

describe('the process of the server', () => {
  test('is ready, holds no DuckDB, and leaves in order when it is told to', async () => {
    const { process: server, url } = await startServer();
    const reply = await fetch(`${url}/api/health`);
    expect([reply.status, await reply.json()]).toEqual([200, { status: 'ready' }]);
    const maps = `/proc/${server.pid}/maps`;
    if (existsSync(maps)) expect(readFileSync(maps, 'utf8')).not.toMatch(/duckdb/i);
    const exit = new Promise<number | null>((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    expect(await exit).toBe(0);
  });

  test('does not start with a schema that is newer than its code', async () => {
    const newer = await createMigratedDatabase();
    const { default: pg } = await import('pg');
    const owner = new pg.Client({ connectionString: newer.adminUrl });
    await owner.connect();
    await owner.query(
      `insert into fundwatch.migration (timestamp, name) values (9999999999999, 'Migration9999999999999')`,
    );
    await owner.end();
    await expect(startServer({ DATABASE_URL: newer.appUrl })).rejects.toThrow(/exited with 1/);
    await newer.drop();
  });
});
