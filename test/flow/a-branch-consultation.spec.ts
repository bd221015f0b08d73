import { fillWaitingDeadlines, receiveAutomatically, writeReminders } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BranchDesk, good, INJURY, PENSION, refusal } from '../support/a-branch-desk.js';
import { anAlert } from '../support/alert-builder.js';

let desk: BranchDesk;
let alertId: string;
let branchId: string;
beforeAll(async () => {
  desk = await BranchDesk.open();
  alertId = await desk.put(anAlert().received());
});
afterAll(() => desk?.api.close());

const consultations = async (person: 'pension' | 'injury' | 'leader', state: 'open' | 'ended' = 'open') =>
  good(await desk.as(person).call(routes.listConsultations, { query: { state, limit: 20 } }));

it('the office asks a department in which somebody can sign, and no other organisation', async () => {
  const { departments } = good(await desk.as('officer').call(routes.listDepartments));
  expect(departments).toEqual([
    { code: PENSION, name: '养老保险处' },
    { code: INJURY, name: '工伤保险处' },
  ]);
  const nowhere = await desk.tryOpening('officer', alertId, 'consultation', { department: '120102', reason: '口径' });
  expect(refusal(nowhere)).toBe('BRANCH_INCOMPLETE');
  const wordless = await desk.tryOpening('officer', alertId, 'consultation', { department: PENSION });
  expect(refusal(wordless)).toBe('REASON_REQUIRED');
  branchId = await desk.begin('officer', alertId, 'consultation', { department: PENSION, reason: '补发口径是否适用' });
  const again = await desk.tryOpening('officer', alertId, 'consultation', { department: INJURY, reason: '同上' });
  expect(refusal(again)).toBe('ALERT_BRANCH_OPEN');
});

it('the department sees the alert that it is asked about, masked, and nothing else; another department sees nothing', async () => {
  const other = await desk.put(anAlert().received());
  const asked = await consultations('pension');
  expect(asked).toMatchObject({
    total: 1,
    items: [{ branch: { id: branchId, state: 'sent' }, alert: { id: alertId } }],
  });
  expect((await consultations('injury')).total).toBe(0);
  expect((await consultations('leader')).total).toBe(1);
  const seen = await desk.alert(alertId, 'pension');
  expect(seen).toMatchObject({ state: 'received', commands: [], linked: [] });
  const hits = good(await desk.as('pension').call(routes.listAlertHits, { params: { alertId }, query: { limit: 5 } }));
  expect(hits.items[0]!.evidence['name']).not.toBe('张三丰');
  for (const [person, id] of [
    ['pension', other],
    ['injury', alertId],
  ] as const)
    for (const route of [routes.getAlert, routes.listAlertEvents, routes.listAlertHits, routes.listBranches])
      expect((await desk.as(person).call(route, { params: { alertId: id } })).status, route.name).toBe(404);
});

it('its thirty days run from its receipt, beside the clock of the agency, and both are shown', async () => {
  desk.api.clock.set('2026-10-21T02:00:00.000Z');
  const { steps } = await desk.branches(alertId, 'pension');
  expect(steps).toEqual([
    { kind: 'consultation', command: 'receive', branchId, reasonRequired: false, wouldBeDueOn: '2026-11-20' },
  ]);
  expect((await desk.tryStep('injury', alertId, branchId, 'receive')).status).toBe(404);
  const received = await desk.step('pension', alertId, branchId, 'receive');
  expect(received).toMatchObject({ state: 'received', receivedOn: '2026-10-21', dueOn: '2026-11-20' });
  const forAgency = await desk.branches(alertId, 'handler');
  expect(forAgency.branches).toMatchObject([
    { kind: 'consultation', dueOn: '2026-11-20', department: { code: PENSION } },
  ]);
  const { clocks, openBranches } = await desk.alert(alertId, 'handler');
  expect(openBranches).toEqual(['consultation']);
  expect(clocks.find(({ running }) => running)).toMatchObject({ kind: 'answer', dueOn: '2026-11-16' });
  expect((await desk.as('elsewhere').call(routes.listBranches, { params: { alertId } })).status).toBe(404);
});

it('an answer that comes meanwhile waits for the opinion, and cannot be closed before', async () => {
  good(await desk.answer(alertId));
  const counts = good(await desk.as('officer').call(routes.countAlerts)).counts;
  expect(counts).toMatchObject({ waiting_branch: 1, to_review: 0 });
  expect(refusal(await desk.close(alertId))).toBe('ALERT_BRANCH_OPEN');
});

it('the written opinion comes with its document, which the agency may read and another department may not', async () => {
  const attachment = await desk.attach('pension', alertId, '处理意见.pdf');
  const params = { alertId, attachmentId: attachment };
  expect((await desk.as('handler').call(routes.getAttachment, { params })).status).toBe(404);
  expect(refusal(await desk.tryStep('pension', alertId, branchId, 'conclude'))).toBe('REASON_REQUIRED');
  const file = { name: '意见.pdf', bytes: Buffer.from('%PDF-1.7\n') };
  const elsewhere = await desk.as('injury').call(routes.addBranchAttachment, { params: { alertId }, file });
  expect(elsewhere.status).toBe(404);
  const program = { name: '意见.exe', bytes: Buffer.from('MZ') };
  const refused = await desk.as('pension').call(routes.addBranchAttachment, { params: { alertId }, file: program });
  expect(refusal(refused)).toBe('ATTACHMENT_TYPE_REFUSED');
  const stolen = await desk.tryStep('pension', alertId, branchId, 'conclude', {
    reason: '按原规定办理',
    attachments: ['00000000-0000-4000-8000-000000000000'],
  });
  expect(refusal(stolen)).toBe('BRANCH_INCOMPLETE');
  const opinion = await desk.step('pension', alertId, branchId, 'conclude', {
    reason: '按原规定办理',
    basis: '津人社规字〔2018〕14号第五条',
    attachments: [attachment],
  });
  expect(opinion).toMatchObject({
    state: 'concluded',
    details: {
      openText: '补发口径是否适用',
      concludeText: '按原规定办理',
      basis: '津人社规字〔2018〕14号第五条',
      late: false,
    },
    attachments: [{ fileName: '处理意见.pdf' }],
  });
  expect((await desk.as('handler').call(routes.getAttachment, { params })).status).toBe(200);
  expect((await desk.as('injury').call(routes.getAttachment, { params })).status).toBe(404);
  expect((await consultations('pension', 'ended')).total).toBe(1);
  expect(good(await desk.close(alertId)).state).toBe('closed');
  const told = (await desk.events(alertId, 'handler')).map(({ type }) => type);
  expect(told).toEqual(expect.arrayContaining(['consultation.open', 'consultation.receive', 'consultation.conclude']));
  const audited = await desk.api.sql<{ action: string }>(
    `select action from fundwatch.audit_event where target = $1 and action like 'alert.consultation%' order by id`,
    [alertId],
  );
  expect(audited.map(({ action }) => action)).toEqual([
    'alert.consultation.open',
    'alert.consultation.receive',
    'alert.consultation.conclude',
  ]);
});

it('a question that nobody signs for counts as received on the second working day; a late opinion is told of once', async () => {
  const unsigned = await desk.put(anAlert().received('2026-10-21').dueOn('2026-11-23'));
  const asked = await desk.begin('officer', unsigned, 'consultation', { department: PENSION, reason: '口径' });
  desk.api.clock.set('2026-10-27T02:00:00.000Z');
  expect(await receiveAutomatically(desk.api.app, desk.system)).toMatchObject({ consultations: 1 });
  expect(await receiveAutomatically(desk.api.app, desk.system)).toMatchObject({ consultations: 0 });
  const [branch] = (await desk.branches(unsigned)).branches;
  expect(branch).toMatchObject({ id: asked, state: 'received', receivedOn: '2026-10-23', dueOn: '2026-11-23' });
  desk.api.clock.set('2026-11-25T02:00:00.000Z');
  await writeReminders(desk.api.app, desk.system);
  await writeReminders(desk.api.app, desk.system);
  const breaches = (await desk.events(unsigned)).filter(({ type }) => type === 'breach');
  expect(breaches.map(({ details }) => details['clock']).sort()).toEqual(['answer', 'opinion']);
  const opinion = await desk.step('pension', unsigned, asked, 'conclude', { reason: '意见' });
  expect(opinion.details).toMatchObject({ late: true });
});

it('dates that waited for a calendar are filled in by the sweep, once', async () => {
  desk.api.clock.set('2026-10-20T01:00:00.000Z');
  const waiting = await desk.put(anAlert().received());
  await desk.begin('officer', waiting, 'consultation', { department: PENSION, reason: '口径' });
  await desk.api.sql(`update fundwatch.alert_branch set auto_receipt_on = null where alert_id = $1`, [waiting]);
  expect((await desk.branches(waiting)).branches).toMatchObject([{ waitingForCalendar: true }]);
  expect(await fillWaitingDeadlines(desk.api.app, desk.system)).toBe(1);
  expect(await fillWaitingDeadlines(desk.api.app, desk.system)).toBe(0);
  expect((await desk.branches(waiting)).branches).toMatchObject([{ waitingForCalendar: false }]);
  expect((await desk.events(waiting)).at(-1)).toMatchObject({
    type: 'calendar_filled',
    details: { clock: 'consultation_receipt', autoReceiptOn: '2026-10-22' },
  });
});

it('the counts of the queue are those of its lists', async () => {
  for (const person of ['officer', 'handler'] as const) {
    const { counts } = good(await desk.as(person).call(routes.countAlerts));
    for (const [bucket, count] of Object.entries(counts)) {
      const list = await desk
        .as(person)
        .call(routes.listAlerts, { query: { bucket, limit: 1, order: 'urgency' } as never });
      expect(good(list).total, `${person} ${bucket}`).toBe(count);
    }
  }
});
