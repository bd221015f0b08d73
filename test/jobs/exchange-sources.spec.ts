import { listExchangeSources, pullExchangeSources } from '@fundwatch/application';
import { pullExchangeSource } from '@fundwatch/application/facts';
import type { Line } from '@fundwatch/domain/collect';
import { createExchangeSchema, withExchangeClient, writeSubmission } from '@fundwatch/storage/exchange';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { northBusiness, southBusiness } from '../support/a-month.js';
import { Office } from '../support/an-office.js';
import type { PackageSpec } from '../support/package-builder.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let office: Office;
let exchange: TestDatabase;

beforeAll(async () => {
  exchange = await createTestDatabase();
  await withExchangeClient(exchange.adminUrl, (client) => createExchangeSchema(client));
  office = await Office.open({
    baseline: true,
    exchangeSources: [
      // Nobody listens on the discard port.
      { name: 'dead', url: 'postgres://reader:secret-word@127.0.0.1:9/exchange' },
      { name: 'good', url: exchange.adminUrl },
    ],
  });
  await office.startWorkers();
});
afterAll(async () => {
  await office?.close();
  await exchange?.drop();
});

function send(spec: PackageSpec, sentAt: string): Promise<unknown> {
  const { agency, dataset, period, version = 1, tables = {} } = spec;
  const described = { agency, line: spec.line as Line, dataset, period, version, sentBy: '经办', sentAt };
  return withExchangeClient(exchange.adminUrl, (client) => writeSubmission(client, described, tables));
}

const taken = () =>
  office.sql(
    `select agency, version, state, arrived_at from fundwatch.submission order by decided_at, agency, version`,
  );
const pulls = (state: 'done' | 'failed') =>
  office.jobs.filter(({ name, error }) => name === 'pullExchangeSource' && Boolean(error) === (state === 'failed'));

it('a source that is down shows its error and is tried again, and the others are pulled all the same', async () => {
  await office.setClock('2026-10-09T12:00:00+08:00');
  await send(northBusiness(), '2026-10-09T09:00:00+08:00');
  expect(await pullExchangeSources(office.app)).toEqual(['dead', 'good']);
  await office.until(() => pulls('done').length === 1 && pulls('failed').length >= 2);

  expect(await taken()).toMatchObject([{ agency: '120101', version: 1, state: 'accepted' }]);
  const { sources } = await listExchangeSources(office.app, office.as('administrator'));
  const [dead, good] = sources;
  expect(dead).toMatchObject({ name: 'dead', lastSuccessAt: null });
  expect(dead!.failures).toBeGreaterThanOrEqual(2);
  expect(dead!.lastError).toContain('ECONNREFUSED');
  expect(JSON.stringify(sources)).not.toContain('secret-word');
  expect(good).toMatchObject({ name: 'good', lastError: null, failures: 0, lastSuccessAt: '2026-10-09T04:00:00.000Z' });
});

it('a pull takes what was not seen before, in ascending order, and only what was sent up to the clock', async () => {
  await send(northBusiness({ version: 4 }), '2026-10-10T09:00:00+08:00');
  await send(northBusiness({ version: 2 }), '2026-10-10T08:00:00+08:00');
  await send(southBusiness(), '2026-10-10T10:00:00+08:00');
  await send(northBusiness({ version: 5 }), '2026-10-11T00:00:00+08:00');
  await office.setClock('2026-10-10T12:00:00+08:00');
  const order: string[] = [];
  const counts = await pullExchangeSource(office.app, office.system, {
    source: 'good',
    onSubmission: ({ agency, version }, { state }) => order.push(`${agency} ${version} ${state}`),
  });
  expect(order).toEqual(['120101 2 accepted', '120101 4 accepted', '120102 1 accepted']);
  expect(counts).toEqual({ offered: 3, accepted: 3, refused: 0 });
  const again = await pullExchangeSource(office.app, office.system, { source: 'good' });
  expect(again).toEqual({ offered: 0, accepted: 0, refused: 0 });
});

it('a source that another worker pulls now is left to it', async () => {
  const busy = await office.app.database.withContext(office.system, async ({ exchangeSources }) => {
    expect(await exchangeSources.tryLock('good')).toBe(true);
    return pullExchangeSource(office.app, office.system, { source: 'good' });
  });
  expect(busy).toBeNull();
});
