import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BranchDesk, good, refusal } from '../support/a-branch-desk.js';
import { anAlert } from '../support/alert-builder.js';

let desk: BranchDesk;
let alertId: string;
beforeAll(async () => {
  desk = await BranchDesk.open();
  alertId = await desk.put(anAlert().answered('P5'));
});
afterAll(() => desk?.api.close());

const order = async (reason = '限期补录并追回') => {
  const { revision } = await desk.alert(alertId);
  return desk.as('officer').call(routes.orderRectification, { params: { alertId }, body: { revision, reason } });
};
const report = async (attachments: string[] = [], person: 'handler' | 'elsewhere' = 'handler') => {
  const { revision } = await desk.alert(alertId);
  const measures = [
    { text: '停发并更正台账', on: '2026-10-22' },
    { text: '发函追回', on: '2026-10-23' },
  ];
  const body = { revision, reason: '已整改', measures, attachments };
  return desk.as(person).call(routes.reportRectification, { params: { alertId }, body });
};
const enter = (
  person: 'officer' | 'handler' | 'elsewhere',
  kind: 'confirmed' | 'agreed' | 'recovered',
  amount: string,
) =>
  desk.as(person).call(routes.addRecoveryEntry, {
    params: { alertId },
    body: { kind, amount, on: '2026-10-20', voucher: `凭-${amount}`, note: '' },
  });

it('an accepted fault is to be rectified within a month, and stands in the queue of the agency until then', async () => {
  expect(good(await order())).toMatchObject({ state: 'rectifying', dueOn: '2026-11-20' });
  expect(good(await desk.as('handler').call(routes.countAlerts)).counts).toMatchObject({ to_answer: 1 });
  expect(good(await desk.as('officer').call(routes.countAlerts)).counts).toMatchObject({ waiting_agency: 1 });
  const { clocks } = await desk.alert(alertId);
  expect(clocks.at(-1)).toMatchObject({ kind: 'rectification', rule: 'one_month', dueOn: '2026-11-20', running: true });
});

it('the report says measure by measure what was done, with its evidence; returned, it gets a date of its own', async () => {
  expect((await report([], 'elsewhere')).status).toBe(404);
  expect(refusal(await report(['00000000-0000-4000-8000-000000000000']))).toBe('ANSWER_INCOMPLETE');
  const file = { name: '整改报告.pdf', bytes: Buffer.from('%PDF-1.7\n') };
  const added = good(await desk.as('handler').call(routes.addAttachment, { params: { alertId }, file }));
  expect(good(await report([added.id]))).toMatchObject({ state: 'rectified', dueOn: null });
  expect((await desk.events(alertId, 'handler')).at(-1)).toMatchObject({
    type: 'report_rectification',
    details: {
      measures: [{ text: '停发并更正台账', on: '2026-10-22' }, { text: '发函追回' }],
      attachments: [{ id: added.id, fileName: '整改报告.pdf' }],
      late: false,
    },
  });
  expect(good(await desk.as('officer').call(routes.countAlerts)).counts).toMatchObject({ to_accept: 1, to_review: 0 });
  const { revision } = await desk.alert(alertId);
  const body = { revision, reason: '缺追回凭证' };
  const returned = await desk.as('officer').call(routes.returnRectification, { params: { alertId }, body });
  expect(good(returned)).toMatchObject({ state: 'rectifying', dueOn: '2026-11-03' });
  expect((await desk.alert(alertId)).clocks.at(-1)).toMatchObject({ kind: 'rectification', rule: 'ten_working_days' });
  good(await report([added.id]));
});

it('the ledger is kept to the cent: the office confirms, the agency recovers, and a wrong entry is voided, never changed', async () => {
  expect(refusal(await enter('handler', 'confirmed', '100.00'))).toBe('NOT_ALLOWED');
  expect((await enter('elsewhere', 'recovered', '1.00')).status).toBe(404);
  expect(refusal(await enter('officer', 'confirmed', '0.00'))).toBe('REQUEST_INVALID');
  good(await enter('officer', 'confirmed', '8412.10'));
  good(await enter('officer', 'confirmed', '0.01'));
  good(await enter('handler', 'agreed', '8412.11'));
  const wrong = good(await enter('handler', 'recovered', '999.99')).entries.at(-1)!;
  const params = { alertId, entryId: wrong.id };
  const body = { reason: '重复登记' };
  expect((await desk.as('elsewhere').call(routes.voidRecoveryEntry, { params, body })).status).toBe(404);
  good(await desk.as('handler').call(routes.voidRecoveryEntry, { params, body }));
  expect(refusal(await desk.as('handler').call(routes.voidRecoveryEntry, { params, body }))).toBe(
    'ALERT_COMMAND_NOT_POSSIBLE',
  );
  const after = good(await enter('handler', 'recovered', '3000.02'));
  expect(after.sums).toEqual({
    confirmed: '8412.11',
    agreed: '8412.11',
    recovered: '3000.02',
    remaining: '5412.09',
    planApproved: false,
  });
  expect(after.entries).toHaveLength(5);
  expect(after.entries.find(({ id }) => id === wrong.id)).toMatchObject({ amount: '999.99', voidReason: '重复登记' });
  for (const person of ['officer', 'handler'] as const) {
    const told = (await desk.events(alertId, person)).filter(({ type }) => type.startsWith('recovery.'));
    expect(told.map(({ type, details }) => [type, details['kind'], details['amount']])).toEqual([
      ['recovery.add', 'confirmed', '8412.10'],
      ['recovery.add', 'confirmed', '0.01'],
      ['recovery.add', 'agreed', '8412.11'],
      ['recovery.add', 'recovered', '999.99'],
      ['recovery.void', 'recovered', '999.99'],
      ['recovery.add', 'recovered', '3000.02'],
    ]);
    expect(told.find(({ type }) => type === 'recovery.void')).toMatchObject({ reason: '重复登记' });
  }
  const ledger = good(await desk.as('leader').call(routes.listRecoveries, { query: { limit: 20 } }));
  expect(ledger).toMatchObject({ total: 1, items: [{ alert: { id: alertId }, sums: { remaining: '5412.09' } }] });
  expect(good(await desk.as('elsewhere').call(routes.listRecoveries, { query: { limit: 20 } })).total).toBe(0);
});

it('it is closed only once the money is back or a plan for it is approved by the head', async () => {
  expect(refusal(await desk.close(alertId))).toBe('ALERT_RECOVERY_OPEN');
  const vague = await desk.tryOpening('handler', alertId, 'recovery_plan', { reason: '分期追回', until: '2027-06-30' });
  expect(refusal(vague)).toBe('BRANCH_INCOMPLETE');
  const fields = { reason: '分八期追回', until: '2027-06-30', amount: '5412.09' };
  const plan = await desk.begin('handler', alertId, 'recovery_plan', fields);
  expect(refusal(await desk.close(alertId))).toBe('ALERT_BRANCH_OPEN');
  expect(refusal(await desk.tryStep('officer', alertId, plan, 'approve'))).toBe('NOT_ALLOWED');
  expect(good(await desk.as('head').call(routes.listApprovals, { query: { limit: 20 } })).total).toBe(1);
  expect(await desk.step('head', alertId, plan, 'approve')).toMatchObject({
    state: 'approved',
    details: { until: '2027-06-30', amount: '5412.09' },
  });
  // What is confirmed after the approval is in no plan yet.
  const more = good(await enter('officer', 'confirmed', '0.01'));
  expect(more.sums).toMatchObject({ remaining: '5412.10', planApproved: false });
  expect(refusal(await desk.close(alertId))).toBe('ALERT_RECOVERY_OPEN');
  const params = { alertId, entryId: more.entries.at(-1)!.id };
  good(await desk.as('officer').call(routes.voidRecoveryEntry, { params, body: { reason: '误登' } }));
  expect(good(await desk.close(alertId))).toMatchObject({ state: 'closed' });
});

it('what comes in after the closing is entered still, and the ledger of open remainders is empty then', async () => {
  expect(refusal(await enter('officer', 'confirmed', '1.00'))).toBe('ALERT_COMMAND_NOT_POSSIBLE');
  expect(good(await enter('handler', 'recovered', '5412.09')).sums).toMatchObject({ remaining: '0.00' });
  const open = (query: { open?: 'true' | 'false' }) =>
    desk.as('officer').call(routes.listRecoveries, { query: { limit: 20, ...query } });
  expect(good(await open({})).total).toBe(0);
  expect(good(await open({ open: 'false' })).total).toBe(1);
});

it('what an answer admits as defrauded and not got back is owed before the office has confirmed it', async () => {
  alertId = await desk.put(anAlert().received());
  const fraud = { problemType: 'P7' as const, fields: { persons: '领取人 1 人', months: '2026 年 8 月' } };
  good(await desk.answer(alertId, { ...fraud, confirmedAmount: '100.00', recoveredAmount: '40.00' }));
  expect(await desk.close(alertId)).toMatchObject({
    body: { code: 'ALERT_RECOVERY_OPEN', details: { remaining: '60.00' } },
  });
  good(await enter('officer', 'confirmed', '100.00'));
  good(await enter('handler', 'recovered', '100.00'));
  expect(good(await desk.close(alertId))).toMatchObject({ state: 'closed' });
});
