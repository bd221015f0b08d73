import { setTimeout } from 'node:timers/promises';
import { addUser } from '@fundwatch/application';
import { composeApplication } from '@fundwatch/application/compose';
import { openHomeDatabase } from '@fundwatch/cli/home';
import { routes } from '@fundwatch/domain/api';
import { systemContext } from '@fundwatch/domain/identity';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readConfig } from '../../cli/src/config.js';
import { removeHome } from '../support/global-setup.js';
import { ApiClient, PASSWORD } from '../support/product.js';
import { isAlive, LaunchedProduct, type Part } from './launched-product.js';

const parts: Part[] = ['launcher', 'server', 'jobs', 'PostgreSQL'];

let product: LaunchedProduct;
let firstStart: string[];
let officer: ApiClient;

beforeAll(async () => {
  product = await LaunchedProduct.onFreePort();
  firstStart = await product.start();
  await addOfficer();
  officer = new ApiClient(product.url);
  const reply = await officer.call(routes.signIn, { body: { userName: 'officer', password: PASSWORD } });
  expect(reply.status).toBe(200);
});

afterAll(async () => {
  if (product.pidOf('launcher') !== undefined) await product.interrupt();
  await removeHome(product.home);
});

it('a start shows each stage with its time, then the address', () => {
  const text = firstStart.join('\n');
  for (const stage of ['PostgreSQL', 'migrate', 'server and jobs'])
    expect(text).toMatch(new RegExp(`^${stage}: done in \\d+\\.\\d s$`, 'm'));
  expect(text).toContain(`Fundwatch is ready: http://localhost:${product.port}`);
  // Accounts with known passwords exist in the demonstration only.
  expect(text).not.toContain('sign-ins');
});

it('a second start on the same home prints the address and ends well', async () => {
  const { lines, code } = await product.startAgain();
  expect(code).toBe(0);
  expect(lines.join('\n')).toContain(`http://localhost:${product.port}`);
  expect(isAlive(product.pidOf('launcher')!)).toBe(true);
});

it.each([
  ['server', 0, '202601'],
  ['jobs', 0, '202602'],
  ['PostgreSQL', 0, '202603'],
  ['launcher', 0, '202604'],
  ['server', 3, '202501'],
  ['jobs', 3, '202502'],
  ['PostgreSQL', 3, '202503'],
  ['launcher', 3, '202504'],
] as const)(
  'after the %s was killed %i seconds after a command was sent, the product is healthy within a minute and the command was done once or not at all',
  async (part, seconds, period) => {
    const sent = officer.call(routes.startEvaluation, { body: { period } }).catch(() => undefined);
    // The kill's own time, not a wait for something to happen: at once it meets the command, later its jobs.
    if (seconds > 0) await setTimeout(seconds * 1_000);
    const killed = product.kill(part);
    if (part === 'launcher') await product.start();
    await product.recovered(part, killed);
    const reply = await sent;

    const runs = await runsOf(period);
    expect(runs.length).toBeLessThanOrEqual(1);
    // What was confirmed was done, and it is finished whoever died.
    if (reply?.status === 200) expect(runs).toHaveLength(1);
    await vi.waitFor(async () => expect(await statesOf(period)).toEqual(runs.map(() => 'finished')), {
      timeout: 90_000,
      interval: 500,
    });
    expect(await runsOf(period)).toEqual(runs);

    // And the product takes the next command from the same person.
    const next = await officer.call(routes.startEvaluation, { body: { period } });
    expect(next.status).toBe(200);
    await vi.waitFor(async () => expect(await statesOf(period)).toEqual([...runs, 0].map(() => 'finished')), {
      timeout: 90_000,
      interval: 500,
    });
  },
  240_000,
);

it('Ctrl-C stops everything, and the next start has the data', async () => {
  const pids = parts.map((part) => product.pidOf(part)!);
  const runs = await runsOf('202601');
  expect(await product.interrupt()).toBe(0);
  expect(pids.filter(isAlive)).toEqual([]);
  expect(product.pidOf('launcher')).toBeUndefined();

  await product.start();
  expect(await runsOf('202601')).toEqual(runs);
});

/** Opens the product's database beside the product, as a command does, and leaves it running. */
async function withHome<T>(use: (urls: { adminUrl: string; databaseUrl: string }) => Promise<T>): Promise<T> {
  const { adminUrl, databaseUrl, server } = await openHomeDatabase(readConfig({ FUNDWATCH_HOME: product.home }));
  try {
    return await use({ adminUrl: adminUrl!, databaseUrl });
  } finally {
    await server!.stop();
  }
}

async function addOfficer(): Promise<void> {
  await withHome(async ({ databaseUrl }) => {
    const app = await composeApplication({
      databaseUrl,
      home: product.home,
      installationSecret: 'only-in-tests-only-in-tests-only',
      queue: { enqueue: () => Promise.resolve() },
      poolSize: 2,
    });
    const context = systemContext('test', 'test');
    await app.database.withContext(context, ({ organisations }) =>
      organisations.enter({ code: '120000', name: '市基金监督机构', kind: 'office' }, '2026-10-20T01:00:00.000Z'),
    );
    await addUser(app, context, {
      userName: 'officer',
      displayName: 'officer',
      organisation: '120000',
      roles: ['supervision_officer'],
      password: PASSWORD,
    });
    await app.close();
  });
}

/** The runs of a period, as the database has them. */
function runsOf(period: string): Promise<string[]> {
  return read('select id::text as value from fundwatch.evaluation where period = $1 order by run_no', period);
}

function statesOf(period: string): Promise<string[]> {
  return read('select state as value from fundwatch.evaluation where period = $1 order by run_no', period);
}

function read(sql: string, period: string): Promise<string[]> {
  return withHome(async ({ adminUrl }) => {
    const client = new pg.Client({ connectionString: adminUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<{ value: string }>(sql, [period])).rows.map(({ value }) => value);
    } finally {
      await client.end();
    }
  });
}
