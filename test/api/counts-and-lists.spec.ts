import { alertStates, assignedFilters, endedStates } from '@fundwatch/domain/alert';
import { alertBuckets, routes, type QueryOf, type ReplyOf } from '@fundwatch/domain/api';
import type { Role } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAlert, type AlertBuilder } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

type AlertQuery = QueryOf<typeof routes.listAlerts>;

/** Everybody who has a queue. */
const people: Readonly<Record<string, { roles: Role[]; organisation?: string }>> = {
  officer: { roles: ['supervision_officer'] },
  head: { roles: ['supervision_head'] },
  leader: { roles: ['bureau_leader'] },
  handler: { roles: ['agency_handler'], organisation: '120101' },
  chief: { roles: ['agency_head'], organisation: '120101' },
  elsewhere: { roles: ['agency_handler'], organisation: '120102' },
};
const openStates = alertStates.filter((state) => !(endedStates as readonly string[]).includes(state));

let api: TestApi;
const clients = new Map<string, ApiClient>();
const ids = new Map<string, string>();

beforeAll(async () => {
  api = await startApi();
  for (const [userName, account] of Object.entries(people)) {
    ids.set(userName, await api.addAccount({ userName, ...account }));
    clients.set(userName, await api.signedIn(userName));
  }
  const builders: AlertBuilder[] = [
    anAlert(),
    anAlert(),
    anAlert().asBaseline(),
    anAlert().screened(),
    anAlert().dispatchedTo('120101'),
    anAlert().dispatchedTo('120102'),
    anAlert().received().dueOn('2026-10-16'),
    anAlert().received().dueOn('2026-10-20'),
    anAlert().received().dueOn('2026-10-22'),
    anAlert().answered('P5'),
    anAlert().answered('P2').withNewHits(),
    anAlert().answered().returned(),
    anAlert().answered().rectifying(),
    anAlert().answered().rectifying().rectified(),
    anAlert().closed(),
  ];
  const alerts = [];
  for (const builder of builders) alerts.push((await builder.save(api.database)).id);
  const give = async (by: string, to: string, some: string[]) => {
    const body = { alerts: some, to: ids.get(to)! };
    const { results } = (await clients.get(by)!.call(routes.assignAlerts, { body })).body;
    expect(results.map(({ error }) => error)).toEqual(some.map(() => null));
  };
  await give('head', 'officer', [alerts[0]!, alerts[6]!, alerts[9]!]);
  await give('chief', 'handler', [alerts[6]!, alerts[7]!]);
});
afterAll(() => api.close());

const totalOf = async (client: ApiClient, query: Partial<AlertQuery>) => {
  const { status, body } = await client.call(routes.listAlerts, { query: { order: 'urgency', limit: 1, ...query } });
  expect(status).toBe(200);
  return body.total;
};

describe.each(Object.keys(people))('the figures of the %s', (person) => {
  const client = () => clients.get(person)!;

  test.each([undefined, ...assignedFilters])('count what the lists of the queue show (%s)', async (assigned) => {
    const narrowed = assigned ? { assigned } : {};
    const { counts, open, assigned: whose } = (await client().call(routes.countAlerts, { query: narrowed })).body;
    const found: Partial<Record<string, number>> = {};
    for (const bucket of alertBuckets)
      if (counts[bucket] !== undefined) found[bucket] = await totalOf(client(), { bucket, ...narrowed });
    expect(found).toEqual(counts);
    expect(await totalOf(client(), { state: openStates, ...narrowed })).toBe(open);
    for (const which of assignedFilters)
      expect(await totalOf(client(), { state: openStates, assigned: which }), which).toBe(whose[which]);
    if (!assigned) expect(open).toBeGreaterThan(0);
  });

  test('count what a colleague has as the list of that colleague', async () => {
    const { status, body } = await client().call(routes.listColleagues);
    if (status === 403) return expect(person).toBe('leader');
    const { colleagues } = body as ReplyOf<typeof routes.listColleagues>;
    for (const { userId, open, displayName } of colleagues)
      expect(await totalOf(client(), { assignee: userId, state: openStates }), displayName).toBe(open);
  });
});

test('what waits of each kind of approval is as long as its list', async () => {
  for (const person of ['officer', 'head', 'leader']) {
    const list = async (query: QueryOf<typeof routes.listApprovals>) =>
      (await clients.get(person)!.call(routes.listApprovals, { query })).body;
    const { counts, total } = await list({});
    let sum = 0;
    for (const [kind, count] of Object.entries(counts)) {
      const ofKind = await list({ kind: kind as keyof typeof counts, limit: 100 });
      expect([ofKind.total, ofKind.items.length], `${person} ${kind}`).toEqual([count, count]);
      sum += count;
    }
    expect(total, person).toBe(sum);
  }
});

test('what is unread is as long as the list of it', async () => {
  for (const [person, client] of clients) {
    const { unread } = (await client.call(routes.listNotifications, { query: { limit: 10 } })).body;
    const { total } = (await client.call(routes.listNotifications, { query: { unread: 'true', limit: 10 } })).body;
    expect(total, person).toBe(unread);
  }
});
