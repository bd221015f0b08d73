import { routes, type QueryOf } from '@fundwatch/domain/api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let officer: ApiClient;
let head: ApiClient;
let leader: ApiClient;
let handler: ApiClient;
let neighbour: ApiClient;

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'wang', roles: ['supervision_head'] });
  await api.addAccount({ userName: 'zhao', roles: ['bureau_leader'] });
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
  await api.addAccount({ userName: 'sun', roles: ['agency_handler'], organisation: '120102' });
  [officer, head, leader, handler, neighbour] = (await Promise.all(
    ['zhang', 'wang', 'zhao', 'liu', 'sun'].map((name) => api.signedIn(name)),
  )) as [ApiClient, ApiClient, ApiClient, ApiClient, ApiClient];
});
afterAll(() => api.close());

async function forgetAlerts(): Promise<void> {
  for (const table of ['reminder', 'answer_draft', 'attachment', 'answer', 'alert_event', 'alert_hit', 'hit', 'alert'])
    await api.sql(`delete from fundwatch.${table}`);
}
beforeEach(forgetAlerts);

const numbersOf = async (client: ApiClient, query: QueryOf<typeof routes.listAlerts> = {}) =>
  (await client.call(routes.listAlerts, { query })).body.items.map(({ number }) => number);

describe('the list of alerts', () => {
  test('puts the longest overdue first, then by due date, severity and amount', async () => {
    const soon = await anAlert().dueOn('2026-10-22').save(api.database);
    const overdue = await anAlert().dueOn('2026-10-12').save(api.database);
    const critical = await anAlert().severe('critical').worth('1.00').save(api.database);
    const low = await anAlert().severe('low').worth('900000.00').save(api.database);
    const large = await anAlert().worth('900000.00').save(api.database);
    const small = await anAlert().worth(null).save(api.database);
    const expected = [overdue, soon, critical, large, small, low].map(({ number }) => number);
    expect(await numbersOf(officer)).toEqual(expected);
  });

  test.each(['urgency', 'raised'] as const)(
    'walked page by page in the order of %s, shows every row once while others are raised',
    async (order) => {
      const walked: string[] = [];
      const first: string[] = [];
      for (let row = 0; row < 25; row += 1) {
        const alert = anAlert().worth(row % 3 === 0 ? null : `${row % 4}.50`);
        if (row % 5 === 0) alert.dueOn(`2026-10-${20 + (row % 3)}`);
        first.push((await alert.raisedAt(`2026-10-1${row % 3}T01:00:00.000Z`).save(api.database)).number);
      }
      let cursor: string | undefined;
      do {
        const { body } = await officer.call(routes.listAlerts, { query: { order, limit: 4, cursor } });
        walked.push(...body.items.map(({ number }) => number));
        expect(body.total).toBe(25);
        cursor = body.nextCursor ?? undefined;
        // Raised while the officer reads: it waits for the next walk.
        await anAlert().severe('critical').dueOn('2026-10-01').raisedAt('2026-10-20T01:00:01.000Z').save(api.database);
        api.clock.pass(1);
      } while (cursor);
      expect(walked).toHaveLength(25);
      expect(new Set(walked)).toEqual(new Set(first));
      expect((await officer.call(routes.listAlerts, { query: { order } })).body.total).toBeGreaterThan(25);
      api.clock.set('2026-10-20T01:00:00.000Z');
    },
  );

  test('and the counts of the queue are made of the same conditions', async () => {
    for (const alert of [
      anAlert(),
      anAlert().screened(),
      anAlert().dispatchedTo('120101'),
      anAlert().dueOn('2026-10-19'),
      anAlert().dueOn('2026-10-20'),
      anAlert().dueOn('2026-10-23'),
      anAlert().dueOn('2026-10-26'),
      anAlert().answered(),
      anAlert().returned('2026-10-16'),
      anAlert().rectifying('2026-10-16'),
      anAlert().rectified(),
      anAlert().closed(),
    ])
      await alert.save(api.database);
    const { body } = await officer.call(routes.countAlerts);
    expect(body).toEqual({
      counts: {
        office_turn: 4,
        overdue: 3,
        due_today: 1,
        due_soon: 1,
        to_screen: 1,
        to_dispatch: 1,
        to_review: 1,
        to_accept: 1,
        waiting_branch: 0,
        waiting_agency: 7,
        waiting_calendar: 0,
      },
      open: 11,
      assigned: { mine: 0, unassigned: 11, standing_in: 0 },
      standsInFor: [],
    });
    for (const [bucket, count] of Object.entries(body.counts))
      expect(await numbersOf(officer, { bucket: bucket as never }), bucket).toHaveLength(count);
    expect((await handler.call(routes.countAlerts)).body).toEqual({
      counts: { overdue: 3, due_today: 1, due_soon: 1, to_receive: 1, to_answer: 6 },
      open: 9,
      assigned: { mine: 0, unassigned: 9, standing_in: 0 },
      standsInFor: [],
    });
  });

  test('is narrowed by state, agency, severity, month, and a part of number or subject', async () => {
    const here = await anAlert().about('P0077').severe('low').inMonth('202608').save(api.database);
    const there = await anAlert()
      .at('120102')
      .of('CW07')
      .screened()
      .behind({ hitKey: 'K', period: '202607' })
      .save(api.database);
    expect(await numbersOf(officer, { state: 'raised,closed' })).toEqual([here.number]);
    expect(await numbersOf(officer, { agency: '120102', indicator: 'CW07,DY01' })).toEqual([there.number]);
    expect(await numbersOf(officer, { severity: 'low' })).toEqual([here.number]);
    expect(await numbersOf(officer, { firstPeriod: '202608' })).toEqual([here.number]);
    expect(await numbersOf(officer, { period: '202607' })).toEqual([there.number]);
    expect(await numbersOf(officer, { text: '0077' })).toEqual([here.number]);
    expect(await numbersOf(officer, { text: 'cw0' })).toEqual([there.number]);
    expect(await numbersOf(officer, { text: '%' })).toEqual([]);
  });
});

describe('an agency', () => {
  test('sees its own alerts from the dispatch on, and no other', async () => {
    await anAlert().save(api.database);
    await anAlert().screened().save(api.database);
    const own = await anAlert().dispatchedTo('120101').save(api.database);
    const other = await anAlert().dispatchedTo('120102').save(api.database);
    expect(await numbersOf(handler)).toEqual([own.number]);
    expect(await numbersOf(neighbour)).toEqual([other.number]);
    expect(await numbersOf(handler, { agency: '120102' })).toEqual([]);
    expect((await handler.call(routes.countAlerts)).body.open).toBe(1);
  });

  test('does not learn how the office screened', async () => {
    const { id } = await anAlert().received().save(api.database);
    const { body } = await handler.call(routes.listAlertEvents, { params: { alertId: id } });
    expect(body.events.map(({ type }) => type)).toEqual(['dispatch', 'receive']);
    const whole = await officer.call(routes.listAlertEvents, { params: { alertId: id } });
    expect(whole.body.events.map(({ type }) => type)).toEqual(['raise', 'screen', 'dispatch', 'receive']);
  });

  test('learns of another agency in a shared matter only its name, once the matter was sent there', async () => {
    const shared = { hitKey: 'K', relatedKey: 'same-person' };
    const own = await anAlert().of('DY04').behind(shared).dispatchedTo('120101').save(api.database);
    const unsent = await anAlert().of('DY04').at('120102').behind(shared).save(api.database);
    const linkedOf = async (client: ApiClient) =>
      (await client.call(routes.getAlert, { params: { alertId: own.id } })).body.linked;
    expect(await linkedOf(handler)).toEqual([]);
    expect(await linkedOf(officer)).toEqual([
      { id: unsent.id, number: unsent.number, agency: '120102', agencyName: '河东区社保中心', state: 'raised' },
    ]);
    await api.sql(
      `update fundwatch.alert set state = 'dispatched', screened_at = $2, dispatched_at = $2, auto_receipt_on = '2026-10-21' where id = $1`,
      [unsent.id, api.clock.now()],
    );
    expect(await linkedOf(handler)).toEqual([
      { id: null, number: null, agency: '120102', agencyName: '河东区社保中心', state: null },
    ]);
  });
});

describe('the baseline of the first real month', () => {
  test('is seen by officers only', async () => {
    const { id, number } = await anAlert().asBaseline().save(api.database);
    expect(await numbersOf(officer)).toEqual([number]);
    expect(await numbersOf(leader)).toEqual([]);
    expect((await leader.call(routes.getAlert, { params: { alertId: id } })).status).toBe(404);
    expect((await leader.call(routes.countAlerts)).body.open).toBe(0);
  });

  test('is seen by everybody concerned once an officer has sent an alert of it', async () => {
    const { id, number } = await anAlert().asBaseline().dispatchedTo('120101').save(api.database);
    expect(await numbersOf(handler)).toEqual([number]);
    expect(await numbersOf(leader)).toEqual([number]);
    expect((await handler.call(routes.getAlert, { params: { alertId: id } })).status).toBe(200);
    expect((await handler.call(routes.listAlertHits, { params: { alertId: id } })).status).toBe(200);
  });
});

describe('personal data', () => {
  test('is masked for everybody who has given no reason, in the sentence too', async () => {
    const { id } = await anAlert().dispatchedTo('120101').save(api.database);
    for (const client of [officer, leader, handler]) {
      const { body } = await client.call(routes.listAlertHits, { params: { alertId: id } });
      expect(body.items[0]?.evidence).toEqual({ name: '张**', death_date: '2026-06-14', item: 'basic_pension' });
      const page = await client.call(routes.getAlert, { params: { alertId: id } });
      expect(JSON.stringify(page.body)).not.toContain('张三丰');
      expect(page.body.summary.zh).toContain('8,412.00');
      expect(page.body.summary.zh).not.toMatch(/[{}]/);
    }
  });

  test('is shown for a reason, and the look is in the audit with it', async () => {
    const { id, number } = await anAlert().dispatchedTo('120101').save(api.database);
    const look = (client: ApiClient, reason: string) =>
      client.call(routes.unmaskAlertHits, { params: { alertId: id }, body: { reason } });
    expect((await look(officer, ' ')).status).toBe(400);
    const { body } = await look(handler, '核对身份证件');
    expect(body.items[0]?.evidence['name']).toBe('张三丰');
    const audit = await api.sql<Record<string, unknown>>(
      `select actor, reason, target, details ->> 'number' as number from fundwatch.audit_event where action = 'hits.unmask'`,
    );
    expect(audit).toEqual([{ actor: 'liu', reason: '核对身份证件', target: id, number }]);
  });
});

describe('the version that raised an alert', () => {
  test('stays on it with its values, beside what is in force by now', async () => {
    const { id } = await anAlert().of('NK02').dispatchedTo('120101').save(api.database);
    const detail = async (by: ApiClient) => (await by.call(routes.getAlert, { params: { alertId: id } })).body;
    const delivered = (await detail(officer)).inForce;
    expect(delivered).toMatchObject({ version: 1, status: 'active', own: false, parameters: { approvals: '20' } });
    const proposed = await officer.call(routes.proposeIndicatorVersion, {
      params: { code: 'NK02' },
      body: { changes: { parameters: { approvals: '30' } }, reason: '误报偏多' },
    });
    expect((await detail(officer)).inForce).toEqual(delivered);
    await head.call(routes.decideIndicatorVersion, {
      params: { versionId: proposed.body.id },
      body: { decision: 'approve' },
    });
    for (const by of [officer, handler])
      expect(await detail(by)).toMatchObject({
        indicatorVersion: 1,
        inForce: { version: 2, status: 'active', own: false, parameters: { approvals: '30' } },
      });
    // Of an indicator that nothing is known of any more nothing is claimed.
    const gone = await anAlert().of('DY77').save(api.database);
    expect((await officer.call(routes.getAlert, { params: { alertId: gone.id } })).body.inForce).toBeNull();
  });
});

describe('the external data that an alert rests on', () => {
  const externalOf = async (client: ApiClient, alertId: string) =>
    (await client.call(routes.getAlert, { params: { alertId } })).body.externalData;

  test('is shown to officer and agency with the day in Shanghai on which its package arrived', async () => {
    const older = { table: 'death', period: '202608', arrivedAt: '2026-09-08T01:00:00.000Z' };
    const read = { table: 'death', arrivedAt: '2026-10-08T16:30:00.000Z' };
    const unread = { table: 'imprisonment', arrivedAt: '2026-10-02T01:00:00.000Z' };
    const { id } = await anAlert().dispatchedTo('120101').restingOn(older, read, unread).save(api.database);
    const shown = [{ table: 'death', title: '死亡信息', period: '202609', arrivedOn: '2026-10-09' }];
    expect(await externalOf(officer, id)).toEqual(shown);
    expect(await externalOf(handler, id)).toEqual(shown);
  });

  test('is none for an indicator that reads no external data', async () => {
    const read = { table: 'death', arrivedAt: '2026-10-08T01:00:00.000Z' };
    const { id } = await anAlert().of('DY23').restingOn(read).save(api.database);
    expect(await externalOf(officer, id)).toEqual([]);
  });
});
