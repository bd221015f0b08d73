import { randomUUID } from 'node:crypto';
import { exportRoutes, routes, type ExportName, type RouteName } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendPackage } from '../support/upload-by-tus.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';
import { listOfExport, matrixRequests, type MatrixWorld } from './endpoint-matrix-requests.js';
import { callers, endpointMatrix } from './endpoint-matrix-table.js';

let api: TestApi;
let world: MatrixWorld;
const userNameOf = (index: number) => `caller-${index}`;
const clients: ApiClient[] = [];

beforeAll(async () => {
  api = await startApi({
    demonstration: true,
    alerts: { secondReviewPercent: 100 },
    exchangeSources: [{ name: 'region', url: 'postgres://127.0.0.1:1/none' }],
  });
  await api.sql(`insert into fundwatch.business_clock values (1, $1)`, [api.clock.now()]);
  await api.addAccount({ userName: 'decider', roles: ['supervision_head'] });
  await api.addAccount({ userName: 'signer', roles: ['supervision_officer'], demonstration: true });
  for (const [index, { role, organisation }] of callers.entries()) {
    if (role) await api.addAccount({ userName: userNameOf(index), roles: [role], organisation });
    clients.push(role ? await api.signedIn(userNameOf(index)) : api.nobody());
  }
  const handler = clients[callers.findIndex(({ role }) => role === 'agency_handler')]!;
  const file = { name: 'p.zip', bytes: Buffer.from([0x50, 0x4b, 3, 4]) };
  const packageId = await sendPackage(handler, file);
  world = {
    api,
    handler,
    packageId,
    submissionId: randomUUID(),
    evaluationId: randomUUID(),
  };
  await api.sql(
    `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
     values ($1, '120101', '110', 'business', '202609', 1, 'accepted', 'package', '张三', $2, $2, 'h')`,
    [world.submissionId, api.clock.now()],
  );
  await api.sql(
    `insert into fundwatch.evaluation (id, period, run_no, state, trigger, requested_by, requested_at, as_of, calendar_version, indicators)
     values ($1, '202609', 1, 'finished', 'hand', '张敏', $2, '2026-10-20', 'v', '{}')`,
    [world.evaluationId, api.clock.now()],
  );
  await api.sql(
    `insert into fundwatch.rule_result (period, agency, line, rule, state, compared, broken_rows, version, checked_at)
     values ('202609', '120101', '110', 'R11', 'holds', 0, 0, 1, $1)`,
    [api.clock.now()],
  );
});
afterAll(() => api.close());

/** A call of one endpoint by one caller, as it would come from the web. */
async function statusOf(name: RouteName, index: number): Promise<number> {
  const request = await matrixRequests[name](world, callers[index]!);
  // Signing out and in ends or replaces a session that the other rows still need.
  const passing = ['signOut', 'signIn', 'switchDemoAccount'].includes(name);
  const client = passing && callers[index]!.role ? await api.signedIn(userNameOf(index)) : clients[index]!;
  const reply = await (passing && !callers[index]!.role ? api.nobody() : client).call(routes[name], request as never);
  return reply.status;
}

describe('the matrix of endpoints and callers', () => {
  test('has a row for every endpoint and no other, and in each a cell for every caller', () => {
    expect(Object.keys(endpointMatrix).sort()).toEqual(Object.keys(routes).sort());
    expect(Object.keys(matrixRequests).sort()).toEqual(Object.keys(routes).sort());
    for (const [name, row] of Object.entries(endpointMatrix)) expect(row.split(' ').length, name).toBe(callers.length);
  });

  test('gives roles without a use yet nothing but what every account has', () => {
    for (const role of ['internal_auditor']) {
      const index = callers.findIndex((caller) => caller.role === role);
      for (const [name, row] of Object.entries(endpointMatrix)) {
        const { access } = routes[name as RouteName];
        const open = access === 'public' || access === 'session';
        expect(row.split(' ')[index], `${role} ${name}`).toBe(open ? '200' : '403');
      }
    }
  });

  test('a list is taken out by those who read it, and nobody else', () => {
    for (const name of Object.keys(exportRoutes) as ExportName[])
      expect(endpointMatrix[name], name).toBe(endpointMatrix[listOfExport(name)]);
  });

  test.each(Object.keys(endpointMatrix) as RouteName[])('%s answers each caller as written down', async (name) => {
    const found: Record<string, number> = {};
    const expected: Record<string, number> = {};
    for (const [index, cell] of endpointMatrix[name].split(' ').entries()) {
      found[callers[index]!.name] = await statusOf(name, index);
      expected[callers[index]!.name] = Number(cell);
    }
    expect(found).toEqual(expected);
  });
});
