import { announce, sendPackage } from '../support/upload-by-tus.js';
import { randomUUID } from 'node:crypto';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let officer: ApiClient;
let handler: ApiClient;
let institution: ApiClient;
let refusedId: string;

/** One submission, as the collect stage would have left it. */
async function aSubmission(row: {
  agency: string;
  dataset?: string;
  period?: string;
  version?: number;
  state: 'accepted' | 'refused' | 'received';
  arrivedAt: string;
}): Promise<string> {
  const id = randomUUID();
  await api.sql(
    `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash, errors)
     values ($1, $2, '110', $3, $4, $5, $6, 'package', '经办系统', $7, $7, 'h', $8)`,
    [
      id,
      row.agency,
      row.dataset ?? 'business',
      row.period ?? '202609',
      row.version ?? 1,
      row.state,
      row.arrivedAt,
      row.state === 'refused' ? 3 : 0,
    ],
  );
  return id;
}

beforeAll(async () => {
  api = await startApi({ exchangeSources: [{ name: 'region', url: 'postgres://user:secret@127.0.0.1:1/none' }] });
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'wu', roles: ['information_institution'] });
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
  officer = await api.signedIn('zhang');
  handler = await api.signedIn('liu');
  institution = await api.signedIn('wu');
  for (const agency of ['120101', '120102'])
    for (const dataset of ['business', 'finance'])
      await api.sql(`insert into fundwatch.expected_submission values ($1, '110', $2, '202601', null, '{}')`, [
        agency,
        dataset,
      ]);
  // 2026-10-15 is a Thursday: the last day is the 15th itself, until 24:00 in Shanghai.
  await aSubmission({ agency: '120101', state: 'accepted', arrivedAt: '2026-10-15T15:59:59.000Z' });
  refusedId = await aSubmission({
    agency: '120101',
    dataset: 'finance',
    state: 'refused',
    arrivedAt: '2026-10-14T01:00:00.000Z',
  });
  await aSubmission({ agency: '120102', state: 'accepted', arrivedAt: '2026-10-15T16:00:01.000Z' });
  for (const row of [1, 2, 3])
    await api.sql(
      `insert into fundwatch.submission_check (submission_id, agency, check_code, file, table_name, row_no, column_name, value, reason_zh, reason_en)
       values ($1, '120101', 'VALUE_TYPE', 'voucher.csv', 'voucher', $2, 'amount', 'x', '不是金额', 'not an amount')`,
      [refusedId, row],
    );
});
afterAll(() => api.close());

describe('the arrival board', () => {
  const cellsOf = async (client: ApiClient) => {
    const { body } = await client.call(routes.getArrivalBoard, { query: { period: '202609' } });
    const cells = body.rows.flatMap(({ agency, cells }) =>
      cells.map((cell) => [agency.code, cell.dataset, cell.state, cell.daysLate]),
    );
    return { body, cells };
  };

  test('shows who delivered in time, late, refused and not at all', async () => {
    const { body, cells } = await cellsOf(officer);
    expect(cells).toEqual([
      ['120101', 'business', 'on_time', null],
      ['120101', 'finance', 'refused', null],
      ['120102', 'business', 'late', 1],
      ['120102', 'finance', 'waiting', null],
    ]);
    expect(body.totals).toEqual({ waiting: 1, received: 0, refused: 1, on_time: 1, late: 1, not_expected: 0 });
    expect(body).toMatchObject({
      dueOn: '2026-10-15',
      nominalDueOn: '2026-10-15',
      workingDaysLeft: -3,
      listKnown: true,
    });
  });

  test('shows the day after rolling where the 15th is a day off', async () => {
    const { body } = await officer.call(routes.getArrivalBoard, { query: { period: '202607' } });
    expect(body).toMatchObject({ nominalDueOn: '2026-08-15', dueOn: '2026-08-17' });
  });

  test('shows an agency only its own row', async () => {
    const { body } = await cellsOf(handler);
    expect(body.rows.map(({ agency }) => agency.code)).toEqual(['120101']);
  });
});

describe('a refused submission', () => {
  test("opens with each table's errors, and its reasons page by page in their order", async () => {
    const params = { submissionId: refusedId };
    const { body } = await handler.call(routes.getSubmission, { params });
    expect(body).toMatchObject({
      state: 'refused',
      onTime: null,
      errors: 3,
      tables: [{ name: 'voucher', errors: 3, rows: 0 }],
    });
    const first = (await handler.call(routes.listSubmissionChecks, { params, query: { limit: 2 } })).body;
    const second = (
      await handler.call(routes.listSubmissionChecks, { params, query: { limit: 2, cursor: first.nextCursor! } })
    ).body;
    expect([...first.items, ...second.items].map(({ row }) => row)).toEqual([1, 2, 3]);
    expect([first.total, second.nextCursor]).toEqual([3, null]);
    expect(first.items[0]?.reason).toEqual({ zh: '不是金额', en: 'not an amount' });
  });
});

describe('the list of submissions', () => {
  test('is latest arrival first, by filter, and for an agency its own', async () => {
    const list = async (client: ApiClient, query = {}) =>
      (await client.call(routes.listSubmissions, { query })).body.items.map(
        ({ agency, dataset }) => `${agency.code} ${dataset}`,
      );
    expect(await list(officer)).toEqual(['120102 business', '120101 business', '120101 finance']);
    expect(await list(officer, { state: 'refused' })).toEqual(['120101 finance']);
    expect(await list(officer, { period: '202608' })).toEqual([]);
    expect(await list(handler, { agency: '120102' })).toEqual([]);
    expect(await list(handler)).toEqual(['120101 business', '120101 finance']);
  });
});

describe('an uploaded package', () => {
  const zip = {
    name: '120101-110-business-202609.zip',
    bytes: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(3_000_000, 7)]),
  };

  test('is kept byte for byte and waits for its check', async () => {
    const packageId = await sendPackage(handler, { ...zip, reason: '补报漏发的待遇' });
    const { body } = await handler.call(routes.getPackage, { params: { packageId } });
    expect(body).toMatchObject({ state: 'waiting', bytes: zip.bytes.length, reason: '补报漏发的待遇' });
    expect(body.fileName).toBe(zip.name);
    const [row] = await api.sql<{ object: string; agency: string }>(
      'select object, agency from fundwatch.package_upload where id = $1',
      [body.id],
    );
    expect(row?.agency).toBe('120101');
    expect(await api.app.objects.isSound(row!.object)).toBe(true);
  });

  test('nudges the workers with its number', async () => {
    const nudged = new Promise<unknown>((resolve) => {
      void api.app.workers!.startWorkers({
        handle: async (name, payload) => {
          if (name === 'checkPackage') resolve(payload);
        },
      });
    });
    await sendPackage(handler, zip);
    const earlier = await api.sql<{ id: string }>('select id from fundwatch.package_upload');
    const { packageId } = (await nudged) as { packageId: string };
    expect(earlier.map(({ id }) => id)).toContain(packageId);
  });

  test('of the information institution may be for any agency, and no agency sees it', async () => {
    const packageId = await sendPackage(institution, zip);
    const [row] = await api.sql<{ agency: string | null }>(
      'select agency from fundwatch.package_upload where id = $1',
      [packageId],
    );
    expect(row?.agency).toBeNull();
    expect((await handler.call(routes.getPackage, { params: { packageId } })).status).toBe(404);
    expect((await institution.call(routes.listPackages)).body.items.map(({ id }) => id)).toContain(packageId);
  });

  test('that is no zip is refused', async () => {
    const reply = await handler.call(routes.beginUpload, { headers: announce('data.exe', 2) });
    expect(reply).toMatchObject({ status: 422, body: { code: 'PACKAGE_UNREADABLE' } });
  });
});

describe('exchange sources', () => {
  test('are named without their addresses, which hold passwords', async () => {
    const { body } = await officer.call(routes.listExchangeSources);
    expect(body.sources).toMatchObject([{ name: 'region', lastPullAt: null, failures: 0, accepted: 0 }]);
    expect(JSON.stringify(body)).not.toContain('secret');
    expect((await officer.call(routes.pullExchangeSource, { params: { name: 'region' } })).body).toEqual({
      queued: true,
    });
    expect((await officer.call(routes.pullExchangeSource, { params: { name: 'other' } })).status).toBe(404);
  });
});

describe('the periods', () => {
  test('are those that anything came for, and the month at work is the one before', async () => {
    expect((await officer.call(routes.listPeriods)).body).toEqual({ periods: ['202609'], current: '202609' });
  });
});
