import {
  answerAlert,
  closeAlert,
  dispatchAlert,
  listPeriodHits,
  receiveAlert,
  requestEvaluation,
  returnAlert,
  screenAlert,
  unmaskAlertHits,
} from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMonth, REGION, SOUTH } from '../support/a-month.js';
import { Office, storyIndicators } from '../support/an-office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open({ indicators: [...storyIndicators, 'NK29', 'NK30'] });
  await office.startWorkers();
  const august = aMonth().map((spec) => ({ ...spec, period: '202608' }));
  await office.settleMonth(august, '2026-09-09', '2026-09-16');
});
afterAll(() => office?.close());

const records = (period: string) =>
  office.app.database.withContext(office.system, ({ supervisionRecords }) => supervisionRecords.alertsAsOf(period));
const exports = (period: string) =>
  office.app.database.withContext(office.system, ({ supervisionRecords }) => supervisionRecords.exportsIn(period));

async function answer(explanation: string) {
  const { alertId, revision } = await office.alert('DY29', SOUTH);
  await answerAlert(office.app, office.as(SOUTH), {
    alertId,
    revision,
    problemType: 'P5',
    explanation,
    fields: { correctionSlip: 'GZ-2026-2' },
    confirmedAmount: '1000.00',
    recoveredAmount: '1000.00',
    attachments: [],
  });
}

it('an alert that nobody has answered stands in the month’s record with its due day', async () => {
  expect(await records('202609')).toEqual([]);
  await screenAlert(office.app, office.as('officer'), await office.alert('DY29'));
  await dispatchAlert(office.app, office.as('officer'), await office.alert('DY29'));
  await office.setClock('2026-09-17T09:00:00+08:00');
  await receiveAlert(office.app, office.as(SOUTH), await office.alert('DY29', SOUTH));
  expect(await records('202609')).toMatchObject([
    {
      agency: SOUTH,
      line: '110',
      indicator: 'DY29',
      state: 'received',
      dispatched_at: '2026-09-16 09:00:00.000',
      received_on: '2026-09-17',
      due_on: '2026-10-19',
      answered_at: null,
      returns: '0',
    },
  ]);
});

it('what happens in October leaves September’s record as it was', async () => {
  const september = await records('202609');
  await office.setClock('2026-10-22T15:00:00+08:00');
  await answer('重复发放，已追回。');
  await office.setClock('2026-10-23T09:00:00+08:00');
  const { alertId, revision } = await office.alert('DY29');
  await returnAlert(office.app, office.as('officer'), { alertId, revision, reason: '请附凭证' });
  await office.setClock('2026-11-02T09:00:00+08:00');
  await answer('凭证已附。');
  await closeAlert(office.app, office.as('officer'), await office.alert('DY29'));
  expect(await records('202609')).toEqual(september);
  expect(await records('202610')).toMatchObject([
    {
      state: 'returned',
      due_on: '2026-10-19',
      answered_at: '2026-10-22 15:00:00.000',
      returns: '1',
      returned_at: '2026-10-23 09:00:00.000',
      return_due_on: '2026-11-06',
      answered_again_at: null,
    },
  ]);
  expect(await records('202611')).toMatchObject([
    { state: 'closed', answered_again_at: '2026-11-02 09:00:00.000', due_on: '2026-10-19' },
  ]);
  expect(await records('202612')).toEqual([]);
});

it('the run of October finds the late answer, the runs of September and November do not', async () => {
  const found = [];
  for (const period of ['202609', '202610', '202611']) {
    await requestEvaluation(office.app, office.system, { period, trigger: 'hand', indicators: ['NK29'] });
    await office.untilEvaluated();
    const { items } = await listPeriodHits(office.app, office.as('officer'), {
      period,
      indicators: ['NK29'],
      limit: 10,
    });
    found.push(
      ...items.map(({ agency, line, subject, hitKey, observed }) => ({
        period,
        agency,
        line,
        subject,
        hitKey,
        observed,
      })),
    );
  }
  const { number } = await office.alert('DY29');
  expect(found).toEqual([
    { period: '202610', agency: SOUTH, line: '000', subject: SOUTH, hitKey: number, observed: '3' },
  ]);
});

it('unmasked looks are counted by account in the month of the business clock', async () => {
  const look = async (as: string) =>
    unmaskAlertHits(office.app, office.as(as), { ...(await office.alert('DY29', as)), limit: 10, reason: '核对' });
  await look('officer');
  await look(SOUTH);
  await look(SOUTH);
  expect(await exports('202611')).toEqual([
    { agency: REGION, account: 'officer', exports: '1', rows: '2' },
    { agency: SOUTH, account: SOUTH, exports: '2', rows: '4' },
  ]);
  expect(await exports('202610')).toEqual([]);
});
