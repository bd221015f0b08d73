import { writeReminders } from '@fundwatch/application';
import { defaultAlertSettings, reconcile } from '@fundwatch/domain/alert';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BranchDesk, good, refusal } from '../support/a-branch-desk.js';
import { anAlert } from '../support/alert-builder.js';

let desk: BranchDesk;
beforeAll(async () => {
  desk = await BranchDesk.open();
});
afterAll(() => desk?.api.close());

/** What the agency learns of what the office plans. */
async function knownTo(person: 'handler', alertId: string) {
  const { branches } = await desk.branches(alertId, person);
  const events = (await desk.events(alertId, person)).map(({ type }) => type).filter((type) => type.includes('.'));
  return {
    branches: branches.map(({ state }) => state),
    events,
    open: (await desk.alert(alertId, person)).openBranches,
  };
}

it('a field check needs the bureau leader, is not announced, and comes back with findings and attachments', async () => {
  const alertId = await desk.put(anAlert().answered('P8'));
  const plan = await desk.attach('officer', alertId, '核查方案.pdf');
  const check = await desk.begin('officer', alertId, 'field_check', {
    reason: '疑似内外勾结',
    place: '和平区社保中心',
    attachments: [plan],
  });
  expect(refusal(await desk.tryStep('head', alertId, check, 'approve'))).toBe('NOT_ALLOWED');
  expect(refusal(await desk.tryStep('officer', alertId, check, 'conclude', { reason: '先查' }))).toBe(
    'ALERT_COMMAND_NOT_POSSIBLE',
  );
  const waiting = good(await desk.as('leader').call(routes.listApprovals, { query: { limit: 20 } }));
  expect(waiting.items).toMatchObject([{ id: check, terms: { place: '和平区社保中心' } }]);
  await desk.step('leader', alertId, check, 'approve');
  expect(await knownTo('handler', alertId)).toEqual({ branches: [], events: [], open: [] });
  const params = { alertId, attachmentId: plan };
  expect((await desk.as('handler').call(routes.getAttachment, { params })).status).toBe(404);
  expect((await desk.tryStep('handler', alertId, check, 'conclude', { reason: '无' })).status).toBe(404);
  expect(good(await desk.as('officer').call(routes.countAlerts)).counts).toMatchObject({ waiting_branch: 1 });

  // Files of one instant have no order among themselves.
  desk.api.clock.set('2026-10-20T03:00:00.000Z');
  const report = await desk.attach('officer', alertId, '核查报告.pdf');
  const concluded = await desk.step('officer', alertId, check, 'conclude', {
    reason: '查明两笔重复发放',
    attachments: [report],
  });
  expect(concluded.attachments.map(({ fileName }) => fileName)).toEqual(['核查方案.pdf', '核查报告.pdf']);
  expect(await knownTo('handler', alertId)).toEqual({
    branches: ['concluded'],
    events: ['field_check.conclude'],
    open: [],
  });
  const [told] = (await desk.branches(alertId, 'handler')).branches;
  expect(told!.details).toMatchObject({ concludeText: '查明两笔重复发放' });
  expect(told!.details).not.toHaveProperty('openText');
  expect(told!.attachments.map(({ fileName }) => fileName)).toEqual(['核查报告.pdf']);
  const asked = (attachmentId: string) =>
    desk.as('handler').call(routes.getAttachment, { params: { alertId, attachmentId } });
  expect([(await asked(report)).status, (await asked(plan)).status]).toEqual([200, 404]);
});

it('an agency that is answering meanwhile notices nothing of a field check or of an order that is not issued', async () => {
  const alertId = await desk.put(anAlert().received());
  const before = await desk.alert(alertId, 'handler');
  const later = '2026-10-21T01:00:00.000Z';
  desk.api.clock.set(later);
  const check = await desk.begin('officer', alertId, 'field_check', { reason: '疑似内外勾结' });
  await desk.step('leader', alertId, check, 'approve');
  const order = { reason: '长期未核实', addressee: '河东区人社局', until: '2026-11-05' };
  await desk.begin('head', alertId, 'supervise_order', order);
  const meanwhile = await desk.alert(alertId, 'handler');
  expect(meanwhile).toEqual({ ...before, clocks: meanwhile.clocks, workingDaysLeft: meanwhile.workingDaysLeft });

  const answer = { problemType: 'P2' as const, explanation: '字段对照差错。', fields: { mappingNote: '复核人字段' } };
  good(
    await desk.as('handler').call(routes.answerAlert, {
      params: { alertId },
      body: { ...answer, revision: before.revision },
    }),
  );
  const stale = await desk.alert(alertId);
  await desk.step('officer', alertId, check, 'conclude', { reason: '查明两笔重复发放' });
  expect((await desk.alert(alertId, 'handler')).revision).toBe(stale.revision + 1);
  const numbers = (await desk.events(alertId, 'handler')).map(({ sequence }) => sequence);
  expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  expect((await desk.events(alertId)).length).toBeGreaterThan(numbers.length);
  desk.api.clock.set('2026-10-20T02:00:00.000Z');
});

it('who acts on a page that is older than a step kept from the agency overwrites nothing, and is told what stands there', async () => {
  const alertId = await desk.put(anAlert().answered('P8'));
  const { revision } = await desk.alert(alertId);
  const [one, other] = await Promise.all(
    (['officer', 'head'] as const).map((person) =>
      desk.as(person).call(routes.openBranch, {
        params: { alertId },
        body: { revision, kind: 'field_check', reason: `${person}的事由`, place: '和平区', attachments: [] },
      }),
    ),
  );
  expect([one!.status, other!.status].sort()).toEqual([200, 409]);
  const [won, lost] = one!.status === 200 ? [one!, other!] : [other!, one!];
  expect(lost.body).toMatchObject({ code: 'ALERT_BRANCH_OPEN', details: { branches: ['field_check'] } });
  const check = good(won).id;
  const standing = async () =>
    (await desk.branches(alertId)).branches.map(({ state, details }) => ({ state, details }));
  const proposed = await standing();
  expect(proposed).toHaveLength(1);

  // The page still says what it said before; the revision, too.
  expect((await desk.alert(alertId)).revision).toBe(revision);
  const closing = await desk.as('officer').call(routes.closeAlert, { params: { alertId }, body: { revision } });
  expect(refusal(closing)).toBe('ALERT_BRANCH_OPEN');
  await desk.step('leader', alertId, check, 'approve');
  const approved = await standing();
  const seen = { reason: '暂不需要', branchState: 'proposed' as const };
  expect(refusal(await desk.tryStep('head', alertId, check, 'cancel', seen))).toBe('ALERT_CHANGED');
  const refused = await desk.tryStep('leader', alertId, check, 'refuse', { reason: '不同意' });
  expect(refusal(refused)).toBe('ALERT_COMMAND_NOT_POSSIBLE');
  expect(await standing()).toEqual(approved);

  const conclude = (reason: string) =>
    desk.as('officer').call(routes.stepBranch, {
      params: { alertId, branchId: check },
      body: { revision, command: 'conclude', reason, attachments: [] },
    });
  good(await conclude('先写的结论'));
  expect(refusal(await conclude('后写的结论'))).toBe('ALERT_CHANGED');
  expect(await standing()).toMatchObject([{ state: 'concluded', details: { concludeText: '先写的结论' } }]);
});

it('a supervise order is approved by the leader, numbered when issued, and its own date is watched', async () => {
  const alertId = await desk.put(anAlert().answered('P8'));
  const order = { reason: '长期未核实', addressee: '河东区人社局', until: '2026-11-05' };
  const nobody = await desk.tryOpening('head', alertId, 'supervise_order', { ...order, addressee: '' });
  expect(refusal(nobody)).toBe('BRANCH_INCOMPLETE');
  const id = await desk.begin('head', alertId, 'supervise_order', order);
  expect(refusal(await desk.tryStep('head', alertId, id, 'issue'))).toBe('ALERT_COMMAND_NOT_POSSIBLE');
  await desk.step('leader', alertId, id, 'approve');
  expect((await knownTo('handler', alertId)).branches).toEqual([]);
  const issued = await desk.step('officer', alertId, id, 'issue');
  expect(issued).toMatchObject({ state: 'issued', dueOn: '2026-11-05', details: { number: '津社基督〔2026〕1号' } });
  expect(await knownTo('handler', alertId)).toMatchObject({ branches: ['issued'], events: ['supervise_order.issue'] });

  expect(refusal(await desk.tryStep('handler', alertId, id, 'issue'))).toBe('NOT_ALLOWED');

  desk.api.clock.set('2026-11-17T01:00:00.000Z');
  await writeReminders(desk.api.app, desk.system);
  await writeReminders(desk.api.app, desk.system);
  const notices = (await desk.events(alertId)).filter(({ details }) => details['clock'] === 'order');
  expect(notices.map(({ type }) => type)).toEqual(['breach', 'escalate_supervision_head']);
  const result = await desk.step('officer', alertId, id, 'conclude', { reason: '已核实整改' });
  expect(result).toMatchObject({ state: 'concluded', details: { late: true } });

  const second = await desk.put(anAlert().answered('P8'));
  const next = await desk.begin('head', second, 'supervise_order', { ...order, until: '2026-12-05' });
  await desk.step('leader', second, next, 'approve');
  expect((await desk.step('officer', second, next, 'issue')).details).toMatchObject({ number: '津社基督〔2026〕2号' });
});

it('what the leader refuses is over, with his reason, and the office may propose anew', async () => {
  const alertId = await desk.put(anAlert().screened());
  const check = await desk.begin('officer', alertId, 'field_check', { reason: '线索' });
  const { revision } = await desk.alert(alertId);
  const dismissing = await desk
    .as('officer')
    .call(routes.dismissAlert, { params: { alertId }, body: { revision, reason: '不成立' } });
  expect(refusal(dismissing)).toBe('ALERT_BRANCH_OPEN');
  expect(refusal(await desk.tryStep('leader', alertId, check, 'refuse'))).toBe('REASON_REQUIRED');
  await desk.step('leader', alertId, check, 'refuse', { reason: '先书面核查' });
  expect((await desk.branches(alertId)).branches).toMatchObject([
    { state: 'refused', details: { refuseText: '先书面核查' } },
  ]);
  await desk.begin('officer', alertId, 'field_check', { reason: '补充线索' });
});

it('an alert that newer data withdraw takes its open branches with it', async () => {
  const alertId = await desk.put(anAlert().of('DY04').received());
  const check = await desk.begin('officer', alertId, 'field_check', { reason: '线索' });
  await desk.begin('head', alertId, 'supervise_order', {
    reason: '线索',
    addressee: '河东区人社局',
    until: '2026-12-01',
  });
  const open = (await desk.alert(alertId)).openBranches;
  const now = desk.api.clock.now();
  await desk.api.app.database.withContext(desk.system, async ({ alertReconcile }) => {
    const run = {
      indicator: { code: 'DY04', version: 1, continues: true, hitIs: 'fact' as const, severity: 'high' as const },
      period: '202609',
      dueOn: '2026-10-15',
      evaluated: [{ agency: '120101', line: '110' }],
      cannotDecide: [],
      hits: [],
      lookBackCutShort: false,
      baseline: false,
      whitelist: [],
    };
    const { effects, outcomes } = reconcile(await alertReconcile.existing('DY04'), run, {
      now,
      settings: defaultAlertSettings,
    });
    await alertReconcile.apply(effects, outcomes, 'DY04', {
      evaluationId: alertId,
      parameters: {},
      definitionHash: null,
      now,
      year: 2026,
      numberPrefix: '津预',
    });
  });
  const withdrawn = await desk.alert(alertId);
  expect(withdrawn).toMatchObject({ state: 'withdrawn', openBranches: [] });
  const { branches } = await desk.branches(alertId);
  expect(branches.map(({ state }) => state)).toEqual(open.map(() => 'cancelled'));
  const cancelled = (await desk.events(alertId)).filter(({ type }) => type === 'field_check.cancel');
  expect(cancelled).toMatchObject([{ details: { branchId: check, because: 'withdrawn' } }]);
  expect((await knownTo('handler', alertId)).events).not.toContain('field_check.cancel');
});
