import {
  addWebhook,
  changeWebhook,
  clearDeliveries,
  dispatchAlert,
  getOutgoing,
  listNotifications,
  listWebhookDeliveries,
  renewWebhookSecret,
  sendWebhookAgain,
  tellByWebhook,
  testWebhook,
} from '@fundwatch/application';
import { composeApplication, type ComposedApplication } from '@fundwatch/application/compose';
import { silenceWaits, webhookWaits } from '@fundwatch/domain/notify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NORTH } from '../support/a-month.js';
import { isSignedWith, Receiver } from '../support/a-receiver.js';
import { anAlert } from '../support/alert-builder.js';
import { Office } from '../support/an-office.js';

let office: Office;
let app: ComposedApplication;
let receiver: Receiver;
let real = '2026-11-02T01:00:00.000Z';

/** What the configuration names. */
const origins: string[] = [];

const compose = (installationSecret = 'only-in-tests-only-in-tests-only') =>
  composeApplication({
    databaseUrl: office.database.appUrl,
    home: office.home,
    installationSecret,
    queue: { enqueue: async () => undefined },
    realTime: () => real,
    webhookOrigins: origins,
    publicUrl: 'https://fund.test',
  });

beforeAll(async () => {
  receiver = await Receiver.open();
  office = await Office.open({ withoutQueue: true, indicators: [] });
  await office.setClock('2026-10-20T09:00:00+08:00');
  app = await compose();
});
afterAll(async () => {
  await app?.close();
  await receiver?.close();
  await office?.close();
});
beforeEach(async () => {
  origins.splice(0, Infinity, receiver.origin);
  receiver.received.length = 0;
  receiver.answers = [];
  await office.sql(
    `truncate fundwatch.webhook_delivery, fundwatch.webhook_secret, fundwatch.webhook, fundwatch.notification`,
  );
  await office.sql(`update fundwatch.app_user set disabled_at = null`);
});

const passMinutes = (minutes: number) => (real = new Date(Date.parse(real) + minutes * 60_000).toISOString());
const tell = () => tellByWebhook(app, office.system);
const add = (name: string, kinds: ('dispatch' | 'answer')[] = [], url = receiver.url) =>
  addWebhook(app, office.as('administrator'), { name, url, kinds });
const webhook = async (name: string) =>
  (await getOutgoing(app, office.as('administrator'))).webhooks.find((one) => one.name === name)!;
const dispatch = async () => {
  const alert = await anAlert().at(NORTH).screened().save(office.database);
  await dispatchAlert(app, office.as('officer'), { alertId: alert.id, revision: alert.revision });
  return alert;
};
/** What the administrator was told. */
const told = async () =>
  (await listNotifications(app, office.as('administrator'), { limit: 50 })).items.map(({ kind, number }) => [
    kind,
    number,
  ]);

describe('an address that is told of notices', () => {
  it('gets what it asked for, signed, once, with ids and a link and nothing personal', async () => {
    const { secret } = await add('hub', ['dispatch']);
    await add('other', ['answer']);
    const { id, number } = await dispatch();
    await tell();
    await tell();
    const [one] = receiver.received;
    expect(receiver.received).toHaveLength(1);
    expect(isSignedWith(secret, one!)).toBe(true);
    expect(
      isSignedWith((await renewWebhookSecret(app, office.as('administrator'), { name: 'hub' })).secret, one!),
    ).toBe(false);
    expect(one!.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'webhook-timestamp': String(Date.parse(real) / 1000),
      'idempotency-key': one!.headers['webhook-id'],
    });
    const { data, ...rest } = JSON.parse(one!.body) as { data: object };
    expect(rest).toEqual({ type: 'dispatch', timestamp: expect.any(String) });
    expect(data).toEqual({
      target: { kind: 'alert', id },
      number,
      indicator: 'DY01',
      agency: NORTH,
      period: null,
      at: '2026-10-20T01:00:00.000Z',
      link: `https://fund.test/alerts/${id}`,
    });
    expect(await webhook('hub')).toMatchObject({ waiting: 0, failed: 0, lastSentAt: real, lastError: null });
  });

  it('is told although nobody of the agency has an account', async () => {
    await add('hub');
    await office.sql(`update fundwatch.app_user set disabled_at = now() where organisation = $1`, [NORTH]);
    await dispatch();
    await tell();
    expect(receiver.received).toHaveLength(1);
  });

  it('is not told while it is off, and of what waited when it is on again', async () => {
    await add('hub');
    const { number } = await dispatch();
    const { url, changedAt } = await webhook('hub');
    const switched = (enabled: boolean, seenAt: string) =>
      changeWebhook(app, office.as('administrator'), { name: 'hub', url, kinds: [], enabled, seenAt });
    await switched(false, changedAt);
    await dispatch();
    await tell();
    expect(receiver.received).toEqual([]);
    await expect(testWebhook(app, office.as('administrator'), { name: 'hub' })).rejects.toThrow('off');
    await switched(true, (await webhook('hub')).changedAt);
    await tell();
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { data: { number: string } }).data.number)).toEqual(
      [number],
    );
  });

  it('tries again ever more rarely with the same id, and an answer that leads elsewhere is not followed', async () => {
    await add('hub');
    await dispatch();
    receiver.answers = [503, 302, 'hang up'];
    for (const wait of [1, 2, 4]) {
      await tell();
      await tell();
      passMinutes(wait);
    }
    expect(receiver.received).toHaveLength(3);
    await tell();
    expect(receiver.received).toHaveLength(4);
    expect(new Set(receiver.ids).size).toBe(1);
    passMinutes(10_000);
    await tell();
    expect(receiver.received).toHaveLength(4);
  });

  it('is given up after a day, of which the administrator is told once; asked again it gets the same ids', async () => {
    await add('hub');
    await add('healthy', ['answer']);
    await dispatch();
    await dispatch();
    receiver.answers = Array(200).fill(500);
    for (const wait of [...webhookWaits, 1]) {
      await tell();
      passMinutes(wait);
    }
    expect(receiver.received).toHaveLength(2 * (webhookWaits.length + 1));
    expect(await webhook('hub')).toMatchObject({ waiting: 0, failed: 2, lastError: 'HTTP 500' });
    expect((await webhook('hub')).failingSince).not.toBeNull();
    expect(await told()).toEqual([['webhook_dead', 'hub']]);
    const ids = new Set(receiver.ids);
    receiver.answers = [];
    receiver.received.length = 0;
    expect(await sendWebhookAgain(app, office.as('administrator'), { name: 'hub' })).toEqual({ again: 2 });
    await tell();
    expect(new Set(receiver.ids)).toEqual(ids);
    expect(await webhook('hub')).toMatchObject({ waiting: 0, failed: 0, failingSince: null, lastError: null });
    // It failed, it took again; when it fails once more, that is news.
    receiver.answers = Array(200).fill(500);
    await dispatch();
    for (const wait of [...webhookWaits, 1]) {
      await tell();
      passMinutes(wait);
    }
    expect(await told()).toHaveLength(2);
  });

  it('that is dead keeps no other from being told, and waits are its own', async () => {
    origins.push('http://127.0.0.1:1');
    await add('a_dead_one', [], 'http://127.0.0.1:1/');
    await add('hub');
    await dispatch();
    await dispatch();
    await tell();
    expect(receiver.received).toHaveLength(2);
    expect(await webhook('a_dead_one')).toMatchObject({ waiting: 2, lastError: 'ECONNREFUSED' });
  });
});

describe('an address that does not answer', () => {
  it('keeps no other waiting, and is left alone for ever longer until it answers', async () => {
    const silent = await Receiver.open();
    origins.push(silent.origin);
    silent.answers = Array(9).fill('nothing');
    try {
      for (const name of ['a', 'b', 'c']) await add(`${name}_silent`, [], silent.url);
      await add('hub');
      await dispatch();
      await dispatch();
      const told = tell();
      // The three that hang are still waited for.
      await expect.poll(() => receiver.received.length).toBe(2);
      await expect.poll(() => silent.received.length).toBe(3);
      silent.hangUp();
      await told;
      expect(await webhook('a_silent')).toMatchObject({ waiting: 2, lastError: 'ECONNRESET' });
      const [delivery] = (await listWebhookDeliveries(app, office.as('administrator'), { name: 'a_silent', limit: 1 }))
        .items;
      expect(delivery!.nextAt, 'it is not tried before').toBe(new Date(Date.parse(real) + 60_000).toISOString());

      silent.answers = Array(99).fill('hang up');
      let calls = 3;
      for (const minutes of silenceWaits) {
        await tell();
        expect(silent.received).toHaveLength(calls);
        passMinutes(minutes);
        await tell();
        expect(silent.received).toHaveLength((calls += 3));
      }
      passMinutes(60);
      silent.answers = [];
      await tell();
      await tell();
      expect(await office.sql(`select from fundwatch.webhook where silences > 0 or left_until is not null`)).toEqual(
        [],
      );
    } finally {
      await silent.close();
    }
  });

  it('is called at once when it was changed, or when the administrator asks for it', async () => {
    await add('hub');
    receiver.answers = ['hang up', 'hang up'];
    await dispatch();
    await tell();
    passMinutes(1);
    await tell();
    await testWebhook(app, office.as('administrator'), { name: 'hub' });
    await tell();
    expect(receiver.received).toHaveLength(3);
    expect(JSON.parse(receiver.received[2]!.body)).toMatchObject({ type: 'test' });
  });
});

describe('what was delivered', () => {
  it('goes after ninety days but the last one, and what waits or was given up stays', async () => {
    await add('hub');
    await dispatch();
    await dispatch();
    await tell();
    const before = await webhook('hub');
    passMinutes(1);
    receiver.answers = [500];
    await dispatch();
    await tell();
    expect(await clearDeliveries(app, office.system)).toBe(0);
    passMinutes(91 * 24 * 60);
    expect(await clearDeliveries(app, office.system)).toBe(0);
    await office.sql(`update fundwatch.webhook_delivery set sent_at = sent_at - interval '1 second'
      where id = (select id from fundwatch.webhook_delivery where state = 'sent' order by created_at limit 1)`);
    expect(await clearDeliveries(app, office.system)).toBe(1);
    const { items, total } = await listWebhookDeliveries(app, office.as('administrator'), { name: 'hub', limit: 50 });
    expect(items.map(({ state }) => state)).toEqual(['queued', 'sent']);
    expect(total).toBe(2);
    expect(await webhook('hub')).toMatchObject({ waiting: 1, failed: 0, lastSentAt: before.lastSentAt });
  });
});

describe('what may be called', () => {
  it('an address that is not named any more is not called', async () => {
    await add('hub');
    await dispatch();
    origins.length = 0;
    await tell();
    expect(receiver.received).toEqual([]);
    expect((await webhook('hub')).lastError).toBe('https');
  });

  it('nothing goes out with a secret that another installation sealed', async () => {
    await add('hub');
    await dispatch();
    const moved = await compose('another-installation-another-one');
    try {
      await tellByWebhook(moved, office.system);
      expect(receiver.received).toEqual([]);
      expect((await webhook('hub')).lastError).toBe('secret');
      await renewWebhookSecret(moved, office.as('administrator'), { name: 'hub' });
      passMinutes(2);
      await tellByWebhook(moved, office.system);
      expect(receiver.received).toHaveLength(1);
    } finally {
      await moved.close();
    }
  });

  it('a secret is not in the database as it was told, and no context of a person reads it', async () => {
    const { secret } = await add('hub');
    const rows = await office.sql<{ sealed: string }>(`select sealed from fundwatch.webhook_secret`);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.sealed).not.toContain(secret.slice(6, 20));
    const audited = await office.sql<{ text: string }>(
      `select details::text as text from fundwatch.audit_event where action = 'webhook.add'`,
    );
    expect(audited[0]!.text).not.toContain('token=x');
  });
});

describe('a worker that dies', () => {
  it('between sending and marking makes the address hear at most once more, with the same id', async () => {
    await add('hub');
    await dispatch();
    await office.sql(`update fundwatch.webhook_delivery set next_at = 'epoch'`);
    const environment = { WEBHOOK_ALLOW_ORIGINS: receiver.origin };
    const dying = office.startProcess({ ...environment, FUNDWATCH_CRASH_AT: 'webhook.after-send' });
    await office.until(() => dying.isOver);
    expect(dying.child.signalCode, 'webhook.after-send was not reached').toBe('SIGKILL');
    expect(receiver.received).toHaveLength(1);
    expect(await office.sql(`select state from fundwatch.webhook_delivery`)).toEqual([{ state: 'sending' }]);
    office.startProcess(environment);
    await office.until(
      async () => (await office.sql(`select from fundwatch.webhook_delivery where state = 'sent'`)).length === 1,
    );
    await tell();
    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.ids).size).toBe(1);
    expect(receiver.received[0]!.body).toBe(receiver.received[1]!.body);
  });
});
