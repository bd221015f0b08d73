import {
  dispatchAlert,
  fillWaitingDeadlines,
  getAlert,
  getArrivalBoard,
  getCalendarWaiting,
  importCalendar,
  listAlertEvents,
  previewCalendar,
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
  await office.setClock('2026-12-30T10:00:00+08:00');
  await screenAlert(office.app, office.as('officer'), await office.alert('DY29'));
  await dispatchAlert(office.app, office.as('officer'), await office.alert('DY29'));
});
afterAll(() => office?.close());

const off = ['01-01', '05-01', '10-01', '10-02', '10-03'].map((day) => `2027-${day}`);
/** The calendar of 2027 as a file: New Year, and the week of Spring Festival. */
function calendarFile(more: string[] = []) {
  const spring = ['02-05', '02-06', '02-07', '02-08', '02-09', '02-10', '02-11'].map((day) => `2027-${day}`);
  const content = {
    2027: { papers: ['2027年部分节假日安排的通知'], off: [...off, ...spring, ...more], makeup_work: [] },
  };
  return { fileName: 'holidays-2027.json', content: JSON.stringify(content) };
}
const eventsOf = async (type: string) =>
  (await listAlertEvents(office.app, office.as('officer'), await office.alert('DY29'))).events.filter(
    (event) => event.type === type,
  );
const answerClock = async () => {
  const { clocks } = await getAlert(office.app, office.as(SOUTH), await office.alert('DY29', SOUTH));
  return clocks.find(({ kind }) => kind === 'answer');
};

it('work goes on without the calendar of the next year, and its dates wait instead of being guessed', async () => {
  expect(await office.alert('DY29')).toMatchObject({ state: 'dispatched', dueOn: null, waitingForCalendar: true });
  await office.setClock('2027-01-04T10:00:00+08:00');
  await receiveAlert(office.app, office.as(SOUTH), await office.alert('DY29', SOUTH));
  expect(await office.alert('DY29')).toMatchObject({ state: 'received', dueOn: null, waitingForCalendar: true });
  expect(await getCalendarWaiting(office.app, office.as('administrator'))).toEqual({ missingYear: 2027, waiting: 1 });
  const board = await getArrivalBoard(office.app, office.as('officer'), { period: '202612' });
  expect(board).toMatchObject({ dueOn: null, nominalDueOn: '2027-01-15', lockedOn: null });
});

it('a preview tells what the import would fill in and changes nothing', async () => {
  const preview = await previewCalendar(office.app, office.as('administrator'), calendarFile());
  expect(preview).toMatchObject({ version: 'built-in-2026+2027.1', reasonRequired: false, filled: 2, moved: 0 });
  expect(preview.deadlines).toContainEqual(
    expect.objectContaining({ clock: 'answer', before: null, dueOn: '2027-02-04' }),
  );
  expect(await office.alert('DY29')).toMatchObject({ waitingForCalendar: true });
  expect(await office.sql(`select from fundwatch.calendar_year`)).toEqual([]);
});

it('on import every date that waited is filled in, with its event, and the board has its due day', async () => {
  await importCalendar(office.app, office.as('administrator'), calendarFile());
  expect(await office.alert('DY29')).toMatchObject({ dueOn: '2027-02-04', waitingForCalendar: false });
  expect(await eventsOf('calendar_filled')).toHaveLength(1);
  expect(await answerClock()).toMatchObject({ dueOn: '2027-02-04', calendarVersion: 'built-in-2026+2027.1' });
  const board = await getArrivalBoard(office.app, office.as('officer'), { period: '202612' });
  expect(board).toMatchObject({ dueOn: '2027-01-15', lockedOn: '2027-01-29' });
  expect(await getCalendarWaiting(office.app, office.as('officer'))).toEqual({ missingYear: null, waiting: 0 });
  expect(await fillWaitingDeadlines(office.app, office.system)).toBe(0);
});

it('a revision needs a reason, moves only what lies ahead and says so in the timeline', async () => {
  await office.setClock('2027-01-20T10:00:00+08:00');
  // The day of the deadline, and a Friday in January on which data was due, become days off.
  const revised = calendarFile(['2027-02-04', '2027-01-15']);
  await expect(importCalendar(office.app, office.as('administrator'), revised)).rejects.toThrow('REASON_REQUIRED');
  const done = await importCalendar(office.app, office.as('administrator'), { ...revised, reason: '国务院补充通知' });
  expect(done).toMatchObject({ version: 'built-in-2026+2027.2', moved: 1 });
  expect(done.years[0]!.changedDays).toEqual([
    { day: '2027-01-15', working: false },
    { day: '2027-02-04', working: false },
  ]);
  expect(await office.alert('DY29')).toMatchObject({ dueOn: '2027-02-12' });
  expect(await eventsOf('deadline_moved')).toEqual([
    expect.objectContaining({ details: expect.objectContaining({ before: '2027-02-04', answerDueOn: '2027-02-12' }) }),
  ]);
  // The data of December was due on the 15th; that day has passed and stays.
  const december = await getArrivalBoard(office.app, office.as('officer'), { period: '202612' });
  expect(december.dueOn).toBe('2027-01-15');
});

it('a deadline that has passed stays where it was when the calendar is revised again', async () => {
  await office.setClock('2027-02-15T10:00:00+08:00');
  const again = { ...calendarFile(['2027-02-12', '2027-02-04', '2027-01-15']), reason: '更正' };
  expect((await importCalendar(office.app, office.as('administrator'), again)).moved).toBe(0);
  expect(await office.alert('DY29')).toMatchObject({ dueOn: '2027-02-12' });
});

it('the same days again are refused: there is nothing to take over', async () => {
  const again = { ...calendarFile(['2027-02-12', '2027-02-04', '2027-01-15']), reason: '再导一次' };
  await expect(importCalendar(office.app, office.as('administrator'), again)).rejects.toThrow('CALENDAR_FILE_INVALID');
});
