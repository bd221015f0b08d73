import { randomUUID } from 'node:crypto';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let steward: ApiClient;
let officer: ApiClient;
let handler: ApiClient;

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'liuyan', roles: ['data_steward'] });
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
  steward = await api.signedIn('liuyan');
  officer = await api.signedIn('zhang');
  handler = await api.signedIn('liu');
});
afterAll(() => api.close());

const line = (agency: string, more: object = {}) => ({
  agency,
  line: '110',
  dataset: 'business' as const,
  validFrom: '202608',
  validTo: null,
  mayLack: [],
  ...more,
});
const change = (body: object) =>
  steward.call(routes.changeExpected, { body: { reason: '按年度安排', ...body } as never });
const expectedIn = async (period: string) => {
  const { body } = await officer.call(routes.getArrivalBoard, { query: { period } });
  return body.rows.flatMap(({ agency, cells }) =>
    cells.filter(({ state }) => state !== 'not_expected').map(() => agency.code),
  );
};

describe('the list of expected submissions', () => {
  test('is imported whole or not at all, with every fault told', async () => {
    const reply = await change({
      change: { kind: 'list', list: [line('120101'), line('120102', { mayLack: ['voucher'] })] },
    });
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({
      code: 'EXPECTED_LIST_INVALID',
      details: { problems: [{ where: '1.mayLack' }] },
    });
    expect((await change({ change: { kind: 'list', list: [line('120101'), line('120102')] } })).body.lines).toBe(2);
  });

  test('a preview tells how the denominators change, and changes nothing', async () => {
    const ended = line('120102', { validTo: '202608' });
    const { body } = await steward.call(routes.previewExpected, { body: { change: { kind: 'line', line: ended } } });
    expect(body).toEqual({
      lines: 2,
      periods: ['202609', '202610', '202611'].map((period) => ({ period, before: 2, after: 1 })),
    });
    expect(await expectedIn('202609')).toEqual(['120101', '120102']);
  });

  test('a line that is ended is not expected from the next month on', async () => {
    await change({ change: { kind: 'line', line: line('120102', { validTo: '202608' }) } });
    expect(await expectedIn('202608')).toEqual(['120101', '120102']);
    expect(await expectedIn('202609')).toEqual(['120101']);
  });

  test('two lines of the same agency, line and dataset never hold together', async () => {
    const reply = await change({ change: { kind: 'line', line: line('120102', { validFrom: '202607' }) } });
    expect(reply.status).toBe(422);
    expect((await change({ change: { kind: 'line', line: line('120102', { validFrom: '202610' }) } })).status).toBe(
      200,
    );
  });

  test('an agency is expected from the month in which it opens to the month in which it closes', async () => {
    await change({ change: { kind: 'dates', agency: '120101', openedOn: '2026-09-15', closedOn: '2026-10-02' } });
    expect(await expectedIn('202608')).toEqual(['120102']);
    expect(await expectedIn('202609')).toEqual(['120101']);
    expect(await expectedIn('202611')).toEqual(['120102']);
    const wrong = { kind: 'dates', agency: '120101', openedOn: '2026-09-15', closedOn: '2026-09-01' };
    expect((await change({ change: wrong })).status).toBe(422);
    await change({ change: { kind: 'dates', agency: '120101', openedOn: null, closedOn: null } });
  });

  test('is read by an agency as far as it is its own, and every change is in the audit with its reason', async () => {
    const { body } = await handler.call(routes.listExpected);
    expect(new Set(body.lines.map(({ agency }) => agency))).toEqual(new Set(['120101']));
    const audited = await api.sql(`select reason from fundwatch.audit_event where action = 'expected_submission.line'`);
    expect(audited).toEqual(audited.map(() => ({ reason: '按年度安排' })));
    expect(audited.length).toBeGreaterThan(1);
  });
});

describe('the terms of submission', () => {
  const set = (body: object) =>
    steward.call(routes.setSubmissionTerm, {
      body: { from: '202610', dueDay: 10, roll: true, lockWorkingDays: 5, reason: '提前报送', ...body },
    });

  test('are changed only for periods that are not due yet', async () => {
    const reply = await set({ from: '202609' });
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({ code: 'SUBMISSION_TERM_TOO_EARLY', details: { earliest: '202610' } });
  });

  test('show both days, and leave the due days that have passed', async () => {
    const { body } = await set({});
    expect(body.dates.slice(0, 3)).toEqual([
      { period: '202609', nominalDueOn: '2026-10-15', dueOn: '2026-10-15', lockedOn: '2026-10-29' },
      { period: '202610', nominalDueOn: '2026-11-10', dueOn: '2026-11-10', lockedOn: '2026-11-17' },
      { period: '202611', nominalDueOn: '2026-12-10', dueOn: '2026-12-10', lockedOn: '2026-12-17' },
    ]);
    expect(body.set[0]).toMatchObject({ from: '202610', reason: '提前报送', setBy: 'liuyan' });
  });
});

describe('the quality of the data', () => {
  test('counts completeness, punctuality and first refusals by month, agency and line', async () => {
    for (const [state, version, at] of [
      ['refused', 1, '2026-10-10T01:00:00Z'],
      ['accepted', 2, '2026-10-30T01:00:00Z'],
    ])
      await api.sql(
        `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
         values ($1, '120101', '110', 'business', '202609', $2, $3, 'package', '张三', $4, $4, 'h')`,
        [randomUUID(), version, state, at],
      );
    api.clock.set('2026-11-02T01:00:00.000Z');
    const { body } = await officer.call(routes.getDataQuality, { query: { period: '202609' } });
    expect(body.months).toHaveLength(13);
    const measure = { expected: 1, accepted: 1, onTime: 0, refusedFirst: 1, afterLock: 1 };
    expect(body.months.at(-1)).toMatchObject({ ...measure, period: '202609', isDue: true, qualityHits: 0 });
    expect(body.rows).toEqual([{ agency: { code: '120101', name: '和平区社保中心' }, line: '110', ...measure }]);
  });

  test('marks what arrived after the lock on the board and on the submission', async () => {
    const board = await officer.call(routes.getArrivalBoard, { query: { period: '202609' } });
    expect(board.body).toMatchObject({ lockedOn: '2026-10-29', dueDay: 15, roll: true });
    expect(board.body.rows[0]!.cells[0]).toMatchObject({ state: 'late', afterLock: true });
    const { body } = await officer.call(routes.listSubmissions, { query: { period: '202609' } });
    expect(body.items.map(({ afterLock, onTime }) => [afterLock, onTime])).toEqual([
      [true, false],
      [false, null],
    ]);
  });

  test('of an agency is its own, without the counts of alerts', async () => {
    const { body } = await handler.call(routes.getDataQuality, { query: { period: '202609', agency: '120102' } });
    expect(new Set(body.rows.map(({ agency }) => agency.code))).toEqual(new Set(['120101']));
    expect(body.months.every(({ qualityHits }) => qualityHits === null)).toBe(true);
  });
});
