import { routes, type BodyOf } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let admin: ApiClient;
let adminId: string;

beforeAll(async () => {
  api = await startApi();
  adminId = await api.addAccount({ userName: 'admin', roles: ['administrator'] });
  admin = await api.signedIn('admin');
});
afterAll(() => api.close());

const add = (user: Partial<BodyOf<typeof routes.addUser>>) =>
  admin.call(routes.addUser, {
    body: {
      userName: 'new',
      displayName: '新人',
      organisation: '120101',
      roles: ['agency_handler'],
      password: PASSWORD,
      ...user,
    },
  });

describe('an account', () => {
  test('is added with its password kept as a hash only, and it is in the audit', async () => {
    const { status, body } = await add({ userName: 'he' });
    expect(status).toBe(200);
    const [row] = await api.sql<{ password_hash: string }>(
      'select password_hash from fundwatch.app_user where id = $1',
      [body.userId],
    );
    expect(row?.password_hash).toMatch(/^\$argon2id\$/);
    const audit = await api.sql<{ line: string }>(
      `select row_to_json(a)::text as line from fundwatch.audit_event a where action = 'user.add' and target = $1`,
      [body.userId],
    );
    expect(audit).toHaveLength(1);
    expect(audit[0]!.line).toContain('"actor":"admin"');
    expect(audit[0]!.line).not.toContain('argon2');
    expect((await api.signedIn('he')).cookie).toBeDefined();
  });

  test.each([
    ['a name that is taken', { userName: 'admin' }, 409, 'USER_NAME_TAKEN'],
    ['an organisation that nobody knows', { organisation: '999999' }, 422, 'ORGANISATION_UNKNOWN'],
    ['a password of nine characters', { password: '123456789' }, 422, 'PASSWORD_TOO_SHORT'],
    [
      'posts that do not go together',
      { roles: ['agency_handler' as const, 'supervision_officer' as const] },
      422,
      'USER_ROLES_INCOMPATIBLE',
    ],
    ['an agency post in the office', { organisation: '120000' }, 422, 'USER_ROLES_INCOMPATIBLE'],
  ])('is refused with %s', async (_, user, status, code) => {
    expect(await add({ userName: 'refused', ...user })).toMatchObject({ status, body: { code } });
  });

  test('is never changed by its own administrator', async () => {
    const reply = await admin.call(routes.changeUser, {
      params: { userId: adminId },
      body: { roles: ['data_steward'] },
    });
    expect(reply).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
  });

  test('is listed page by page without its password', async () => {
    for (const userName of ['a1', 'a2', 'a3']) await add({ userName });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await admin.call(routes.listUsers, { query: { limit: 2, cursor } });
      expect(JSON.stringify(body)).not.toContain('argon2');
      seen.push(...body.items.map(({ userName }) => userName));
      cursor = body.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toEqual(expect.arrayContaining(['a1', 'a2', 'a3', 'admin', 'he']));
  });
});

describe('outside the demonstration', () => {
  test('nobody signs in without a password, moves the clock, or learns of accounts', async () => {
    const nobody = api.nobody();
    expect((await nobody.call(routes.listDemoAccounts)).body.accounts).toEqual([]);
    expect(await nobody.call(routes.switchDemoAccount, { body: { userName: 'admin' } })).toMatchObject({
      status: 403,
      body: { code: 'DEMONSTRATION_ONLY' },
    });
    expect((await admin.call(routes.advanceDemoDay)).status).toBe(403);
  });
});

describe('in the demonstration', () => {
  test('only its own accounts are taken on in one click, and the day moves on by one', async () => {
    const demo = await startApi({ demonstration: true });
    await demo.addAccount({ userName: 'zhangmin', roles: ['supervision_officer'], demonstration: true });
    await demo.addAccount({ userName: 'real', roles: ['administrator'] });
    const client = demo.nobody();
    const { accounts } = (await client.call(routes.listDemoAccounts)).body;
    expect(accounts.map(({ userName }) => userName)).toEqual(['zhangmin']);
    expect((await client.call(routes.switchDemoAccount, { body: { userName: 'real' } })).status).toBe(404);
    const { body } = await client.call(routes.switchDemoAccount, { body: { userName: 'zhangmin' } });
    expect(body).toMatchObject({ account: { userName: 'zhangmin' }, demonstration: true });
    await demo.sql(`insert into fundwatch.business_clock values (1, '2026-10-20T01:00:00Z')`);
    expect((await client.call(routes.advanceDemoDay)).body).toEqual({
      businessNow: '2026-10-21T01:00:00.000Z',
      businessDay: '2026-10-21',
    });
    await demo.close();
  });
});
