import { exportRoutes, routes, type ExportName } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillLists, inClear, listOptions, type Caller, type ListWorld } from '../support/filled-lists.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';
import { readSheet } from '../support/read-sheet.js';
import { listOfExport, matrixRequests } from './endpoint-matrix-requests.js';
import { callers, endpointMatrix } from './endpoint-matrix-table.js';

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
let world: ListWorld;
const clientOf = (role: Caller['role']) => world.clients[callers.findIndex((caller) => caller.role === role)]!;

beforeAll(async () => {
  api = await startApi(listOptions);
  world = await fillLists(api);
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
      const client = world.clients[callers.indexOf(caller)]!;
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
