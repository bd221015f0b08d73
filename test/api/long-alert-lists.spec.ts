import { routes, type QueryOf } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

const MANY = 10_050;
const FEW = 3;

let api: TestApi;
let officer: ApiClient;
let handler: ApiClient;
let neighbour: ApiClient;

/** As many of one agency, each with two rows of one month behind it, and a few of another agency. */
beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
  await api.addAccount({ userName: 'sun', roles: ['agency_handler'], organisation: '120102' });
  [officer, handler, neighbour] = (await Promise.all(['zhang', 'liu', 'sun'].map((name) => api.signedIn(name)))) as [
    ApiClient,
    ApiClient,
    ApiClient,
  ];
  const { id } = await anAlert().dispatchedTo('120101').received().dueOn('2026-10-12').save(api.database);
  await anAlert().dispatchedTo('120102').received().dueOn('2026-10-13').save(api.database);
  await anAlert().dispatchedTo('120102').received().dueOn('2026-10-14').save(api.database);
  await anAlert().dispatchedTo('120102').received().dueOn('2026-10-14').save(api.database);
  const columns = await api.sql<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute where attrelid = 'fundwatch.alert'::regclass and attnum > 0
       and not attisdropped and attgenerated = '' and attname not in ('id', 'number', 'subject', 'answer_due_on')`,
  );
  const same = columns.map(({ name }) => name).join(', ');
  await api.sql(
    `insert into fundwatch.alert (id, number, subject, answer_due_on, ${same})
     select gen_random_uuid(), number || '-' || n, subject || '-' || n, date '2026-10-01' + n % 60, ${same}
     from fundwatch.alert, generate_series(2, $2::int) as n where id = $1`,
    [id, MANY],
  );
  await api.sql(`delete from fundwatch.alert_hit`);
  await api.sql(
    `insert into fundwatch.alert_hit (alert_id, agency, subject, hit_key, period, live, first_period, observed, threshold, indicator_version, evidence, found_at)
     select id, agency, subject, 'PAY-' || n, '202609', true, '202609', 2, 0, 1, '{}', raised_at
     from fundwatch.alert, generate_series(1, 2) as n`,
  );
  await api.sql(`analyze fundwatch.alert, fundwatch.alert_hit`);
}, 120_000);
afterAll(() => api.close());

const listed = async (client: ApiClient, query: QueryOf<typeof routes.listAlerts>) =>
  (await client.call(routes.listAlerts, { query })).body;

/** In the order of the queue, as the table itself has it. */
const inOrder = async (where: string) =>
  (
    await api.sql<{ number: string }>(
      `select number from fundwatch.alert where ${where}
       order by coalesce(due_on, '9999-12-31'), 3 - severity_rank, - coalesce(amount, 0), id limit 100`,
    )
  ).map(({ number }) => number);

describe('a list that nobody reads to its end', () => {
  test('is counted to ten thousand, and says that there are more', async () => {
    const { total, totalIsLeast } = await listed(officer, {});
    expect([total, totalIsLeast]).toEqual([10_000, true]);
  });

  test('is counted to its end where it is shorter', async () => {
    const { total, totalIsLeast } = await listed(neighbour, {});
    expect([total, totalIsLeast]).toEqual([FEW, false]);
  });

  test('is counted to its end where it stands in a bucket, as the count of the bucket', async () => {
    const { body } = await officer.call(routes.countAlerts, { query: {} });
    const { total, totalIsLeast } = await listed(officer, { bucket: 'waiting_agency' });
    expect([total, totalIsLeast, body.counts.waiting_agency]).toEqual([MANY + FEW, false, MANY + FEW]);
    const overdue = await listed(handler, { bucket: 'overdue' });
    const mine = await handler.call(routes.countAlerts, { query: {} });
    expect(overdue.total).toBe(mine.body.counts.overdue);
    expect(overdue.total).toBeGreaterThan(1000);
  });
});

describe('a month that nearly all alerts belong to', () => {
  test('is read in the order of the list, page by page', async () => {
    const first = await listed(officer, { period: '202609', limit: 50 });
    const second = await listed(officer, { period: '202609', limit: 50, cursor: first.nextCursor! });
    const numbers = [...first.items, ...second.items].map(({ number }) => number);
    expect(numbers).toEqual(await inOrder('true'));
    expect([first.total, first.totalIsLeast]).toEqual([10_000, true]);
  });

  test('shows an agency its own of it', async () => {
    const many = await listed(handler, { period: '202609', limit: 100 });
    expect(many.items.map(({ number }) => number)).toEqual(await inOrder(`agency = '120101'`));
    const few = await listed(neighbour, { period: '202609', limit: 100 });
    expect(few.items.map(({ number }) => number)).toEqual(await inOrder(`agency = '120102'`));
    expect([few.total, few.totalIsLeast]).toEqual([FEW, false]);
  });

  test('leaves out what is of no month', async () => {
    await api.sql(`update fundwatch.alert_hit set live = false where agency = '120102'`);
    const all = await listed(officer, { period: '202609', agency: ['120102'] });
    expect([all.items, all.total]).toEqual([[], 0]);
    await api.sql(`update fundwatch.alert_hit set live = true`);
  });
});
