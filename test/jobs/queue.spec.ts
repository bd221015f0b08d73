import { openQueue, type Queue } from '@fundwatch/storage/queue';
import { afterEach, beforeAll, afterAll, expect, test } from 'vitest';
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

function aQueue(): Queue {
  const queue = openQueue({ databaseUrl: database.appUrl });
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
