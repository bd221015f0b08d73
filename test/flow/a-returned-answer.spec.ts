import { answerAlert, closeAlert, getAlert, listAlertEvents, returnAlert } from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NORTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  await office.settleMonth();
  await office.sendAlert('DY23');
});
afterAll(() => office?.close());

async function answer(explanation: string) {
  const { alertId, revision } = await office.alert('DY23', NORTH);
  return answerAlert(office.app, office.as(NORTH), {
    alertId,
    revision,
    problemType: 'P2',
    explanation,
    fields: { mappingNote: '复核人字段映射' },
    confirmedAmount: null,
    recoveredAmount: null,
    attachments: [],
  });
}

it('an answer that says too little is returned with a reason and a due date of its own', async () => {
  await office.setClock('2026-10-26T10:00:00+08:00');
  await answer('系统问题。');
  await office.setClock('2026-10-27T10:00:00+08:00');
  const { alertId, revision } = await office.alert('DY23');
  const wordless = returnAlert(office.app, office.as('officer'), { alertId, revision, reason: '  ' });
  await expect(wordless).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
  const returned = await returnAlert(office.app, office.as('officer'), { alertId, revision, reason: '请附具体记录' });
  expect(returned).toMatchObject({ state: 'returned', dueOn: '2026-11-10', answeredLate: false });
});

it('the agency sees why, and cannot close it itself', async () => {
  const { alertId, revision } = await office.alert('DY23', NORTH);
  const { events } = await listAlertEvents(office.app, office.as(NORTH), { alertId });
  expect(events.at(-1)).toMatchObject({ type: 'return', reason: '请附具体记录' });
  const closing = closeAlert(office.app, office.as(NORTH), { alertId, revision });
  await expect(closing).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
});

it('what was decided on an outdated page is refused, with what changed since', async () => {
  const seen = await office.alert('DY23');
  await office.setClock('2026-10-30T10:00:00+08:00');
  await answer('已逐笔补传复核人和复核时间。');
  const closing = closeAlert(office.app, office.as('officer'), seen);
  await expect(closing).rejects.toMatchObject({ code: 'ALERT_CHANGED', details: { state: 'answered' } });
});

it('the second answer is accepted, and both stay on the record', async () => {
  await office.setClock('2026-11-02T10:00:00+08:00');
  const seen = await office.alert('DY23');
  await closeAlert(office.app, office.as('officer'), seen);
  const detail = await getAlert(office.app, office.as('officer'), seen);
  expect(detail).toMatchObject({ state: 'closed', answeredLate: false });
  expect(detail.answers.map(({ round, explanation }) => [round, explanation]).sort()).toEqual([
    [1, '系统问题。'],
    [2, '已逐笔补传复核人和复核时间。'],
  ]);
  const { events } = await listAlertEvents(office.app, office.as('officer'), seen);
  expect(events.map(({ type }) => type)).toEqual([
    'raise',
    'screen',
    'dispatch',
    'receive',
    'answer',
    'return',
    'answer',
    'close',
  ]);
});
