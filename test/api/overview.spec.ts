import { randomUUID } from 'node:crypto';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let leader: ApiClient;

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhao', roles: ['bureau_leader'] });
  leader = await api.signedIn('zhao');
});
afterAll(() => api.close());

describe('the overview', () => {
  test('says nothing where nothing was due, instead of a hundred per cent', async () => {
    const { body } = await leader.call(routes.getOverview, { query: { period: '202609' } });
    expect(body.answeredOnTime).toMatchObject({ value: null, before: null });
    expect(body.submittedOnTime.value).toBeNull();
    expect(body.openAlerts.value).toBe('0');
    expect(body.openAlerts.series).toHaveLength(13);
  });

  test('of a month that lies ahead has no figures yet', async () => {
    const { status, body } = await leader.call(routes.getOverview, { query: { period: '203001' } });
    expect([status, body.openAlerts.value, body.answeredOnTime.value, body.submittedOnTime.value]).toEqual([
      200,
      null,
      null,
      null,
    ]);
  });

  test('has figures that lead to lists of as many rows', async () => {
    const save = (alert: ReturnType<typeof anAlert>) => alert.save(api.database);
    await save(anAlert().worth('100.00').dueOn('2026-10-12'));
    await save(anAlert().worth('50.50').dueOn('2026-10-19').answered());
    await save(anAlert().at('120102').worth('7.00'));
    await save(anAlert().inMonth('202608').worth('1000.00').closed());
    await save(anAlert().asBaseline().worth('9999.00'));
    await api.sql(
      `with sent as (
         insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
         select gen_random_uuid(), '120101', '410', 'business', '202609', version, 'accepted', 'package', '甲', now(), now(), version::text
         from generate_series(1, 2) as version returning id, version)
       insert into fundwatch.fact_file (submission_id, agency, table_name, rows, control_totals)
       select id, '120101', 'benefit_payment', version * 1000, '{}' from sent`,
    );
    const { body } = await leader.call(routes.getOverview, { query: { period: '202609' } });
    expect(body.openAlerts.value).toBe('3');
    const open = { state: 'raised,screened,dispatched,received,answered,returned' };
    expect((await leader.call(routes.listAlerts, { query: open })).body.total).toBe(3);
    expect(body.amount).toMatchObject({ value: '157.50', before: '1000.00' });
    // Two answers were due before today, one of them came.
    expect(body.answeredOnTime.value).toBe('50.0');
    expect(body.byAgency).toEqual([
      {
        agency: { code: '120101', name: '和平区社保中心' },
        open: 2,
        overdue: 1,
        closed: 1,
        amount: '150.50',
        // 5 × 1.5 + 5 over two thousand payments: the replaced version counts for nothing.
        riskScore: '6.25',
      },
      {
        agency: { code: '120102', name: '河东区社保中心' },
        open: 1,
        overdue: 0,
        closed: 0,
        amount: '7.00',
        riskScore: null,
      },
    ]);
    expect(body.byMonth).toEqual([
      { period: '202608', severity: 'high', alerts: 1 },
      { period: '202609', severity: 'high', alerts: 3 },
    ]);
    expect(body.oldest.map(({ dueOn }) => dueOn)).toEqual(['2026-10-12', null, null]);
  });

  test('counts what was open at the end of each month by what happened until then', async () => {
    const earlier = await startApi();
    await earlier.addAccount({ userName: 'zhao', roles: ['bureau_leader'] });
    const { id } = await anAlert().inMonth('202606').raisedAt('2026-07-20T01:00:00.000Z').save(earlier.database);
    await earlier.sql(
      `insert into fundwatch.alert_event (alert_id, agency, sequence, type, from_state, to_state, actor, at, recorded_at, details, agency_may_see)
       values ($1, '120101', 2, 'dismiss', 'raised', 'dismissed', '张敏', '2026-09-01T01:00:00Z', now(), '{}', false)`,
      [id],
    );
    await earlier.sql(`update fundwatch.alert set state = 'dismissed' where id = $1`, [id]);
    const client = await earlier.signedIn('zhao');
    const { body } = await client.call(routes.getOverview, { query: { period: '202609' } });
    // A period is worked on in the month after it: raised in July, dismissed on the first of September.
    expect(body.openAlerts.series.slice(-5).map(({ period, value }) => `${period} ${value}`)).toEqual([
      '202605 0',
      '202606 1',
      '202607 1',
      '202608 0',
      '202609 0',
    ]);
    await earlier.close();
  });

  test('counts what arrived in time of what was expected', async () => {
    for (const agency of ['120101', '120102', '120103', '120104'])
      await api.sql(`insert into fundwatch.expected_submission values ($1, '110', 'business', '202609', null, '{}')`, [
        agency,
      ]);
    for (const [agency, arrivedAt] of [
      ['120101', '2026-10-15T15:59:59Z'],
      ['120102', '2026-10-16T01:00:00Z'],
    ] as const)
      await api.sql(
        `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
         values ($1, $2, '110', 'business', '202609', 1, 'accepted', 'package', 'x', $3, $3, 'h')`,
        [randomUUID(), agency, arrivedAt],
      );
    const { body } = await leader.call(routes.getOverview, { query: { period: '202609' } });
    expect(body.submittedOnTime.value).toBe('25.0');
    expect(body.due).toEqual({ dueOn: '2026-10-15', lockedOn: '2026-10-29' });
  });
});
