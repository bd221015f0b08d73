import { openQueue, type Queue } from '@fundwatch/storage/queue';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Gate } from '../support/a-gate.js';
import { createMigratedDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
const open: Queue[] = [];
beforeAll(async () => {
  database = await createMigratedDatabase();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((queue) => queue.close()));
});
afterAll(() => database.drop());

function aQueue(databaseUrl = database.appUrl, onError?: (error: Error) => void): Queue {
  const queue = openQueue({ databaseUrl, ...(onError ? { onError } : {}) });
  open.push(queue);
  return queue;
}

test('a nudge reaches a worker with its typed payload, and the same key may be used again afterwards', async () => {
  const queue = aQueue();
  const seen: unknown[] = [];
  let arrived: () => void = () => undefined;
  const next = () => new Promise<void>((resolve) => (arrived = resolve));
  let wait = next();
  await queue.startWorkers({
    handle: async (name, payload) => {
      seen.push([name, payload]);
      arrived();
    },
  });
  await queue.enqueue('pullExchangeSource', { source: 'north' });
  await wait;
  for (let round = 0; round < 3; round++) {
    wait = next();
    await expect
      .poll(async () => {
        await queue.enqueue('pullExchangeSource', { source: 'north' });
        return seen.length;
      })
      .toBeGreaterThan(round + 1);
    await wait;
  }
  expect(seen[0]).toEqual(['pullExchangeSource', { source: 'north' }]);
});

test('nudges with one key that wait together are one', async () => {
  const queue = aQueue();
  await queue.enqueue('checkPackage', { packageId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' });
  await queue.enqueue('checkPackage', { packageId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' });
  await queue.enqueue('checkPackage', { packageId: '6f9619ff-8b86-4d01-b42d-00cf4fc96400' });
  const seen: unknown[] = [];
  const worker = aQueue();
  await worker.startWorkers({ handle: async (_name, payload) => void seen.push(payload) });
  await expect.poll(() => seen.length).toBe(2);
});

describe('while PostgreSQL is out of reach', () => {
  const pull = (queue: Queue) => queue.enqueue('pullExchangeSource', { source: 'north' });
  let gate: Gate;
  const errors: Error[] = [];
  const onError = (error: Error) => void errors.push(error);
  beforeEach(async () => {
    gate = await Gate.before(database.appUrl);
    errors.length = 0;
  });
  afterEach(async () => {
    gate.reopen();
    await Promise.all(open.splice(0).map((queue) => queue.close()));
    await gate.close();
  });

  test('a nudge is refused, and the same queue takes the next one when PostgreSQL is back', async () => {
    const queue = aQueue(gate.url, onError);
    gate.cut();
    await expect(pull(queue)).rejects.toThrow();
    gate.reopen();
    await pull(queue);
    const seen: unknown[] = [];
    await aQueue().startWorkers({ handle: async (_name, payload) => void seen.push(payload) });
    await expect.poll(() => seen).toEqual([{ source: 'north' }]);
  });

  test('workers wait for it to come back, and then work', async () => {
    const queue = aQueue(gate.url, onError);
    gate.cut();
    const seen: unknown[] = [];
    const started = queue.startWorkers({ handle: async (_name, payload) => void seen.push(payload) });
    await expect.poll(() => errors.length).toBeGreaterThan(0);
    gate.reopen();
    await started;
    await pull(aQueue());
    await expect.poll(() => seen, { timeout: 30_000 }).toEqual([{ source: 'north' }]);
  });

  test('a connection that breaks while workers begin ends nobody', async () => {
    const holder = new pg.Client({ connectionString: database.adminUrl });
    await holder.connect();
    try {
      // What a worker looks at when it begins.
      await holder.query('begin; lock table bullmq.migration in access exclusive mode');
      const queue = aQueue(gate.url, onError);
      const seen: unknown[] = [];
      const started = queue.startWorkers({ handle: async (_name, payload) => void seen.push(payload) });
      await expect
        .poll(async () => (await holder.query(`select from pg_locks where not granted`)).rowCount)
        .toBeGreaterThan(0);
      gate.cut();
      await expect.poll(() => errors.length).toBeGreaterThan(0);
      await holder.query('rollback');
      gate.reopen();
      await started;
      await pull(aQueue());
      await expect.poll(() => seen, { timeout: 30_000 }).toEqual([{ source: 'north' }]);
    } finally {
      await holder.end();
    }
  });
});
