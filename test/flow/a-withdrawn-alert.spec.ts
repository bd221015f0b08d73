import { answerAlert, getAlert, listAlertEvents } from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { business, NORTH, northBusiness, payment, person } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  await office.settleMonth();
  await office.sendAlert('DY23');
});
afterAll(() => office?.close());

async function correct(at: string, packageOf: ReturnType<typeof northBusiness>, runs: number) {
  await office.setClock(at);
  await office.upload(packageOf);
  await office.until(() => office.dataSettled());
  await office.setClock(`${at.slice(0, 10)}T23:00:00+08:00`);
  await office.evaluate(runs);
}

const history = async () =>
  (await listAlertEvents(office.app, office.as('officer'), await office.alert('DY23'))).events.map(({ type }) => type);

it('an alert whose hits a corrected version has taken away is withdrawn, and the answer is kept', async () => {
  await office.setClock('2026-10-19T10:00:00+08:00');
  const { alertId, revision } = await office.alert('DY23', NORTH);
  await answerAlert(office.app, office.as(NORTH), {
    alertId,
    revision,
    problemType: 'P2',
    explanation: '转换漏传,重新报送。',
    fields: { mappingNote: '复核人字段映射' },
    confirmedAmount: null,
    recoveredAmount: null,
    attachments: [],
  });
  const corrected = business(NORTH, [person(1), person(2)], [payment(1, 1), payment(2, 2)], { version: 2 });
  await correct('2026-10-20T10:00:00+08:00', corrected, 2);

  const detail = await getAlert(office.app, office.as('officer'), { alertId });
  expect(detail).toMatchObject({ state: 'withdrawn', hits: 0, commands: [] });
  expect(detail.answers).toHaveLength(1);
  expect((await office.alerts()).map(({ indicator, state }) => [indicator, state])).toEqual([
    ['DQ11', 'raised'],
    ['DY01', 'raised'],
    ['DY23', 'withdrawn'],
    ['DY29', 'raised'],
  ]);
  // The data that were to be sent anew are there: the task of the answer ends by itself.
  await office.until(async () => (await history()).at(-1) === 'cleaning_done');
});

it('over unchanged inputs no further run is started, and the alert stays as it is', async () => {
  const before = await history();
  await office.app.queue.enqueue('startDueEvaluations', {});
  await office.until(() => office.jobs.filter(({ name }) => name === 'startDueEvaluations').length === 3);
  expect(await office.sql(`select from fundwatch.evaluation where period = '202609'`)).toHaveLength(2);
  expect(await history()).toEqual(before);
});

it('when a third version brings the hit back, the same alert is raised again under the same number', async () => {
  const withdrawn = await office.alert('DY23');
  await correct('2026-10-21T10:00:00+08:00', northBusiness({ version: 3 }), 3);
  const again = await office.alert('DY23');
  expect(again).toMatchObject({ id: withdrawn.id, number: withdrawn.number, state: 'raised', hits: 1, dueOn: null });
  expect((await history()).slice(-3)).toEqual(['withdraw', 'cleaning_done', 'reopen']);
});
