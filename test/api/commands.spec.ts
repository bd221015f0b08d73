import { receiveAutomatically, writeReminders } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let officer: ApiClient;
let handler: ApiClient;
const logged: string[] = [];

beforeAll(async () => {
  api = await startApi({ onLog: (line) => logged.push(line) });
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
  officer = await api.signedIn('zhang');
  handler = await api.signedIn('liu');
});
afterAll(() => api.close());
beforeEach(() => api.clock.set('2026-10-20T01:00:00.000Z'));

const pdf = { name: '核查报告.pdf', bytes: Buffer.from('%PDF-1.7\n证据') };
const pageOf = async (client: ApiClient, alertId: string) =>
  (await client.call(routes.getAlert, { params: { alertId } })).body;
const system = (name: string) => systemContext(name, 'test');

describe('an alert on the straight path', () => {
  test('is screened, sent, signed for, answered, returned, answered again and closed, each step with its event and audit', async () => {
    const { id } = await anAlert().save(api.database);
    const params = { alertId: id };
    const revision = async () => (await pageOf(officer, id)).revision;
    const step = async (reply: Promise<{ status: number; body: { state: string; dueOn: string | null } }>) => {
      const { status, body } = await reply;
      expect(status, JSON.stringify(body)).toBe(200);
      return [body.state, body.dueOn];
    };
    expect(await step(officer.call(routes.screenAlert, { params, body: { revision: await revision() } }))).toEqual([
      'screened',
      null,
    ]);
    expect((await pageOf(officer, id)).commands).toMatchObject([
      { command: 'dismiss', reasonRequired: true },
      { command: 'dispatch', wouldBeDueOn: '2026-11-23' },
    ]);
    expect(await step(officer.call(routes.dispatchAlert, { params, body: { revision: await revision() } }))).toEqual([
      'dispatched',
      '2026-10-22',
    ]);
    expect(await step(handler.call(routes.receiveAlert, { params, body: { revision: await revision() } }))).toEqual([
      'received',
      '2026-11-20',
    ]);
    const evidence = await handler.call(routes.addAttachment, { params, file: pdf });
    await handler.call(routes.saveDraft, { params, body: { body: { explanation: '写到一半' } } });
    const answer = {
      problemType: 'P5' as const,
      explanation: '停发手续晚办',
      fields: { correctionSlip: '更-17' },
      confirmedAmount: '8412.00',
      recoveredAmount: '8412.00',
      attachments: [evidence.body.id],
    };
    api.clock.set('2026-11-23T01:00:00.000Z');
    expect(
      await step(handler.call(routes.answerAlert, { params, body: { ...answer, revision: await revision() } })),
    ).toEqual(['answered', null]);
    expect((await handler.call(routes.getDraft, { params })).body).toEqual({ body: {}, savedAt: null });
    expect(
      await step(
        officer.call(routes.returnAlert, { params, body: { revision: await revision(), reason: '缺追回凭证' } }),
      ),
    ).toEqual(['returned', '2026-12-07']);
    await step(handler.call(routes.answerAlert, { params, body: { ...answer, revision: await revision() } }));
    await step(officer.call(routes.closeAlert, { params, body: { revision: await revision() } }));

    const page = await pageOf(officer, id);
    expect(page).toMatchObject({
      state: 'closed',
      answeredLate: true,
      problemType: 'P5',
      turn: 'nobody',
      commands: [{ command: 'reopen_by_hand', reasonRequired: true }],
    });
    expect(
      page.answers.map(({ round, late, attachments }) => [round, late, attachments.map(({ fileName }) => fileName)]),
    ).toEqual([
      [1, true, ['核查报告.pdf']],
      [2, false, ['核查报告.pdf']],
    ]);
    expect(page.clocks.map(({ kind, dueOn, running }) => [kind, dueOn, running])).toEqual([
      ['auto_receipt', '2026-10-22', false],
      ['answer', '2026-11-20', false],
      ['return', '2026-12-07', false],
    ]);
    const { events } = (await officer.call(routes.listAlertEvents, { params })).body;
    expect(events.map(({ type, actor }) => `${type} ${actor}`)).toEqual([
      'raise 张敏',
      'screen zhang',
      'dispatch zhang',
      'receive liu',
      'answer liu',
      'return zhang',
      'answer liu',
      'close zhang',
    ]);
    const audit = await api.sql<{ action: string }>(
      `select action from fundwatch.audit_event where target = $1 order by id`,
      [id],
    );
    expect(audit.map(({ action }) => action)).toEqual([
      'alert.screen',
      'alert.dispatch',
      'alert.receive',
      'attachment.add',
      'alert.answer',
      'alert.return',
      'alert.answer',
      'alert.close',
    ]);
  });

  test('is not closed over hits that the answer does not cover', async () => {
    const alert = await anAlert().answered().withNewHits().save(api.database);
    const close = (revision: number) =>
      officer.call(routes.closeAlert, { params: { alertId: alert.id }, body: { revision } });
    expect(await close(alert.revision)).toMatchObject({ status: 409, body: { code: 'ALERT_HAS_NEW_HITS' } });
    const covered = await officer.call(routes.coverNewHits, {
      params: { alertId: alert.id },
      body: { revision: alert.revision, reason: '同一原因' },
    });
    expect((await close(covered.body.revision)).status).toBe(200);
  });

  test('is not answered without what its problem type needs, and nothing of it is kept', async () => {
    const alert = await anAlert().received().save(api.database);
    const answer = (fields: object) =>
      handler.call(routes.answerAlert, {
        params: { alertId: alert.id },
        body: { revision: alert.revision, problemType: 'P4', explanation: '正常业务', ...fields },
      });
    expect(await answer({})).toMatchObject({
      status: 422,
      body: { code: 'ANSWER_INCOMPLETE', details: { missing: [{ name: 'attachments', problem: 'missing' }] } },
    });
    const other = await anAlert().received().save(api.database);
    const foreign = await handler.call(routes.addAttachment, { params: { alertId: other.id }, file: pdf });
    expect(await answer({ attachments: [foreign.body.id] })).toMatchObject({ status: 422 });
    const page = await pageOf(handler, alert.id);
    expect([page.state, page.revision, page.answers]).toEqual(['received', alert.revision, []]);
  });
});

describe('a stale edit', () => {
  test('is refused with what changed', async () => {
    const alert = await anAlert().save(api.database);
    const params = { alertId: alert.id };
    await officer.call(routes.screenAlert, { params, body: { revision: alert.revision } });
    const late = await officer.call(routes.dismissAlert, {
      params,
      body: { revision: alert.revision, reason: '误报' },
    });
    expect(late).toMatchObject({ status: 409, body: { code: 'ALERT_CHANGED' } });
    const { details } = late.body as unknown as {
      details: { state: string; changes: { type: string; actor: string }[] };
    };
    expect(details.state).toBe('screened');
    expect(details.changes.at(-1)).toMatchObject({ type: 'screen', actor: 'zhang' });
  });

  test('at the same moment lets one of two through', async () => {
    const alert = await anAlert().save(api.database);
    const params = { alertId: alert.id };
    const body = { revision: alert.revision };
    const replies = await Promise.all([1, 2, 3].map(() => officer.call(routes.screenAlert, { params, body })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const events = (await officer.call(routes.listAlertEvents, { params })).body.events;
    expect(events.map(({ type }) => type)).toEqual(['raise', 'screen']);
  });
});

describe('a command on several alerts', () => {
  test('does each or leaves it untouched, and says so for each', async () => {
    const [good, stale, done] = [
      await anAlert().save(api.database),
      await anAlert().save(api.database),
      await anAlert().closed().save(api.database),
    ];
    const missing = '00000000-0000-4000-8000-000000000000';
    const alerts = [
      { id: good.id, revision: good.revision },
      { id: stale.id, revision: stale.revision - 1 },
      { id: done.id, revision: done.revision },
      { id: missing, revision: 1 },
    ];
    const { body } = await officer.call(routes.commandAlerts, { body: { command: 'screen', alerts } });
    expect(body.results.map(({ number, done: was, error }) => [number, was, error?.code ?? null])).toEqual([
      [good.number, true, null],
      [stale.number, false, 'ALERT_CHANGED'],
      [done.number, false, 'ALERT_COMMAND_NOT_POSSIBLE'],
      [null, false, 'NOT_FOUND'],
    ]);
    expect((await pageOf(officer, good.id)).state).toBe('screened');
    expect((await pageOf(officer, stale.id)).state).toBe('raised');
  });

  test('says what was done and refused where one meets a fault that nobody foresaw, and the log has it by its request', async () => {
    const [first, faulty, stale, last] = [
      await anAlert().save(api.database),
      await anAlert().save(api.database),
      await anAlert().save(api.database),
      await anAlert().save(api.database),
    ];
    await api.sql(
      `create function public.break_down() returns trigger language plpgsql as 'begin raise exception ''disk''; end'`,
    );
    await api.sql(
      `create trigger break_down before insert on fundwatch.alert_event for each row when (new.alert_id = '${faulty.id}')
       execute function public.break_down()`,
    );
    const alerts = [first, faulty, stale, last].map((one) => ({
      id: one.id,
      revision: one === stale ? one.revision - 1 : one.revision,
    }));
    const { status, body } = await officer.call(routes.commandAlerts, { body: { command: 'screen', alerts } });
    await api.sql(`drop trigger break_down on fundwatch.alert_event`);
    expect(status).toBe(200);
    expect(body.results.map(({ number, done, error }) => [number, done, error?.code ?? null])).toEqual([
      [first.number, true, null],
      [faulty.number, false, 'INTERNAL'],
      [stale.number, false, 'ALERT_CHANGED'],
      [last.number, true, null],
    ]);
    expect((await pageOf(officer, faulty.id)).state).toBe('raised');
    const { requestId } = body.results[1]!.error!.details;
    expect(Object.keys(body.results[1]!.error!.details)).toEqual(['requestId']);
    const faults = logged.map((line) => JSON.parse(line)).filter(({ code }) => code === 'INTERNAL');
    expect(faults).toMatchObject([{ requestId, error: { stack: expect.stringContaining('disk') } }]);
  });

  test('dismisses none without a reason', async () => {
    const { id, revision } = await anAlert().save(api.database);
    const dismiss = (reason?: string) =>
      officer.call(routes.commandAlerts, { body: { command: 'dismiss', alerts: [{ id, revision }], reason } });
    expect((await dismiss()).body.results[0]?.error?.code).toBe('REASON_REQUIRED');
    expect((await dismiss('重复')).body.results[0]?.done).toBe(true);
  });
});

describe('evidence', () => {
  test('comes back byte for byte, to be saved and not shown, and the look is in the audit', async () => {
    const { id } = await anAlert().received().save(api.database);
    const added = await handler.call(routes.addAttachment, { params: { alertId: id }, file: pdf });
    expect(added.body).toMatchObject({
      fileName: '核查报告.pdf',
      mediaType: 'application/pdf',
      bytes: pdf.bytes.length,
    });
    const reply = await fetch(`${api.url}/api/alerts/${id}/attachments/${added.body.id}`, {
      headers: { cookie: officer.cookie! },
    });
    expect(Buffer.from(await reply.arrayBuffer()).equals(pdf.bytes)).toBe(true);
    expect(reply.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('核查报告.pdf')}`,
    );
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    const looks = await api.sql(`select from fundwatch.audit_event where action = 'attachment.read' and target = $1`, [
      id,
    ]);
    expect(looks).toHaveLength(1);
  });

  test('that is a program, a web page or too large is refused and not kept', async () => {
    const { id } = await anAlert().received().save(api.database);
    const add = (name: string, bytes: Buffer) =>
      handler.call(routes.addAttachment, { params: { alertId: id }, file: { name, bytes } });
    expect(await add('a.pdf', Buffer.from('MZ\x90'))).toMatchObject({
      status: 415,
      body: { code: 'ATTACHMENT_TYPE_REFUSED' },
    });
    expect((await add('a.html', Buffer.from('<script>'))).status).toBe(415);
    const large = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(20 * 1024 * 1024)]);
    expect(await add('a.pdf', large)).toMatchObject({ status: 413, body: { code: 'ATTACHMENT_TOO_LARGE' } });
    expect((await pageOf(officer, id)).attachments).toEqual([]);
  });

  test('is taken only while an answer is awaited', async () => {
    const { id } = await anAlert().closed().save(api.database);
    expect(await handler.call(routes.addAttachment, { params: { alertId: id }, file: pdf })).toMatchObject({
      status: 409,
      body: { code: 'ALERT_COMMAND_NOT_POSSIBLE' },
    });
  });
});

describe('the sweeps', () => {
  test('receive what nobody signed for on its nominal day, once, however many workers run and however late', async () => {
    const { id } = await anAlert().dispatchedTo('120101').save(api.database);
    api.clock.set('2026-10-19T15:59:00.000Z');
    expect(await receiveAutomatically(api.app, system('early'))).toEqual({ received: 0, consultations: 0 });
    api.clock.set('2026-10-27T01:00:00.000Z');
    const counts = await Promise.all(['a', 'b', 'c'].map((name) => receiveAutomatically(api.app, system(name))));
    expect(counts.reduce((sum, { received }) => sum + received, 0)).toBe(1);
    expect(await pageOf(handler, id)).toMatchObject({ state: 'received', dueOn: '2026-11-20' });
  });

  test('write one reminder three working days before and one notice at the breach, once each', async () => {
    const { id } = await anAlert().dueOn('2026-11-20').save(api.database);
    const writtenOn = async (day: string) => {
      api.clock.set(`${day}T01:00:00.000Z`);
      await Promise.all(['a', 'b', 'c'].map((name) => writeReminders(api.app, system(name))));
      const { events } = (await handler.call(routes.listAlertEvents, { params: { alertId: id } })).body;
      return events.map(({ type }) => type).filter((type) => type === 'remind' || type === 'breach');
    };
    expect(await writtenOn('2026-11-16')).toEqual([]);
    expect(await writtenOn('2026-11-17')).toEqual(['remind']);
    expect(await writtenOn('2026-11-20')).toEqual(['remind']);
    expect(await writtenOn('2026-11-21')).toEqual(['remind', 'breach']);
    expect(await writtenOn('2026-11-24')).toEqual(['remind', 'breach']);
  });
});
