import { answerAlert, closeAlert, dispatchAlert, getAlert, listAlertEvents, screenAlert } from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMonth, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  // The month before, so that the National Day holidays lie in the way.
  const august = aMonth().map((spec) => ({ ...spec, period: '202608' }));
  await office.settleMonth(august, '2026-09-09', '2026-09-16');
});
afterAll(() => office?.close());

async function sweep(at: string, job: 'receiveAutomatically' | 'writeReminders') {
  await office.setClock(at);
  const ended = () => office.jobs.filter(({ name }) => name === job).length;
  const before = ended();
  await office.app.queue.enqueue(job, {});
  await office.until(() => ended() > before);
}

const types = async () => {
  const { events } = await listAlertEvents(office.app, office.as('officer'), await office.alert('DY29'));
  return events.map(({ type }) => type);
};

it('an alert sent just before the holidays counts as received on the second working day after them', async () => {
  await office.setClock('2026-09-30T17:00:00+08:00');
  await screenAlert(office.app, office.as('officer'), await office.alert('DY29'));
  await dispatchAlert(office.app, office.as('officer'), await office.alert('DY29'));
  await sweep('2026-10-08T00:05:00+08:00', 'receiveAutomatically');
  expect((await office.alert('DY29')).state).toBe('dispatched');

  // The sweep runs days late: the nominal day counts all the same.
  await sweep('2026-10-12T00:05:00+08:00', 'receiveAutomatically');
  const alert = await office.alert('DY29', SOUTH);
  expect(alert).toMatchObject({ state: 'received', dueOn: '2026-11-09' });
  const { clocks } = await getAlert(office.app, office.as(SOUTH), alert);
  expect(clocks.find(({ kind }) => kind === 'answer')).toMatchObject({ startedOn: '2026-10-09' });
});

it('one reminder is written three working days before the last day, and one notice after it, however often is swept', async () => {
  await sweep('2026-11-03T00:10:00+08:00', 'writeReminders');
  expect(await types()).not.toContain('remind');
  await sweep('2026-11-04T00:10:00+08:00', 'writeReminders');
  await sweep('2026-11-05T00:10:00+08:00', 'writeReminders');
  expect((await types()).filter((type) => type === 'remind')).toHaveLength(1);
  await sweep('2026-11-09T23:59:00+08:00', 'writeReminders');
  expect(await types()).not.toContain('breach');
  await sweep('2026-11-10T00:10:00+08:00', 'writeReminders');
  await sweep('2026-11-11T00:10:00+08:00', 'writeReminders');
  expect((await types()).filter((type) => type === 'breach')).toHaveLength(1);
});

it('an answer after the deadline is accepted and marked late, and stays late when it is closed', async () => {
  const { alertId, revision } = await office.alert('DY29', SOUTH);
  await office.setClock('2026-11-11T09:00:00+08:00');
  const answered = await answerAlert(office.app, office.as(SOUTH), {
    alertId,
    revision,
    problemType: 'P5',
    explanation: '重复发放,已追回。',
    fields: { correctionSlip: 'GZ-2026-2' },
    confirmedAmount: '1000.00',
    recoveredAmount: '1000.00',
    attachments: [],
  });
  expect(answered).toMatchObject({ state: 'answered', answeredLate: true });
  await closeAlert(office.app, office.as('officer'), await office.alert('DY29'));
  const detail = await getAlert(office.app, office.as('officer'), { alertId });
  expect(detail).toMatchObject({ state: 'closed', answeredLate: true });
  expect(detail.answers).toMatchObject([{ round: 1, late: true }]);
});
