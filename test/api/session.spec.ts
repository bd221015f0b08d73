import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, startApi, type TestApi } from '../support/product.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'admin', roles: ['administrator'] });
});
afterAll(() => api.close());

describe('signing in', () => {
  test('opens a session whose cookie scripts cannot read and other sites cannot use', async () => {
    const client = api.nobody();
    const reply = await client.call(routes.signIn, { body: { userName: 'zhang', password: PASSWORD } });
    expect(reply.status).toBe(200);
    expect(reply.body.account).toMatchObject({ userName: 'zhang', roles: ['supervision_officer'] });
    expect(reply.body).toMatchObject({ businessDay: '2026-10-20', demonstration: false });
    const cookie = reply.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^fundwatch_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await client.call(routes.getSession)).status).toBe(200);
    const kept = await api.sql<{ token_hash: string }>('select token_hash from fundwatch.session');
    expect(kept.map((row) => row.token_hash)).not.toContain(cookie.split('=')[1]?.split(';')[0]);
  });

  test('says the same of a wrong password and of a name that does not exist', async () => {
    const wrong = await api.nobody().call(routes.signIn, { body: { userName: 'zhang', password: 'wrong wrong' } });
    const unknown = await api.nobody().call(routes.signIn, { body: { userName: 'nobody', password: 'wrong wrong' } });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body).toMatchObject({ code: 'SIGN_IN_FAILED', details: {} });
    expect(unknown.body).toMatchObject({ code: 'SIGN_IN_FAILED', details: {} });
  });

  test('waits after five failures, also for the right password, and is free again a quarter of an hour later', async () => {
    await api.addAccount({ userName: 'guessed', roles: ['supervision_officer'] });
    const guess = (password: string) => api.nobody().call(routes.signIn, { body: { userName: 'guessed', password } });
    const guesses = await Promise.all(Array.from({ length: 8 }, () => guess('not the one')));
    expect(guesses.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const waiting = await guess(PASSWORD);
    expect(waiting.status).toBe(429);
    expect(Number(waiting.headers.get('retry-after'))).toBe(900);
    api.realTime.pass(16);
    expect((await guess(PASSWORD)).status).toBe(200);
  });

  test('is written in the audit, refusals too, without the password', async () => {
    const rows = await api.sql<{ action: string; line: string }>(
      `select action, row_to_json(a)::text as line from fundwatch.audit_event a where action like 'session.%'`,
    );
    expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['session.sign-in', 'session.refuse']));
    for (const { line } of rows) expect(line).not.toContain(PASSWORD);
  });
});

describe('a session', () => {
  test('lives on while it is used and ends after thirty idle minutes', async () => {
    const client = await api.signedIn('zhang');
    for (let times = 0; times < 3; times += 1) {
      api.realTime.pass(29);
      expect((await client.call(routes.getSession)).status).toBe(200);
    }
    api.realTime.pass(30);
    expect(await client.call(routes.getSession)).toMatchObject({ status: 401, body: { code: 'SESSION_EXPIRED' } });
  });

  test('ends after twelve hours however busy it is', async () => {
    const client = await api.signedIn('zhang');
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      api.realTime.pass(20);
      expect((await client.call(routes.getSession)).status).toBe(200);
    }
    api.realTime.pass(20);
    expect(await client.call(routes.getSession)).toMatchObject({ status: 401, body: { code: 'SESSION_EXPIRED' } });
  });

  test('is over after signing out, also for whoever kept the cookie', async () => {
    const client = await api.signedIn('zhang');
    const kept = api.nobody();
    kept.cookie = client.cookie;
    expect((await client.call(routes.signOut)).status).toBe(200);
    expect(client.cookie).toBeUndefined();
    expect((await kept.call(routes.getSession)).status).toBe(401);
  });

  test('is revoked when the account changes its roles or is disabled', async () => {
    const userId = await api.addAccount({ userName: 'handler', roles: ['agency_handler'], organisation: '120101' });
    const admin = await api.signedIn('admin');
    for (const body of [{ roles: ['agency_head' as const] }, { disabled: true }]) {
      const client = await api.signedIn('handler');
      expect((await client.call(routes.getSession)).status).toBe(200);
      expect((await admin.call(routes.changeUser, { params: { userId }, body })).status).toBe(200);
      expect(await client.call(routes.getSession)).toMatchObject({ status: 401, body: { code: 'SESSION_EXPIRED' } });
    }
    const disabled = await api.nobody().call(routes.signIn, { body: { userName: 'handler', password: PASSWORD } });
    expect(disabled).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' } });
  });
});
