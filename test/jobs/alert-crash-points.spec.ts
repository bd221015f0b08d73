import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBranch, stepBranch } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverCrashPoints, sweepCrashPoints, uploadCrashPoints } from '../../application/src/crash-point.js';
import { removeCluster, startPostgres } from '../../cli/src/postgres/index.js';
import { anAlert } from '../support/alert-builder.js';
import { PENSION } from '../support/a-branch-desk.js';
import { NORTH, northBusiness } from '../support/a-month.js';
import { buildPackage } from '../support/package-builder.js';
import { Office } from '../support/an-office.js';
import { testConfig } from '../support/config.js';
import { describeWith } from '../support/needs.js';
import { startRedis } from '../support/redis.js';
import { ApiClient, PASSWORD } from '../support/product.js';
import { sendPackage } from '../support/upload-by-tus.js';

const MONDAY = '2026-10-26T09:00:00+08:00';
const serverMain = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));

let office: Office;
beforeEach(async () => {
  office = await Office.open({ indicators: [] });
});
afterEach(() => office.close());

/** What the sweeps of one morning have to do: two receipts, two consultations, notices on two answers and two opinions. */
async function leaveWork(): Promise<void> {
  await office.app.database.withContext(office.system, async ({ organisations }) => {
    await organisations.enter({ code: PENSION, name: '养老保险处', kind: 'other' }, '2026-10-01T01:00:00.000Z');
  });
  await office.addPerson({ userName: 'pension', roles: ['line_department'], organisation: PENSION });
  for (let pair = 0; pair < 2; pair++) {
    await anAlert().dispatchedTo(NORTH).save(office.database);
    await anAlert().dispatchedTo(NORTH).received().dueOn('2026-10-12').save(office.database);
    for (const signed of [false, true]) {
      const { id } = await anAlert().received('2026-10-19').save(office.database);
      // One opinion is long overdue; the other question was never signed for, and its thirty days are not over.
      await office.setClock(signed ? '2026-09-01T10:00:00+08:00' : '2026-10-20T10:00:00+08:00');
      const [row] = await revisionOf(id);
      const asked = await openBranch(office.app, office.as('officer'), {
        alertId: id,
        revision: row!.revision,
        kind: 'consultation',
        department: PENSION,
        reason: '口径',
      });
      if (!signed) continue;
      const [now] = await revisionOf(id);
      const step = { alertId: id, branchId: asked.id, revision: now!.revision, command: 'receive' } as const;
      await stepBranch(office.app, office.as('pension'), step);
    }
  }
  await office.setClock(MONDAY);
}

const revisionOf = (id: string) =>
  office.sql<{ revision: number }>('select revision from fundwatch.alert where id = $1', [id]);

/** How often each kind of thing stands in the timelines, by alert. */
async function written(): Promise<string[]> {
  const rows = await office.sql<{ line: string }>(
    `select v.alert_id || ' ' || v.type || ' ' || coalesce(v.details ->> 'clock', '') || ' ' || count(*) as line
     from fundwatch.alert_event v where v.type in ('auto_receive', 'consultation.auto_receive', 'remind', 'breach', 'escalate_agency_head',
       'escalate_supervision_head') group by v.alert_id, v.type, v.details ->> 'clock' order by 1`,
  );
  return rows.map(({ line }) => line);
}

/** All that the morning owes: two receipts, two consultations, and of four dates the breach and the way up. */
async function isSettled(): Promise<boolean> {
  const [row] = await office.sql<{ receipts: string; notices: string }>(
    `select count(*) filter (where type like '%auto_receive') as receipts,
       count(*) filter (where type like 'escalate_%' or type = 'breach') as notices from fundwatch.alert_event`,
  );
  return row!.receipts === '4' && row!.notices === String(2 * 3 + 2 * 2);
}

async function auditMatches(): Promise<void> {
  const [row] = await office.sql<{ audit: string; events: string }>(
    `select (select count(*) from fundwatch.audit_event where action in ('alert.breach', 'alert.escalate-agency-head',
        'alert.escalate-supervision-head', 'alert.remind', 'alert.auto-receive', 'alert.consultation.auto-receive')) as audit,
      (select count(*) from fundwatch.alert_event where type in ('breach', 'escalate_agency_head', 'escalate_supervision_head', 'remind',
        'auto_receive', 'consultation.auto_receive')) as events`,
  );
  expect(row!.audit).toBe(row!.events);
}

async function nothingTwice(): Promise<void> {
  expect((await written()).filter((line) => !line.endsWith(' 1'))).toEqual([]);
  const gaps = await office.sql(
    `select alert_id from fundwatch.alert_event group by alert_id having max(sequence) <> count(*)`,
  );
  expect(gaps).toEqual([]);
  await auditMatches();
}

describe('a jobs process that dies in a sweep of deadlines', () => {
  it.each(sweepCrashPoints)('at %s leaves what the next one does, each thing once', async (point) => {
    await leaveWork();
    const dying = office.startProcess({ FUNDWATCH_CRASH_AT: point });
    await office.until(() => dying.isOver);
    expect(dying.child.signalCode, `${point} was not reached`).toBe('SIGKILL');
    expect(await isSettled()).toBe(false);
    office.startProcess();
    await office.until(isSettled);
    await nothingTwice();
  });
});

describe('the morning after', () => {
  it('the queue’s store was wiped: the next start finds all of the work in the database', async () => {
    await leaveWork();
    for (const job of ['receiveAutomatically', 'writeReminders'] as const) await office.app.queue.enqueue(job, {});
    expect(await office.sql(`select from bullmq.job`)).not.toEqual([]);
    await office.sql(`delete from bullmq.job`);
    office.startProcess();
    await office.until(isSettled);
    await nothingTwice();
  });

  it('PostgreSQL cut every connection in the middle of a sweep: what was begun is undone, and done again', async () => {
    await leaveWork();
    const release = await office.holdTable('reminder');
    const cut = office.startProcess();
    await office.untilWaitsFor('reminder');
    await office.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'fundwatch_app'`,
    );
    await release();
    expect(await office.sql(`select from fundwatch.reminder`)).toEqual([]);
    await cut.kill();
    office.startProcess();
    await office.until(isSettled);
    await nothingTwice();
  });
});

describe('PostgreSQL restarted in the middle of a sweep', () => {
  it('undoes what was begun; server and jobs process, started again, go on from there, each thing once', async () => {
    await office.close();
    const home = await mkdtemp(join(tmpdir(), 'fundwatch-restarted-'));
    // Its own server, which loses nothing of what it said is written.
    let postgres = await startPostgres({ home });
    try {
      const { adminUrl, pid } = postgres;
      office = await Office.open({ indicators: [], postgres: adminUrl });
      await leaveWork();
      const { id, revision } = await anAlert().at(NORTH).screened().save(office.database);
      const server = await serverAt(undefined);
      await officerAt(server.url);
      const release = await office.holdTable('reminder');
      const cut = office.startProcess();
      await office.untilWaitsFor('reminder');

      await postgres.stop({ force: true });
      postgres = await startPostgres({ home });
      expect([postgres.adminUrl, postgres.pid !== pid]).toEqual([adminUrl, true]);
      await release();
      expect(await office.sql(`select from fundwatch.reminder`)).toEqual([]);
      await cut.kill();
      server.child.kill('SIGKILL');

      const next = await serverAt(undefined);
      const sent = await (
        await officerAt(next.url)
      ).call(routes.dispatchAlert, { params: { alertId: id }, body: { revision } });
      next.child.kill('SIGKILL');
      expect(sent.status).toBe(200);
      await anAlertIsLeftAlone(id);
      office.startProcess();
      await office.until(isSettled);
      await nothingTwice();
      await office.close();
    } finally {
      await postgres.stop({ force: true });
      await removeCluster(home);
      await rm(home, { recursive: true, force: true });
      office = await Office.open({ indicators: [] });
    }
  });
});

describe('PostgreSQL restarted under a jobs process', () => {
  it('does not end it: what was begun is undone, and the same process does it again, each thing once', async () => {
    await office.close();
    const home = await mkdtemp(join(tmpdir(), 'fundwatch-restarted-'));
    let postgres = await startPostgres({ home });
    try {
      office = await Office.open({ indicators: [], postgres: postgres.adminUrl });
      await leaveWork();
      const release = await office.holdTable('reminder');
      const process = office.startProcess();
      await office.untilWaitsFor('reminder');
      await postgres.stop({ force: true });
      // It has asked for work and found nobody.
      await office.until(() => process.isOver || process.lines.some(({ msg }) => msg === 'queue'));
      postgres = await startPostgres({ home });
      await release();
      await office.until(async () => process.isOver || (await isSettled()));
      expect(process.isOver).toBe(false);
      await nothingTwice();
      await office.close();
    } finally {
      await postgres.stop({ force: true });
      await removeCluster(home);
      await rm(home, { recursive: true, force: true });
      office = await Office.open({ indicators: [] });
    }
  });
});

/** Sent on that Monday: its receipt is not due before Wednesday, so the sweeps have nothing to do with it. */
async function anAlertIsLeftAlone(id: string): Promise<void> {
  const [row] = await office.sql<{ state: string; on: string }>(
    `select state, auto_receipt_on::text as "on" from fundwatch.alert where id = $1`,
    [id],
  );
  expect(row).toEqual({ state: 'dispatched', on: '2026-10-28' });
}

describeWith('redis', 'a queue in Redis', () => {
  it('that was wiped, with the nudges in it, costs nothing: the next start finds all of the work', async () => {
    await office.close();
    const redis = await startRedis();
    try {
      office = await Office.open({ indicators: [], redisUrl: redis.url });
      await leaveWork();
      for (const job of ['receiveAutomatically', 'writeReminders'] as const) await office.app.queue.enqueue(job, {});
      expect(Number(await askRedis(redis.url, 'DBSIZE'))).toBeGreaterThan(0);
      expect(await askRedis(redis.url, 'FLUSHALL')).toBe('OK');
      expect(await askRedis(redis.url, 'DBSIZE')).toBe('0');
      const process = office.startProcess();
      await office.until(isSettled);
      await nothingTwice();
      await process.kill();
      await office.close();
    } finally {
      await redis.stop();
      office = await Office.open({ indicators: [] });
    }
  });
});

/** One command and the line that answers it, without the sign before it. */
async function askRedis(url: string, command: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  try {
    socket.write(`${command}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString().trim().slice(1);
  } finally {
    socket.destroy();
  }
}

/** The server as it is installed, and somebody who works with it. */
async function serverAt(point: string | undefined): Promise<{ child: ChildProcess; url: string }> {
  await writeFile(join(office.home, 'index.html'), '<!doctype html>');
  const child = spawn(process.execPath, [serverMain], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...testConfig.environment,
      DATABASE_URL: office.database.appUrl,
      FUNDWATCH_HOME: office.home,
      FUNDWATCH_WEB: office.home,
      FUNDWATCH_INSTALLATION_SECRET: 'only-in-tests-only-in-tests-only',
      PORT: '0',
      ...(point ? { FUNDWATCH_CRASH_AT: point } : {}),
    },
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /"url":"(http[^"]+)"/.exec(text)?.[1];
      if (found) resolve(found.replace('[::1]', '127.0.0.1'));
    });
    child.once('exit', (code) => reject(new Error(`exited with ${code}: ${text}`)));
  });
  return { child, url };
}

async function officerAt(url: string): Promise<ApiClient> {
  const client = new ApiClient(url);
  expect((await client.call(routes.signIn, { body: { userName: 'officer', password: PASSWORD } })).status).toBe(200);
  return client;
}

/** A file whose row died with the process is a day's rubbish; the second asking keeps one row, under the first number. */
async function nothingKeptTwice(point: string, id: string): Promise<void> {
  const [row] = await office.sql<{ documents: string; numbers: string[]; attachments: string }>(
    `select (select count(*) from fundwatch.document where alert_id = $1) as documents,
       (select coalesce(array_agg(number), '{}') from fundwatch.document where alert_id = $1) as numbers,
       (select count(*) from fundwatch.attachment where alert_id = $1) as attachments`,
    [id],
  );
  expect(row).toEqual({
    documents: point.startsWith('document') ? '1' : '0',
    numbers: point.startsWith('document') ? [expect.stringMatching(/2026.*1/)] : [],
    attachments: point.startsWith('attachment') ? '1' : '0',
  });
}

describe('a server that dies', () => {
  const asked = { kind: 'field_check' as const, reason: '核对原件', place: '和平区', attachments: [] as string[] };
  const file = { name: '材料.pdf', bytes: Buffer.from('%PDF-1.7\n') };
  const act = (client: ApiClient, point: string, alertId: string, revision: number) => {
    const params = { alertId };
    if (point.startsWith('document'))
      return client.call(routes.makeDocument, { params, body: { kind: 'alert_letter', branchId: null, inputs: {} } });
    if (point.startsWith('attachment')) return client.call(routes.addBranchAttachment, { params, file });
    if (point.startsWith('branch')) return client.call(routes.openBranch, { params, body: { revision, ...asked } });
    return client.call(routes.dispatchAlert, { params, body: { revision } });
  };

  it.each(serverCrashPoints)('at %s has done it wholly or not at all, and who asks again is told', async (point) => {
    const screened = anAlert().at(NORTH).screened();
    // A letter is written of what has been sent.
    const alert = point.startsWith('document') ? anAlert().dispatchedTo(NORTH) : screened;
    const { id, revision } = await alert.save(office.database);
    await office.setClock(MONDAY);
    const dying = await serverAt(point);
    const over = once(dying.child, 'exit');
    const client = await officerAt(dying.url);
    await expect(act(client, point, id, revision)).rejects.toThrow();
    expect((await over)[1], `${point} was not reached`).toBe('SIGKILL');

    const kept = point.endsWith('after-commit');
    const [left] = await office.sql<{ revision: number; events: string; branches: string }>(
      `select revision, (select count(*) from fundwatch.alert_event where alert_id = a.id) as events,
           (select count(*) from fundwatch.alert_branch where alert_id = a.id) as branches from fundwatch.alert a where id = $1`,
      [id],
    );
    // A field check is the office's own: it stands in the timeline, and the agency's alert is as it was.
    const isBranch = point.startsWith('branch');
    const raised = /^(attachment|document|branch)/.test(point) ? 0 : 1;
    expect(left).toEqual({
      revision: revision + (kept ? raised : 0),
      events: String(revision + (kept ? 1 : 0)),
      branches: kept && isBranch ? '1' : '0',
    });

    const next = await serverAt(undefined);
    try {
      const again = await act(await officerAt(next.url), point, id, revision);
      expect([again.status, (again.body as { code?: string }).code]).toEqual(
        kept ? [409, isBranch ? 'ALERT_BRANCH_OPEN' : 'ALERT_CHANGED'] : [200, undefined],
      );
    } finally {
      next.child.kill('SIGKILL');
    }
    const [after] = await revisionOf(id);
    expect(after!.revision).toBe(revision + raised);
    await nothingKeptTwice(point, id);
  });
});

describe('a server that dies between what it keeps and the nudge for it', () => {
  it.each(uploadCrashPoints)(
    'at %s leaves a package that the sweep finds, and that is taken up once',
    async (point) => {
      await office.setClock('2026-10-09T10:30:00+08:00');
      const dying = await serverAt(point);
      const over = once(dying.child, 'exit');
      const client = new ApiClient(dying.url);
      await client.call(routes.signIn, { body: { userName: NORTH, password: PASSWORD } });
      const path = await buildPackage(join(office.home, 'outbox'), { ...northBusiness(), container: 'zip' });
      const file = { name: basename(path), bytes: await readFile(path) };
      await expect(sendPackage(client, file)).rejects.toThrow();
      expect((await over)[1], `${point} was not reached`).toBe('SIGKILL');
      expect(await office.sql(`select state from fundwatch.package_upload`)).toEqual([{ state: 'waiting' }]);
      expect(await office.sql(`select from bullmq.job where name = 'collect.check-package'`)).toEqual([]);
      office.startProcess();
      await office.until(() => office.uploadsSettled());
      expect(await office.sql(`select state from fundwatch.submission`)).toEqual([{ state: 'accepted' }]);
    },
  );
});
