import {
  answerAlert,
  dispatchAlert,
  getAlert,
  importCalendar,
  listAccountabilityFacts,
  receiveAlert,
  screenAlert,
} from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMonth, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  await office.settleMonth(aMonth());
});
afterAll(() => office?.close());

const at = (day: string) => office.setClock(`${day}T10:00:00+08:00`);
const late = () =>
  listAccountabilityFacts(office.app, office.as('officer'), {
    from: '202701',
    to: '202703',
    kind: 'answer_late',
    limit: 50,
  });

it('an answer that came before the calendar of its year is found late once that is there', async () => {
  await at('2026-12-30');
  await screenAlert(office.app, office.as('officer'), await office.alert('DY29'));
  await dispatchAlert(office.app, office.as('officer'), await office.alert('DY29'));
  await at('2027-01-04');
  await receiveAlert(office.app, office.as(SOUTH), await office.alert('DY29', SOUTH));
  await at('2027-03-10');
  const { alertId, revision } = await office.alert('DY29', SOUTH);
  await answerAlert(office.app, office.as(SOUTH), {
    alertId,
    revision,
    problemType: 'P5',
    explanation: '已逐笔核对。',
    fields: { correctionSlip: '更〔2027〕3号' },
    confirmedAmount: '0.00',
    recoveredAmount: '0.00',
    attachments: [],
  });
  expect((await late()).total).toBe(0);
  await importCalendar(office.app, office.as('administrator'), {
    fileName: 'holidays-2027.json',
    content: JSON.stringify({
      2027: {
        papers: ['2027年部分节假日安排的通知'],
        off: ['01-01', '05-01', '10-01', '10-02', '10-03'].map((day) => `2027-${day}`),
        makeup_work: [],
      },
    }),
  });
  expect((await late()).items).toMatchObject([{ agency: { code: SOUTH }, dueOn: '2027-02-04', doneOn: '2027-03-10' }]);
  const { answers } = await getAlert(office.app, office.as('officer'), { alertId });
  expect(answers).toMatchObject([{ round: 1, late: true }]);
});
