import { randomUUID } from 'node:crypto';
import { exportRoutes, routes, type ExportName, type RouteName } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';
import { readSheet } from '../support/read-sheet.js';
import { sendPackage } from '../support/upload-by-tus.js';
import { listOfExport, matrixRequests, type MatrixWorld } from './endpoint-matrix-requests.js';
import { callers, endpointMatrix } from './endpoint-matrix-table.js';

type Caller = (typeof callers)[number];
/** A list's reply, whatever list it is. */
interface Reply {
  items?: Row[];
  total?: number;
  nextCursor?: string | null;
  [name: string]: unknown;
}
type Row = Record<string, unknown>;

/** Lists that stand in their reply under a name of their own. */
const rowsIn: Partial<Record<ExportName, (reply: never) => unknown[]>> = {
  exportArrivalBoard: (reply: { rows: { cells: unknown[] }[] }) => reply.rows.flatMap(({ cells }) => cells),
  exportExchangeSources: (reply: { sources: unknown[] }) => reply.sources,
  exportExpected: (reply: { lines: unknown[] }) => reply.lines,
  exportDataQuality: (reply: { rows: unknown[] }) => reply.rows,
  exportIndicators: (reply: { indicators: unknown[] }) => reply.indicators,
  exportPrecision: (reply: { indicators: unknown[] }) => reply.indicators,
  exportIndicatorPrecision: (reply: { agencies: unknown[] }) => reply.agencies,
  exportIndicatorProposals: (reply: { proposals: unknown[] }) => reply.proposals,
  exportTestRunAgencies: (reply: { cells: unknown[] }) => reply.cells,
  exportEvaluationIndicators: (reply: { indicators: unknown[] }) => reply.indicators,
  exportColleagues: (reply: { colleagues: unknown[] }) => reply.colleagues,
};
/** Filled by what an evaluation or a test run over real facts leaves; flow stories and the desk look at them with rows. */
const mayBeEmpty: readonly ExportName[] = [
  'exportDataQuality',
  'exportIndicatorPrecision',
  'exportNotEvaluated',
  'exportTestRunHits',
  'exportTestRunAgencies',
];

let api: TestApi;
let world: MatrixWorld;
const clients: ApiClient[] = [];
const clientOf = (role: Caller['role']) => clients[callers.findIndex((caller) => caller.role === role)]!;
/** Names and numbers of a person in clear, as they lie in the facts. */
const inClear = ['120101198001010013', '李建国'];

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
    if (role) await api.addAccount({ userName: `caller-${index}`, roles: [role], organisation });
    clients.push(role ? await api.signedIn(`caller-${index}`) : api.nobody());
  }
  const handler = clientOf('agency_handler');
  const packageId = await sendPackage(handler, { name: 'p.zip', bytes: Buffer.from([0x50, 0x4b, 3, 4]) });
  world = { api, handler, packageId, submissionId: randomUUID(), evaluationId: randomUUID() };
  await api.sql(
    `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
     values ($1, '120101', '110', 'business', '202609', 1, 'refused', 'package', '张三', $2, $2, 'h')`,
    [world.submissionId, api.clock.now()],
  );
  await api.sql(
    `insert into fundwatch.submission_check (submission_id, agency, check_code, file, table_name, row_no, column_name, value, reason_zh, reason_en)
     select $1, '120101', 'FIELD_INVALID', 'levy.csv', 'levy', 7, 'amount', '=1+1', '金额不是数字', 'not a number'`,
    [world.submissionId],
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
  await api.sql(
    `insert into fundwatch.evaluation_indicator (evaluation_id, indicator, version, parameters, state, hits, duration_ms)
     values ($1, 'DY04', 1, '{}', 'done', 3, 1200), ($1, 'DY05', 1, '{}', 'done', 0, 90)`,
    [world.evaluationId],
  );
  await anAlert()
    .of('DY04')
    .about('=HYPERLINK("http://x")')
    .received()
    .worth('77.50')
    .behind({ hitKey: 'H1', evidence: { id_number: inClear[0]!, name: inClear[1]! } })
    .save(api.database);
  await anAlert().of('DY06').dispatchedTo('120102').save(api.database);
  await anAlert().of('DY04').dispatchedTo('120102').save(api.database);
  // The requests of the matrix leave cases, inspections, consultations and the like behind.
  for (const [name, role] of [
    ['openCase', 'supervision_officer'],
    ['planInspection', 'supervision_officer'],
    ['proposeMajorMatter', 'supervision_officer'],
    ['openBranch', 'supervision_officer'],
    ['stepBranch', 'line_department'],
    ['addRecoveryEntry', 'agency_handler'],
    ['proposeWhitelistEntry', 'supervision_officer'],
    ['proposeIndicatorVersion', 'supervision_officer'],
    ['enterStandIn', 'supervision_head'],
    ['changeExpected', 'data_steward'],
  ] as const satisfies readonly (readonly [RouteName, Caller['role']])[]) {
    const request = await matrixRequests[name](
      world,
      callers.find((caller) => caller.role === role)!,
    );
    expect((await clientOf(role).call(routes[name], request as never)).status, name).toBe(200);
  }
  const { id: owed } = await anAlert().received().save(api.database);
  const confirmed = { kind: 'confirmed', amount: '1000.00', on: '2026-10-19', voucher: '确-1' } as const;
  await clientOf('supervision_officer').call(routes.addRecoveryEntry, { params: { alertId: owed }, body: confirmed });
  await api.sql(
    `insert into fundwatch.notification (account, kind, urgent, target_kind, facts, at)
     select id, 'inspection_plan', true, 'approvals', '{}', $1 from fundwatch.app_user`,
    [api.clock.now()],
  );
});
afterAll(() => api?.close());

async function rowsOfList(name: ExportName, client: ApiClient, request: object): Promise<unknown[]> {
  const list = routes[listOfExport(name)];
  const rows: unknown[] = [];
  for (let cursor: string | undefined; ;) {
    const query = { ...(request as { query?: object }).query, ...(cursor ? { cursor } : {}) };
    const reply = await client.call(list, { ...request, query } as never);
    expect(reply.status, list.name).toBe(200);
    const body = reply.body as Reply;
    const own = rowsIn[name];
    if (own) return own(body as never);
    rows.push(...body.items!);
    if (!body.nextCursor) return rows;
    cursor = body.nextCursor;
  }
}

describe.each(Object.keys(exportRoutes) as ExportName[])('%s', (name) => {
  const readers = callers.filter(
    ({ role }, index) => role !== null && endpointMatrix[name].split(' ')[index] === '200',
  );

  test('gives everyone who reads the list its rows, marked and masked, and is logged', async () => {
    let most = 0;
    for (const caller of readers) {
      const client = clients[callers.indexOf(caller)]!;
      const request = (await matrixRequests[name](world, caller)) as { query?: object };
      const rows = await rowsOfList(name, client, request);
      most = Math.max(most, rows.length);
      for (const language of ['zh', 'en'] as const) {
        const reply = await client.call(exportRoutes[name], {
          ...request,
          query: { ...request.query, language },
        } as never);
        expect(reply.status, caller.name).toBe(200);
        const sheet = readSheet(reply.bytes);
        expect(sheet.rows.length, `${caller.name}: rows`).toBe(rows.length);
        expect(new Set(sheet.head).size, 'no column twice').toBe(sheet.head.length);
        expect(sheet.marks[1]).toContain(`caller-${callers.indexOf(caller)}`);
        expect(sheet.marks[1]).toContain(
          language === 'zh' ? `导出时间：2026-10-20 09:00　共${rows.length}条` : '2026-10-20 09:00',
        );
        expect(sheet.xml).not.toContain('<f>');
        for (const secret of inClear) expect(JSON.stringify(sheet.rows)).not.toContain(secret);
        expect(decodeURIComponent(reply.headers.get('content-disposition')!)).toMatch(/-2026-10-20\.xlsx/);
      }
      const [logged] = await api.sql<{ details: { rows: number } }>(
        `select details from fundwatch.audit_event where action = 'list.export' and target = $1 and actor = $2 order by at desc limit 1`,
        [name, `caller-${callers.indexOf(caller)}`],
      );
      expect(logged!.details.rows, caller.name).toBe(rows.length);
    }
    if (!mayBeEmpty.includes(name)) expect(most, 'rows for somebody').toBeGreaterThan(0);
  });
});

describe('an exported list', () => {
  const officer = () => clientOf('supervision_officer');

  test('obeys the filters of its page and says them', async () => {
    const query = { indicator: 'DY04', agency: '120101', language: 'zh' };
    const sheet = readSheet((await officer().call(exportRoutes.exportAlerts, { query } as never)).bytes);
    expect(sheet.rows).toHaveLength(1);
    expect(sheet.marks[2]).toBe('筛选条件：指标=DY04；单位=120101');
  });

  test('has the text that looks like a formula as a text', async () => {
    const query = { indicator: 'DY04', agency: '120101', language: 'zh' };
    const sheet = readSheet((await officer().call(exportRoutes.exportAlerts, { query } as never)).bytes);
    expect(sheet.rows[0]![sheet.head.indexOf('对象')]).toBe('=HYPERLINK("http://x")');
    expect(sheet.rows[0]![sheet.head.indexOf('涉及金额')]).toBe(77.5);
  });

  test('is an agency’s own only, and counts as an export of the month', async () => {
    const { bytes } = await clientOf('agency_handler').call(exportRoutes.exportAlerts, {
      query: { indicator: 'DY06', language: 'en' } as never,
    });
    expect(readSheet(bytes).rows).toEqual([]);
    const taken = await api.app.database.withContext(
      { actor: { kind: 'system', name: 'test' }, roles: [], scope: 'all', requestId: 'test' },
      ({ supervisionRecords }) => supervisionRecords.exportsIn('202610'),
    );
    expect(taken.find(({ agency }) => agency === '120101')).toBeDefined();
  });

  test('of more than a workbook may hold is refused with both numbers', async () => {
    await api.sql(
      `insert into fundwatch.notification (account, kind, urgent, target_kind, facts, at)
       select u.id, 'inspection_plan', false, 'approvals', '{}', $1
       from fundwatch.app_user u, generate_series(1, 20001) n where u.user_name = 'signer'`,
      [api.clock.now()],
    );
    const reply = await (await api.signedIn('signer')).call(exportRoutes.exportNotifications, {});
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({ code: 'EXPORT_TOO_LARGE', details: { most: 20_000 } });
  });

  test('follows the filters and order that the page of the library applies itself', async () => {
    const sheet = readSheet(
      (await officer().call(exportRoutes.exportIndicators, { query: { group: 'NK', text: 'NK30' } as never })).bytes,
    );
    expect(sheet.rows.map(([name]) => String(name).slice(0, 4))).toEqual(['NK30']);
  });

  test('a path that nobody defined is not there', async () => {
    expect((await fetch(`${api.url}/api/exports/audit`)).status).toBe(404);
  });
});
