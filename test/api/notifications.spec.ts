import { writeReminders } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BranchDesk, good, PENSION } from '../support/a-branch-desk.js';
import { anAlert } from '../support/alert-builder.js';

let desk: BranchDesk;
type Person = Parameters<BranchDesk['as']>[0];

beforeAll(async () => {
  desk = await BranchDesk.open();
});
afterAll(() => desk.api.close());

const list = async (person: Person) => good(await desk.as(person).call(routes.listNotifications));
/** What somebody was told about one alert, latest first. */
const toldOf = async (person: Person, alertId: string) =>
  (await list(person)).items.filter(({ target }) => target.id === alertId).map(({ kind }) => kind);
const dispatch = async (alertId: string) => {
  const { revision } = await desk.alert(alertId);
  good(await desk.as('officer').call(routes.dispatchAlert, { params: { alertId }, body: { revision } }));
};

describe('notifications', () => {
  test('a dispatched alert tells its agency and nobody else, with number, indicator and the day that runs', async () => {
    const alertId = await desk.put(anAlert().screened());
    await dispatch(alertId);
    const alert = await desk.alert(alertId);
    for (const person of ['handler', 'chief'] as const) {
      const [one] = (await list(person)).items;
      expect(one).toMatchObject({
        kind: 'dispatch',
        urgent: true,
        target: { kind: 'alert', id: alertId },
        number: alert.number,
        indicator: { code: 'DY01' },
        agency: { code: '120101', name: '和平区社保中心' },
        dueOn: alert.dueOn,
        readAt: null,
      });
    }
    for (const person of ['elsewhere', 'officer', 'colleague', 'head', 'pension'] as const)
      expect(await toldOf(person, alertId), person).toEqual([]);
  });

  test('an answer tells the officer who sent the alert, and every officer where nobody has worked on it', async () => {
    const own = await desk.put(anAlert().screened());
    await dispatch(own);
    const { revision } = await desk.alert(own);
    good(await desk.as('handler').call(routes.receiveAlert, { params: { alertId: own }, body: { revision } }));
    good(await desk.answer(own));
    expect(await toldOf('officer', own)).toEqual(['answer']);
    expect(await toldOf('colleague', own)).toEqual([]);
    const anyones = await desk.put(anAlert().received());
    good(await desk.answer(anyones));
    expect(await toldOf('officer', anyones)).toEqual(['answer']);
    expect(await toldOf('colleague', anyones)).toEqual(['answer']);
  });

  test('a consultation tells the department that is asked, and its opinion the officer', async () => {
    const alertId = await desk.put(anAlert().received());
    const branchId = await desk.begin('officer', alertId, 'consultation', { department: PENSION, reason: '请研究' });
    expect(await toldOf('pension', alertId)).toEqual(['consultation_open']);
    expect(await toldOf('injury', alertId)).toEqual([]);
    expect(await toldOf('handler', alertId)).toEqual([]);
    await desk.step('pension', alertId, branchId, 'receive');
    await desk.step('pension', alertId, branchId, 'conclude', { reason: '可按旧口径' });
    expect(await toldOf('officer', alertId)).toEqual(['consultation_conclude']);
  });

  test('a field check tells the leader, his decision the person who asked, and never the agency', async () => {
    const alertId = await desk.put(anAlert().received());
    const place = { reason: '需实地核查', place: '和平区', until: '2026-11-20' };
    const branchId = await desk.begin('officer', alertId, 'field_check', place);
    expect(await toldOf('leader', alertId)).toEqual(['field_check_open']);
    await desk.step('leader', alertId, branchId, 'approve', {});
    expect(await toldOf('officer', alertId)).toEqual(['field_check_approve']);
    expect(await toldOf('handler', alertId)).toEqual([]);
  });

  test('a missed date goes up the line: agency, its head, the head of supervision, each once', async () => {
    const alertId = await desk.put(anAlert().received().dueOn('2026-09-01'));
    for (let run = 0; run < 2; run++) await writeReminders(desk.api.app, desk.system);
    expect(await toldOf('handler', alertId)).toEqual(['breach']);
    expect((await toldOf('chief', alertId)).sort()).toEqual(['breach', 'escalate_agency_head']);
    expect(await toldOf('head', alertId)).toEqual(['escalate_supervision_head']);
  });

  test('what is read is counted out; nobody reads or marks what another was told', async () => {
    const alertId = await desk.put(anAlert().screened());
    await dispatch(alertId);
    const before = await list('handler');
    expect(before.unread).toBe(before.items.filter(({ readAt }) => !readAt).length);
    const newest = before.items[0]!.id;
    good(await desk.as('elsewhere').call(routes.markNotificationsRead, { body: { ids: [newest] } }));
    expect((await list('handler')).unread).toBe(before.unread);
    const left = good(await desk.as('handler').call(routes.markNotificationsRead, { body: { ids: [newest] } }));
    expect(left.unread).toBe(before.unread - 1);
    const unread = good(await desk.as('handler').call(routes.listNotifications, { query: { unread: 'true' } }));
    expect(unread.items.map(({ id }) => id)).not.toContain(newest);
    expect(unread.total).toBe(left.unread);
    expect(
      good(await desk.as('handler').call(routes.markNotificationsRead, { body: { through: newest } })).unread,
    ).toBe(0);
    expect((await list('chief')).unread).toBeGreaterThan(0);
  });

  test('pages follow each other without gap or double', async () => {
    const all = await list('chief');
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = good(await desk.as('chief').call(routes.listNotifications, { query: { limit: 2, cursor } }));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      more = cursor !== undefined;
    }
    expect(seen).toEqual(all.items.map(({ id }) => id));
  });

  test('an account says where it is told by mail; that no mail server is set up is said', async () => {
    const body = { address: 'zhang@example.gov.cn', digest: true, urgent: false };
    expect(good(await desk.as('officer').call(routes.setNotificationChannel, { body }))).toEqual({
      ...body,
      mailOn: false,
    });
    expect(good(await desk.as('officer').call(routes.getNotificationChannel))).toEqual({ ...body, mailOn: false });
    expect(good(await desk.as('colleague').call(routes.getNotificationChannel)).address).toBeNull();
    const wrong = await desk
      .as('officer')
      .call(routes.setNotificationChannel, { body: { ...body, address: 'nowhere' } });
    expect(wrong.status).toBe(400);
  });
});

describe('row-level security of notifications', () => {
  test('raw SQL on the application’s connection sees and marks an account’s own only, in every scope', async () => {
    const [officer] = await desk.api.sql<{ id: string }>(
      `select id from fundwatch.app_user where user_name = 'officer'`,
    );
    const client = new pg.Client({ connectionString: desk.api.database.appUrl });
    await client.connect();
    try {
      for (const scope of ['all', 'submissions', 'agency:120101', 'none']) {
        await client.query('begin');
        await client.query(
          `select set_config('fundwatch.scope', $1, true), set_config('fundwatch.account', $2, true)`,
          [scope, officer!.id],
        );
        const seen = await client.query<{ account: string }>(`select distinct account from fundwatch.notification`);
        expect(seen.rows, scope).toEqual([{ account: officer!.id }]);
        const marked = await client.query(`update fundwatch.notification set read_at = now() where account <> $1`, [
          officer!.id,
        ]);
        expect(marked.rowCount, scope).toBe(0);
        await expect(client.query(`delete from fundwatch.notification`), scope).rejects.toThrow('permission denied');
        await client.query('rollback');
      }
    } finally {
      await client.end();
    }
  });
});
