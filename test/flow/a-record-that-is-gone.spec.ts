import { answerAlert, listCleaningTasks, listNotifications, settleCleaningTask } from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMonth, business, NORTH, payment, person, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  const wrong = business(
    NORTH,
    [person(1, { id_number: '120101195001110019' }), person(2)],
    [payment(2, 2, { reviewed_by: null, reviewed_at: null })],
  );
  const others = aMonth().filter(({ agency, dataset }) => !(agency === NORTH && dataset === 'business'));
  await office.settleMonth([wrong, ...others]);
  await office.sendAlert('DQ06');
  await office.sendAlert('DY23');
  await office.setClock('2026-10-19T10:00:00+08:00');
});
afterAll(() => office?.close());

const tasks = (show: 'open' | 'overdue' | 'cannot_check' | 'ended' | 'all' = 'all', as = 'officer') =>
  listCleaningTasks(office.app, office.as(as), { show, limit: 50 });
const taskOf = async (indicator: string) => (await tasks()).items.find(({ alert }) => alert.indicator === indicator)!;

async function answer(indicator: string, problemType: 'P1' | 'P2', fields: Record<string, string>) {
  const { alertId, revision } = await office.alert(indicator, NORTH);
  await answerAlert(office.app, office.as(NORTH), {
    alertId,
    revision,
    problemType,
    explanation: '已更正，随下次报送。',
    fields,
    confirmedAmount: null,
    recoveredAmount: null,
    attachments: [],
  });
}
async function checked() {
  await office.app.queue.enqueue('sweepCleaningTasks', {});
  await office.until(
    async () =>
      (await office.app.database.withContext(office.system, ({ cleaning }) => cleaning.pending(10))).length === 0,
  );
}

it('a record that is gone shows nothing: the task says so and stays open, though the indicator is quiet', async () => {
  await answer('DQ06', 'P1', {
    table: 'person',
    recordId: 'P1',
    field: 'id_number',
    before: '120101195001110019',
    after: '120101195001110018',
  });
  await answer('DY23', 'P2', { mappingNote: '复核人字段映射' });
  await office.setClock('2026-10-20T10:00:00+08:00');
  const without = business(NORTH, [person(2)], [payment(2, 2)], { version: 2 });
  await office.upload(without);
  await office.until(() => office.dataSettled());
  await office.setClock('2026-10-20T23:00:00+08:00');
  await office.evaluate(2);
  await checked();

  const task = await taskOf('DQ06');
  expect(task).toMatchObject({ state: 'open', returns: 0 });
  expect(task.checks[0]).toMatchObject({
    outcome: 'cannot_check',
    cameBack: false,
    findings: { indicator: { state: 'gone' }, field: { state: 'unknown', reason: 'record_gone', period: '202609' } },
  });
  expect((await tasks('cannot_check')).items.map(({ id }) => id)).toEqual([task.id]);
});

it('an answer that names no record is shown by the indicator alone', async () => {
  const task = await taskOf('DY23');
  expect(task).toMatchObject({ state: 'done', correction: null, resubmitPeriod: '202609' });
  expect(task.checks[0]!.findings).toEqual({
    indicator: { state: 'gone', period: '202609' },
    field: { state: 'not_asked' },
  });
  const { items } = await listNotifications(office.app, office.as(NORTH), { unread: false, limit: 50 });
  expect(items.map(({ kind }) => kind).filter((kind) => kind.startsWith('cleaning'))).toEqual(['cleaning_done']);
});

it('after the last day it is overdue, until an officer settles it with a reason', async () => {
  expect((await tasks('overdue')).total).toBe(0);
  await office.setClock('2026-11-17T09:00:00+08:00');
  const { items, counts } = await tasks('overdue', NORTH);
  expect([items.length, counts.overdue, counts.open, items[0]!.workingDaysLeft]).toEqual([1, 1, 1, -1]);
  const settle = (as: string) =>
    settleCleaningTask(office.app, office.as(as), { taskId: items[0]!.id, reason: '该人员已并入另一编号' });
  await expect(settle(NORTH)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  await expect(settle(SOUTH)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await settle('officer')).toMatchObject({ state: 'settled', settled: { by: 'officer' } });
  expect((await tasks('ended')).counts).toMatchObject({ open: 0, overdue: 0, cannot_check: 0, ended: 2 });
  const [row] = await office.sql(`select reason from fundwatch.audit_event where action = 'cleaning.settle'`);
  expect(row).toEqual({ reason: '该人员已并入另一编号' });
});
