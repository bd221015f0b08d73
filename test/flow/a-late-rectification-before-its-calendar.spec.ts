import {
  closeAlert,
  importCalendar,
  listAccountabilityFacts,
  listAlertEvents,
  orderRectification,
  reportRectification,
  returnRectification,
} from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NORTH } from '../support/a-month.js';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { Office } from '../support/an-office.js';

let office: Office;
const alerts = {} as Record<'late' | 'closed' | 'inTime' | 'returned', BuiltAlert>;

beforeAll(async () => {
  office = await Office.open({ withoutQueue: true });
  for (const name of ['late', 'closed', 'inTime', 'returned'] as const)
    alerts[name] = await anAlert().at(NORTH).answered('P5').save(office.database);
});
afterAll(() => office?.close());

const at = (day: string) => office.setClock(`${day}T10:00:00+08:00`);
const which = async ({ id }: BuiltAlert) => {
  const [row] = await office.sql<{ revision: number }>(`select revision from fundwatch.alert where id = $1`, [id]);
  return { alertId: id, revision: row!.revision };
};
async function report(alert: BuiltAlert): Promise<void> {
  const rest = { reason: '已整改', measures: [{ text: '补上复核', on: '2026-12-20' }], attachments: [] };
  await reportRectification(office.app, office.as(NORTH), { ...(await which(alert)), ...rest });
}
async function late() {
  const input = { from: '202701', to: '202704', kind: 'rectification_late' as const, limit: 50 };
  return (await listAccountabilityFacts(office.app, office.as('officer'), input)).items;
}

it('a rectification that was reported before the calendar of its year is found late once that is there', async () => {
  const { app } = office;
  await at('2026-12-10');
  for (const alert of Object.values(alerts))
    await orderRectification(app, office.as('officer'), { ...(await which(alert)), reason: '限期整改' });
  await at('2027-01-11');
  await report(alerts.inTime);
  await at('2027-03-01');
  for (const name of ['late', 'closed', 'returned'] as const) await report(alerts[name]);
  await closeAlert(app, office.as('officer'), { ...(await which(alerts.closed)), note: '验收通过' });
  // Returned before the calendar came: its date counts from the return, and of the first one nothing is said.
  await returnRectification(app, office.as('officer'), { ...(await which(alerts.returned)), reason: '缺凭证' });
  expect(await late()).toEqual([]);
  await importCalendar(app, office.as('administrator'), {
    fileName: 'holidays-2027.json',
    content: JSON.stringify({
      2027: {
        papers: ['2027年部分节假日安排的通知'],
        off: ['01-01', '05-01', '10-01', '10-02', '10-03'].map((day) => `2027-${day}`),
        makeup_work: [],
      },
    }),
  });
  const found = await late();
  expect(found.map(({ alert }) => alert?.number).sort()).toEqual([alerts.late.number, alerts.closed.number].sort());
  for (const one of found) expect(one).toMatchObject({ dueOn: '2027-01-11', doneOn: '2027-03-01' });
});

it('the timeline says of each report whether it came in time', async () => {
  const said = async ({ id }: BuiltAlert, as: string) => {
    const { events } = await listAlertEvents(office.app, office.as(as), { alertId: id });
    return events.filter(({ type }) => type === 'report_rectification').map(({ details }) => details);
  };
  for (const as of ['officer', NORTH])
    expect(await said(alerts.late, as)).toMatchObject([{ dueOn: '2027-01-11', late: true }]);
  expect(await said(alerts.inTime, 'officer')).toMatchObject([{ dueOn: '2027-01-11', late: false }]);
  expect(await said(alerts.returned, 'officer')).toMatchObject([{ dueOn: null, late: null }]);
});
