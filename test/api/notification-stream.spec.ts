import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BranchDesk, good } from '../support/a-branch-desk.js';
import { anAlert } from '../support/alert-builder.js';

type Person = Parameters<BranchDesk['as']>[0];
interface Told {
  event: string;
  id: string | null;
  data: { kind?: string; target?: { id: string } };
}

/** A browser's window that listens, over HTTP as it comes. */
class Window {
  private text = '';
  private constructor(
    readonly status: number,
    private readonly reader: ReadableStreamDefaultReader<Uint8Array> | null,
  ) {}

  static async open(desk: BranchDesk, person: Person, last?: string): Promise<Window> {
    const reply = await fetch(`${desk.api.url}/api/notifications/stream`, {
      headers: { cookie: desk.as(person).cookie!, ...(last ? { 'last-event-id': last } : {}) },
    });
    const window = new Window(reply.status, reply.body?.getReader() ?? null);
    if (reply.status === 200) {
      expect(reply.headers.get('content-type')).toContain('text/event-stream');
      expect((await window.next())?.event).toBe('ready');
    }
    return window;
  }

  /** The next event; null when the stream has ended. */
  async next(): Promise<Told | null> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.text.slice(0, end);
        this.text = this.text.slice(end + 2);
        const field = (name: string) => block.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1] ?? null;
        if (field('event')) return { event: field('event')!, id: field('id'), data: JSON.parse(field('data') ?? '{}') };
        continue;
      }
      const { value, done } = await this.reader!.read();
      if (done) return null;
      this.text += Buffer.from(value).toString('utf8');
    }
  }

  close(): Promise<void> {
    return this.reader?.cancel() ?? Promise.resolve();
  }
}

let desk: BranchDesk;
beforeAll(async () => {
  desk = await BranchDesk.open({ heartbeatMs: 100 });
});
afterAll(() => desk.api.close());

const dispatch = async (agency = '120101'): Promise<string> => {
  const alertId = await desk.put(anAlert().at(agency).screened());
  const { revision } = await desk.alert(alertId);
  good(await desk.as('officer').call(routes.dispatchAlert, { params: { alertId }, body: { revision } }));
  return alertId;
};

test('an open window is told at once of what its account is told, and of nothing else', async () => {
  const handler = await Window.open(desk, 'handler');
  const elsewhere = await Window.open(desk, 'elsewhere');
  const first = await dispatch();
  const second = await dispatch('120102');
  expect(await handler.next()).toMatchObject({
    event: 'notification',
    data: { kind: 'dispatch', target: { id: first } },
  });
  expect(await elsewhere.next()).toMatchObject({ event: 'notification', data: { target: { id: second } } });
  await handler.close();
  await elsewhere.close();
});

test('a window that comes again is told what came since the last that it heard of', async () => {
  const before = await Window.open(desk, 'handler');
  await dispatch();
  const heard = await before.next();
  await before.close();
  const missed = [await dispatch(), await dispatch()];
  const after = await Window.open(desk, 'handler', heard!.id!);
  expect([(await after.next())!.data.target!.id, (await after.next())!.data.target!.id]).toEqual(missed);
  const live = await dispatch();
  expect((await after.next())!.data.target!.id).toBe(live);
  await after.close();
});

test('a connection to the database that breaks is mended, and the window is asked to look', async () => {
  const window = await Window.open(desk, 'handler');
  await desk.api.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fundwatch-notices' and datname = current_database()`,
  );
  expect((await window.next())!.event).toBe('look');
  const alertId = await dispatch();
  expect((await window.next())!.data.target!.id).toBe(alertId);
  await window.close();
});

test('a seventh window of one account is told not to come again', async () => {
  const windows = await Promise.all(Array.from({ length: 6 }, () => Window.open(desk, 'chief')));
  expect((await Window.open(desk, 'chief')).status).toBe(204);
  await Promise.all(windows.map((one) => one.close()));
});

test('a stream keeps no session alive and ends with it', async () => {
  const window = await Window.open(desk, 'colleague');
  desk.api.realTime.pass(31);
  expect((await window.next())!.event).toBe('ended');
  expect(await window.next()).toBeNull();
  expect((await desk.as('colleague').call(routes.getSession)).status).toBe(401);
});
