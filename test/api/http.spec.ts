import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routes, type RouteContract } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refuseGaps } from '../../server/src/platform/require-every-handler.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let officer: ApiClient;
let web: string;
const logged: string[] = [];

beforeAll(async () => {
  web = await mkdtemp(join(tmpdir(), 'fundwatch-web-'));
  await mkdir(join(web, 'assets'));
  await writeFile(join(web, 'index.html'), '<!doctype html><title>基金瞭望</title>');
  await writeFile(join(web, 'assets', 'main-1a2b3c.js'), 'export {};');
  api = await startApi({ webFolder: web, onLog: (line) => logged.push(line) });
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  officer = await api.signedIn('zhang');
});
afterAll(async () => {
  await api.close();
  await rm(web, { recursive: true, force: true });
});

describe('a change of state', () => {
  const change = (headers: Record<string, string>) =>
    officer.send('DELETE', '/api/session', undefined, { origin: 'http://elsewhere.example', ...headers });

  test('from a foreign page is refused', async () => {
    expect(await change({})).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
  });
  test('without an origin is refused', async () => {
    expect(await change({ origin: '' })).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
  });
  test('from a foreign name that points at this machine is refused, whatever the Host header says', async () => {
    const host = `rebound.example:${new URL(api.url).port}`;
    expect(await change({ origin: `http://${host}`, host })).toMatchObject({ status: 403 });
  });
  test('is judged by PUBLIC_URL where one is set, and its cookie is then for https only', async () => {
    const behindProxy = await startApi({ publicUrl: 'https://fund.example.gov.cn', demonstration: true });
    await behindProxy.addAccount({ userName: 'demo', roles: ['supervision_officer'], demonstration: true });
    const take = (origin: string) =>
      behindProxy.nobody().call(routes.switchDemoAccount, { body: { userName: 'demo' }, headers: { origin } });
    expect((await take(behindProxy.url)).status).toBe(403);
    const reply = await take('https://fund.example.gov.cn');
    expect(reply.status).toBe(200);
    expect(reply.headers.getSetCookie()[0]).toContain('; Secure');
    expect(reply.headers.get('strict-transport-security')).toBe('max-age=31536000');
    await behindProxy.close();
  });
  test('as a plain form or text is refused: only JSON is read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect(
        await api.nobody().send('POST', '/api/session', 'userName=zhang', { 'content-type': type }),
        type,
      ).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
  });
});

describe('an error', () => {
  test('is a code with a number to quote, also for what is not JSON at all', async () => {
    const reply = await api
      .nobody()
      .send('POST', '/api/session', '{"userName":', { 'content-type': 'application/json' });
    expect(reply).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
    const { requestId } = reply.body as { requestId: string };
    expect(requestId).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    expect(reply.headers.get('x-request-id')).toBe(requestId);
  });
  test('of a request names every field that is wrong', async () => {
    const reply = await officer.send('GET', '/api/alerts?limit=0&state=nonsense');
    expect(reply.status).toBe(400);
    const { details } = reply.body as { details: { problems: { field: string }[] } };
    expect(details.problems.map(({ field }) => field).sort()).toEqual(['limit', 'state.0']);
  });
  test('for a body that is too large says so', async () => {
    const body = JSON.stringify({ userName: 'x'.repeat(2_000_000), password: 'x' });
    const reply = await api.nobody().send('POST', '/api/session', body, { 'content-type': 'application/json' });
    expect(reply).toMatchObject({ status: 413, body: { code: 'UPLOAD_TOO_LARGE' } });
  });
  test('for an address that the API does not have is JSON, never a page', async () => {
    for (const [method, path] of [
      ['GET', '/api/nothing'],
      ['GET', '/api'],
      ['POST', '/api/nothing'],
    ] as const)
      expect(await officer.send(method, path), path).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
  test('for a cursor that nobody gave out says so', async () => {
    const cursor = Buffer.from('["x"]').toString('base64url');
    expect(await officer.call(routes.listAlerts, { query: { cursor } })).toMatchObject({
      status: 400,
      body: { code: 'CURSOR_INVALID' },
    });
  });
});

describe('the web', () => {
  test('is one page for every address that is none of the API, and is not kept', async () => {
    for (const path of ['/', '/alerts', '/alerts/5f1c'])
      expect((await officer.send('GET', path)).body, path).toContain('基金瞭望');
    expect((await officer.send('GET', '/alerts')).headers.get('cache-control')).toBe('no-cache');
  });
  test('has files that are kept for ever, and a missing one is missing', async () => {
    const file = await officer.send('GET', '/assets/main-1a2b3c.js');
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect((await officer.send('GET', '/assets/old-9z.js')).status).toBe(404);
  });
  test('runs no script but its own and is framed by nobody', async () => {
    const { headers } = await officer.send('GET', '/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`script-src 'self';`);
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('health', () => {
  test('is good while database, schema and web are there', async () => {
    expect(await api.nobody().call(routes.getHealth)).toMatchObject({ status: 200, body: { status: 'ready' } });
  });
  test('is bad when the schema is not that of the code', async () => {
    const [last] = await api.sql<{ id: number; name: string }>(
      `select id, name from fundwatch.migration order by timestamp desc limit 1`,
    );
    await api.sql(`update fundwatch.migration set name = 'Migration1' where id = $1`, [last!.id]);
    expect((await api.nobody().call(routes.getHealth)).status).toBe(503);
    await api.sql(`update fundwatch.migration set name = $2 where id = $1`, [last!.id, last!.name]);
    expect((await api.nobody().call(routes.getHealth)).status).toBe(200);
  });
  test('is bad when the web is not built', async () => {
    const half = await startApi({ webFolder: join(web, 'nothing') });
    expect(await half.nobody().call(routes.getHealth)).toMatchObject({ status: 503, body: { missing: ['web'] } });
    await half.close();
  });
});

describe('the log', () => {
  test('has one line a request with its number and route, and nothing that names a person or a record', async () => {
    const reply = await officer.send('GET', '/api/alerts?text=120101195106141234');
    const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    const own = lines.filter((line) => line['requestId'] === reply.headers.get('x-request-id'));
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ method: 'GET', route: '/api/alerts', status: 200 });
    for (const line of logged)
      for (const personal of ['120101195106141234', 'zhang']) expect(line).not.toContain(personal);
  });
});

describe('the server', () => {
  const contracts: RouteContract[] = Object.values(routes);
  test('does not start with a contract that nobody handles', () => {
    expect(() => refuseGaps(contracts, contracts.slice(1))).toThrow(`no handler for ${contracts[0]!.name}`);
  });
  test('does not start with a contract that two handle', () => {
    expect(() => refuseGaps(contracts, [...contracts, contracts[0]!])).toThrow('more than one handler');
  });
});
