import { dispatchAlert, tellByMail } from '@fundwatch/application';
import { composeApplication, type ComposedApplication } from '@fundwatch/application/compose';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { NORTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
let app: ComposedApplication;
const received: string[] = [];
/** What the server answers to the next messages. */
let answers: ('take' | 'refuse' | 'hang up after taking')[] = [];
let real = '2026-11-02T01:00:00.000Z';

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    let text = '';
    stream.on('data', (part: Buffer) => (text += part.toString('utf8')));
    stream.on('end', () => {
      const answer = answers.shift() ?? 'take';
      if (answer === 'refuse') return done(Object.assign(new Error('try later'), { responseCode: 451 }));
      received.push(text);
      if (answer === 'take') return done();
      // The message is kept, and nobody is told so.
      (session as unknown as { socket?: { destroy(): void } }).socket?.destroy();
      for (const one of (server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }).connections)
        one._socket.destroy();
    });
  },
});

beforeAll(async () => {
  office = await Office.open({ withoutQueue: true });
  await office.setClock('2026-10-20T09:00:00+08:00');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  app = await composeApplication({
    databaseUrl: office.database.appUrl,
    home: office.home,
    installationSecret: 'only-in-tests-only-in-tests-only',
    queue: { enqueue: async () => undefined },
    realTime: () => real,
    mail: { smtpUrl: `smtp://127.0.0.1:${port}`, from: '基金监督 <fund@office.test>', publicUrl: 'https://fund.test' },
  });
  await office.sql(
    `insert into fundwatch.notification_channel select id, 'north@agency.test', true, true, '2026-01-01' from fundwatch.app_user where user_name = $1`,
    [NORTH],
  );
});
afterAll(async () => {
  await app?.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await office?.close();
});

const dispatch = async (): Promise<string> => {
  const { id, number, revision } = await anAlert().at(NORTH).screened().save(office.database);
  await dispatchAlert(app, office.as('officer'), { alertId: id, revision });
  return number;
};
const idsOf = (mails: string[]) => mails.map((text) => text.match(/^Message-ID: (.*)$/im)?.[1]);
const passMinutes = (minutes: number) => (real = new Date(Date.parse(real) + minutes * 60_000).toISOString());
const tell = () => tellByMail(app, office.system);

it('what is urgent is mailed at once and once, several notices in one message', async () => {
  received.length = 0;
  await dispatch();
  await dispatch();
  await tell();
  await tell();
  expect(received).toHaveLength(1);
  expect(received[0]).toContain('To: north@agency.test');
  expect(idsOf(received)[0]).toMatch(/^<urgent-.*@office\.test>$/);
});

it('a message that the server refuses is sent later', async () => {
  received.length = 0;
  answers = ['refuse'];
  await dispatch();
  await tell();
  await tell();
  expect(received).toHaveLength(0);
  passMinutes(2);
  await tell();
  expect(received).toHaveLength(1);
});

it('a connection that breaks after the message brings it once more, with the same Message-ID, and never a third time', async () => {
  received.length = 0;
  answers = ['hang up after taking', 'hang up after taking', 'take'];
  await dispatch();
  for (let run = 0; run < 4; run++) {
    await tell();
    passMinutes(200);
  }
  expect(received).toHaveLength(2);
  expect(new Set(idsOf(received)).size).toBe(1);
});

it('what a dead worker left behind after sending goes out once more, with the same Message-ID, and never a third time', async () => {
  received.length = 0;
  await dispatch();
  await tell();
  // As a worker leaves it that dies between sending and marking.
  const dies = () =>
    office.sql(`update fundwatch.mail_message set state = 'sending' where state = 'sent' and message_id = $1`, [
      idsOf(received)[0],
    ]);
  await dies();
  await tell();
  expect(received).toHaveLength(2);
  expect(new Set(idsOf(received)).size).toBe(1);
  await dies();
  await tell();
  expect(received).toHaveLength(2);
});
