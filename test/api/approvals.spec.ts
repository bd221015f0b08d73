import { routes, type QueryOf } from '@fundwatch/domain/api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proposeEmptyMonth } from '../support/a-closable-month.js';
import { proposeSeverity } from '../support/a-proposed-version.js';
import { aCase, proposeEntry } from '../support/a-whitelist-entry.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let head: ApiClient;
let second: ApiClient;
let leader: ApiClient;

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'wang', roles: ['supervision_head'] });
  await api.addAccount({ userName: 'sun', roles: ['supervision_head'] });
  await api.addAccount({ userName: 'zhao', roles: ['bureau_leader'] });
  [head, second, leader] = (await Promise.all(['wang', 'sun', 'zhao'].map((name) => api.signedIn(name)))) as [
    ApiClient,
    ApiClient,
    ApiClient,
  ];
});
afterAll(() => api.close());
beforeEach(async () => {
  for (const table of ['indicator_version', 'whitelist_entry', 'month_close'])
    await api.sql(`delete from fundwatch.${table}`);
});

const above0 = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));
const waiting = async (by: ApiClient, query: QueryOf<typeof routes.listApprovals> = {}) =>
  (await by.call(routes.listApprovals, { query })).body;
const kindsFor = async (by: ApiClient) => (await waiting(by)).items.map(({ kind }) => kind);

describe('what waits for approval', () => {
  test('is of every kind, the oldest first, and says enough to know the matter', async () => {
    const close = await proposeEmptyMonth(api, '202401', 'zhang');
    api.clock.set('2026-10-20T03:00:00.000Z');
    const entry = await proposeEntry(api.app, 'zhang', aCase('P7'));
    api.clock.set('2026-10-20T04:00:00.000Z');
    const version = await proposeSeverity(api, 'zhang');
    const { items, total, counts } = await waiting(head);
    expect(items.map(({ id }) => id)).toEqual([close.id, entry.id, version.id]);
    expect(items).toMatchObject([
      { kind: 'month_close', period: '202401', indicator: null, version: null },
      {
        kind: 'whitelist_entry',
        indicator: { code: 'DY01' },
        subject: 'P7',
        agency: { code: '120101', name: '和平区社保中心' },
        line: '110',
        reason: '继承人先行垫付，已核实',
        proposedBy: 'zhang',
      },
      { kind: 'indicator_version', indicator: { code: 'DY29' }, version: version.version, backTest: null },
    ]);
    expect(total).toBe(3);
    expect(above0(counts)).toEqual({ indicator_version: 1, whitelist_entry: 1, month_close: 1 });
  });

  test('is for each person what others proposed and he may decide', async () => {
    await proposeSeverity(api, 'wang');
    await proposeEntry(api.app, 'zhang', aCase('P8'));
    await proposeEmptyMonth(api, '202402', 'sun');
    expect((await kindsFor(head)).toSorted()).toEqual(['month_close', 'whitelist_entry']);
    expect((await kindsFor(second)).toSorted()).toEqual(['indicator_version', 'whitelist_entry']);
    expect(await kindsFor(leader)).toEqual(['month_close']);
    expect(above0((await waiting(leader)).counts)).toEqual({ month_close: 1 });
    // A kind that is not his to decide is empty, not somebody else's list.
    expect(await waiting(leader, { kind: 'whitelist_entry' })).toMatchObject({ items: [], total: 0 });
  });

  test('counts what it lists, page by page and kind by kind, and no longer what is decided', async () => {
    const entries = [];
    for (const subject of ['P1', 'P2', 'P3']) entries.push(await proposeEntry(api.app, 'zhang', aCase(subject)));
    await proposeSeverity(api, 'zhang');
    const walked: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await waiting(head, { limit: 1, cursor, kind: 'whitelist_entry' });
      expect(page).toMatchObject({ total: 3, counts: { whitelist_entry: 3, indicator_version: 1 } });
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(walked.toSorted()).toEqual(entries.map(({ id }) => id).toSorted());
    await head.call(routes.decideWhitelistEntry, {
      params: { entryId: entries[0]!.id },
      body: { decision: 'approve' },
    });
    expect(await waiting(head)).toMatchObject({ total: 3, counts: { whitelist_entry: 2, indicator_version: 1 } });
  });
});
