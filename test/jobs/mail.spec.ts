import { dispatchAlert, getOutgoing, listNotifications, sendMailAgain, tellByMail } from '@fundwatch/application';
import { composeApplication, type ComposedApplication } from '@fundwatch/application/compose';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { NORTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
let app: ComposedApplication;
const received: string[] = [];
/** What the server answers to the next messages. */
let answers: ('take' | 'refuse' | 'hang up after taking')[] = [];
let real = '2026-11-02T01:00:00.000Z';

/** A real mail server; what it takes is in `received`. */
async function listen(port = 0): Promise<SMTPServer> {
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
  // A client that was killed breaks off.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}
let server: SMTPServer;
let port: number;
const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));

beforeAll(async () => {
  office = await Office.open({ withoutQueue: true });
  await office.setClock('2026-10-20T09:00:00+08:00');
  server = await listen();
  ({ port } = server.server.address() as AddressInfo);
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
  await stop();
  await office?.close();
});

beforeEach(async () => {
  received.length = 0;
  answers = [];
  await office.setClock('2026-10-20T09:00:00+08:00');
  await office.sql(`truncate fundwatch.notification, fundwatch.mail_message, fundwatch.mail_server`);
});

const dispatch = async (): Promise<string> => {
  const { id, number, revision } = await anAlert().at(NORTH).screened().save(office.database);
  await dispatchAlert(app, office.as('officer'), { alertId: id, revision });
  return number;
};
const idsOf = (mails: string[]) => mails.map((text) => text.match(/^Message-ID:\s+(\S+)/im)?.[1]);
const passMinutes = (minutes: number) => (real = new Date(Date.parse(real) + minutes * 60_000).toISOString());
/** The text as its reader sees it. */
const textOf = (mail: string) => {
  const [head = '', ...rest] = mail.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n');
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};
const subjectOf = (mail: string) =>
  mail
    .match(/^Subject: (.*(?:\r\n .*)*)/m)![1]!
    .replace(/=\?UTF-8\?B\?(.*?)\?=\s*/gi, (_, part: string) => Buffer.from(part, 'base64').toString('utf8'));
const mailState = async () => (await getOutgoing(app, office.as('administrator'))).mail;
const tell = () => tellByMail(app, office.system);

it('what is urgent is mailed at once and once, several notices in one message', async () => {
  await dispatch();
  await dispatch();
  await tell();
  await tell();
  expect(received).toHaveLength(1);
  expect(received[0]).toContain('To: north@agency.test');
  expect(idsOf(received)[0]).toMatch(/^<urgent-.*@office\.test>$/);
});

it('a message that the server refuses is sent later', async () => {
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

it('what is not urgent waits for half past eight of the next working day, in one message; what was read is left out', async () => {
  await office.sql(`insert into fundwatch.notification_channel
    select id, 'officer@office.test', true, true, '2026-01-01' from fundwatch.app_user where user_name = 'officer'`);
  const answer = (at: string) =>
    office.sql(
      `insert into fundwatch.notification (account, kind, urgent, target_kind, target_id, facts, at)
       select id, 'answer', false, 'alert', gen_random_uuid(), '{"number": "津预2026-000007"}', $1 from fundwatch.app_user where user_name = 'officer'`,
      [at],
    );
  // A Friday afternoon, the weekend, and Monday before and after half past eight.
  await office.setClock('2026-10-23T15:00:00+08:00');
  await answer('2026-10-23T15:00:00+08:00');
  await answer('2026-10-23T16:00:00+08:00');
  await tell();
  await office.setClock('2026-10-24T10:00:00+08:00');
  await tell();
  await office.setClock('2026-10-26T08:29:00+08:00');
  await tell();
  expect(received).toEqual([]);
  await office.setClock('2026-10-26T08:30:00+08:00');
  await office.sql(`update fundwatch.notification set read_at = now() where at = '2026-10-23T15:00:00+08:00'`);
  await tell();
  await tell();
  expect(received).toHaveLength(1);
  expect(received[0]).toContain('To: officer@office.test');
  expect(subjectOf(received[0]!)).toContain('基金监督待办汇总：1 项');
  expect(textOf(received[0]!)).toContain('机构已答复，请审核');
  expect(textOf(received[0]!)).toContain('津预2026-000007');
  expect(textOf(received[0]!)).toContain('https://fund.test/alerts/');
  // What comes after the digest is in the next one.
  await answer('2026-10-26T09:00:00+08:00');
  await tell();
  expect(received).toHaveLength(1);
  await office.setClock('2026-10-27T08:31:00+08:00');
  await tell();
  expect(received).toHaveLength(2);
  expect(new Set(idsOf(received)).size).toBe(2);
});

it('a mail server that is out of reach loses nothing, however long: the administrator is told once, and it is made up for', async () => {
  await dispatch();
  await stop();
  for (let hour = 0; hour < 40; hour++) {
    await tell();
    passMinutes(60);
  }
  await dispatch();
  await tell();
  expect(await mailState()).toMatchObject({ waiting: 2, failed: 0, on: true });
  expect((await mailState()).failingSince).not.toBeNull();
  expect((await mailState()).error).toMatch(/ECONNREFUSED|ESOCKET/);
  const told = async () =>
    (await listNotifications(app, office.as('administrator'), { limit: 50 })).items.map(({ kind }) => kind);
  expect(await told()).toEqual(['mail_failing']);
  server = await listen(port);
  passMinutes(3);
  await tell();
  expect(received).toHaveLength(2);
  expect(await mailState()).toMatchObject({ waiting: 0, failed: 0, failingSince: null, error: null, lastSentAt: real });
  // Down again: that is news.
  await stop();
  await dispatch();
  await tell();
  expect(await told()).toEqual(['mail_failing', 'mail_failing']);
  server = await listen(port);
  passMinutes(3);
  await tell();
  expect(received).toHaveLength(3);
});

it('what the server refuses ten times is given up and shown, and goes out when it is asked for again, with its Message-ID', async () => {
  await dispatch();
  answers = Array(10).fill('refuse');
  for (let run = 0; run < 11; run++) {
    await tell();
    passMinutes(121);
  }
  expect(received).toEqual([]);
  expect(await mailState()).toMatchObject({ waiting: 0, failed: 1, failingSince: null, error: 'EMESSAGE 451' });
  expect(await sendMailAgain(app, office.as('administrator'))).toEqual({ again: 1 });
  await tell();
  expect(received).toHaveLength(1);
  expect(await mailState()).toMatchObject({ failed: 0 });
});

it('a worker that dies after the server took a message makes it come at most once more, with the same Message-ID', async () => {
  const mailOn = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: '基金监督 <fund@office.test>' };
  await dispatch();
  const dying = office.startProcess({ ...mailOn, FUNDWATCH_CRASH_AT: 'mail.after-send' });
  await office.until(() => dying.isOver);
  expect(dying.child.signalCode, 'mail.after-send was not reached').toBe('SIGKILL');
  expect(received).toHaveLength(1);
  office.startProcess(mailOn);
  await office.until(
    async () =>
      (await office.sql(`select from fundwatch.mail_message where state <> 'sent' and uncertain < 2`)).length === 0,
  );
  await tell();
  expect(received).toHaveLength(2);
  expect(new Set(idsOf(received)).size).toBe(1);
});
