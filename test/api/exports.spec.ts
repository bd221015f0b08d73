import { exportRoutes, routes, type ExportName } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fillLists, inClear, listOptions, type Caller, type ListWorld } from '../support/filled-lists.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';
import { readSheet } from '../support/read-sheet.js';
import { listOfExport, matrixRequests, type MatrixRequest } from './endpoint-matrix-requests.js';
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
  exportWatchedFolder: (reply: { waiting: unknown[]; settled: unknown[] }) => [...reply.waiting, ...reply.settled],
  exportExternalFeeds: (reply: { feeds: unknown[] }) => reply.feeds,
  exportRuleBoard: (reply: { agencies: { cells: unknown[] }[] }) => reply.agencies.flatMap(({ cells }) => cells),
  exportIndicatorDrafts: (reply: { drafts: unknown[] }) => reply.drafts,
  exportMonthStandings: (reply: { months: unknown[] }) => reply.months,
  exportRecoveryEntries: (reply: { entries: unknown[] }) => reply.entries,
  exportDocumentTemplates: (reply: { templates: unknown[] }) => reply.templates,
  exportWebhooks: (reply: { webhooks: unknown[] }) => reply.webhooks,
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
  'exportRestatementDifferences',
  'exportAccountabilityFacts',
  'exportDifferingRows',
];
/** Lists of one thing that is filled. */
const ownRequests: Partial<Record<ExportName, (world: ListWorld) => MatrixRequest>> = {
  exportAlertHits: ({ evidenced }) => ({ params: { alertId: evidenced } }),
  exportRecoveryEntries: ({ owed }) => ({ params: { alertId: owed } }),
};

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
      const request = ownRequests[name]?.(world) ?? (await matrixRequests[name](world, caller));
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

describe('every exported list', () => {
  /** What is read for the product rather than for whoever asks, and lets nothing out that the asker may not know. */
  // Whether a submission the asker reads came as a package, how many messages wait, the office's first month: no rows.
  const forTheProduct: readonly string[] = ['find-package', 'mail-state', 'accountability'];

  test('is read in the context of whoever asks, so that the database lets out nothing else', async () => {
    const { database } = api.app;
    const asked: RequestContext[] = [];
    const withContext = database.withContext.bind(database);
    const spy = vi.spyOn(database, 'withContext').mockImplementation((context, work) => {
      asked.push(context);
      return withContext(context, work);
    });
    for (const name of Object.keys(exportRoutes) as ExportName[]) {
      const index = callers.findIndex(
        ({ role }, at) => role !== null && role !== 'administrator' && endpointMatrix[name].split(' ').at(at) === '200',
      );
      const at = index < 0 ? callers.findIndex(({ role }) => role === 'administrator') : index;
      const request = ownRequests[name]?.(world) ?? (await matrixRequests[name](world, callers[at]!));
      asked.length = 0;
      expect((await world.clients[at]!.call(exportRoutes[name], request as never)).status, name).toBe(200);
      const others = asked.flatMap(({ actor }) =>
        actor.kind === 'user' && actor.userName === `caller-${at}`
          ? []
          : [actor.kind === 'user' ? actor.userName : actor.name],
      );
      expect(
        others.filter((one) => !forTheProduct.includes(one)),
        name,
      ).toEqual([]);
      expect(asked.length - others.length, name).toBeGreaterThan(0);
    }
    spy.mockRestore();
  });
});

describe('an exported list', () => {
  const officer = () => clientOf('supervision_officer');

  test('obeys the filters of its page and says them', async () => {
    const query = { indicator: 'DY04', agency: '120101', language: 'zh' };
    const sheet = readSheet((await officer().call(exportRoutes.exportAlerts, { query } as never)).bytes);
    expect(sheet.rows).toHaveLength(1);
    expect(sheet.marks[2]).toBe('筛选条件：指标=DY04 重复领取养老待遇；单位=和平区社保中心');
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

  test('says the codes of its filters in words, in both languages', async () => {
    const { evaluationId, api: product } = world;
    const [person] = await product.sql<{ id: string }>(`select id from fundwatch.app_user where user_name = 'signer'`);
    const filters = {
      bucket: 'due_soon',
      state: 'received,answered',
      severity: 'high',
      firstPeriod: '202606',
      raisedBy: evaluationId,
      assignee: person!.id,
      problemType: 'P4',
      counted: 'closed.202607-202612',
    };
    const marksIn = async (language: string) =>
      readSheet((await officer().call(exportRoutes.exportAlerts, { query: { ...filters, language } as never })).bytes)
        .marks[2];
    expect(await marksIn('zh')).toBe(
      '筛选条件：队列=3个工作日内；状态=待答复、待审核答复；程度=高；首发月=2026-06；产生于=2026-09第1次评估；承办人=signer；问题类型=P4 正常业务；计入=报表“销号”2026-07 至 2026-12',
    );
    const english = await marksIn('en');
    for (const code of ['due_soon', 'received,', '202606', evaluationId, person!.id, 'closed.']) {
      expect(english).not.toContain(code);
    }
  });

  test('of the rule board is what its filter shows, also what is partly checked or still waits', async () => {
    const shown = async (show?: string) => {
      const query = { period: '202609', language: 'zh', ...(show ? { show } : {}) };
      const sheet = readSheet((await officer().call(exportRoutes.exportRuleBoard, { query } as never)).bytes);
      return { ...sheet, agencies: new Set(sheet.rows.map((row) => row[sheet.head.indexOf('机构代码')])) };
    };
    await world.api.sql(
      `insert into fundwatch.rule_check (period, agency, state, requested_at) values ('202609', '120102', 'waiting', $1)`,
      [world.api.clock.now()],
    );
    const waiting = await shown('waiting');
    expect(waiting.agencies).toEqual(new Set(['120102']));
    expect(new Set(waiting.rows.map((row) => row[waiting.head.indexOf('结果')]))).toEqual(new Set(['核对中']));
    expect(waiting.marks[2]).toBe('筛选条件：所属期=2026-09；显示=核对中');
    expect((await shown('holds')).agencies).toEqual(new Set(['120101']));
    expect((await shown('partly')).rows).toEqual([]);
    expect((await shown()).agencies).toEqual(new Set(['120101', '120102']));
  });

  test('of an alert’s evidence has what the indicator declares, personal data masked as on the page', async () => {
    const params = { alertId: world.evidenced };
    const [alert, hits, taken] = await Promise.all([
      officer().call(routes.getAlert, { params }),
      officer().call(routes.listAlertHits, { params }),
      officer().call(exportRoutes.exportAlertHits, { params, query: { language: 'zh' } } as never),
    ]);
    const sheet = readSheet(taken.bytes);
    const declared = alert.body.evidenceColumns;
    expect(declared.length).toBeGreaterThan(2);
    for (const { title } of declared)
      expect(
        sheet.head.some((one) => one.startsWith(title.zh)),
        title.zh,
      ).toBe(true);
    const personal = declared.find((column) => column.personal && hits.body.items[0]!.evidence[column.name])!;
    const cell = sheet.rows[0]![sheet.head.findIndex((one) => one.startsWith(personal.title.zh))];
    expect(cell).toBe(hits.body.items[0]!.evidence[personal.name]);
    expect(cell).toContain('*');
  });

  test('a path that nobody defined is not there', async () => {
    expect((await fetch(`${api.url}/api/exports/audit`)).status).toBe(404);
  });
});
