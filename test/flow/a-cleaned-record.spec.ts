import {
  answerAlert,
  listAlertEvents,
  listCleaningTasks,
  listNotifications,
  writeReminders,
} from '@fundwatch/application';
import { checkCleaningTask } from '@fundwatch/application/facts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMonth, business, NORTH, payment, person, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

const BAD_ID = '120101195001110019';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
});
afterAll(() => office?.close());

const payments = () => [payment(1, 1), payment(2, 2, { reviewed_by: null, reviewed_at: null })];
/** The north with a citizen id that cannot be (DQ06) and a pension paid without a review (DY23). */
const wrongId = (more = {}) => business(NORTH, [person(1, { id_number: BAD_ID }), person(2)], payments(), more);

const tasks = (as: string, show: 'open' | 'returned' | 'overdue' | 'cannot_check' | 'ended' | 'all' = 'all') =>
  listCleaningTasks(office.app, office.as(as), { show, limit: 50 });
const taskOf = async (indicator: string) => {
  const found = (await tasks('officer')).items.find(({ alert }) => alert.indicator === indicator);
  if (!found) throw new Error(`no task of ${indicator}`);
  return found;
};
const told = async (as: string) =>
  (await listNotifications(office.app, office.as(as), { unread: false, limit: 50 })).items
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('cleaning'));

async function answer(indicator: string, fields: Record<string, string>) {
  const { alertId, revision } = await office.alert(indicator, NORTH);
  await answerAlert(office.app, office.as(NORTH), {
    alertId,
    revision,
    problemType: 'P1',
    explanation: '录入有误，已更正，随下次报送。',
    fields,
    confirmedAmount: null,
    recoveredAmount: null,
    attachments: [],
  });
}

async function send(at: string, spec: ReturnType<typeof wrongId>) {
  await office.setClock(at);
  await office.upload(spec);
  await office.until(() => office.dataSettled());
  await checked();
}
/** Every check that was asked for is done. */
async function checked() {
  await office.app.queue.enqueue('sweepCleaningTasks', {});
  await office.until(async () => {
    const pending = await office.app.database.withContext(office.system, ({ cleaning }) => cleaning.pending(10));
    return pending.length === 0;
  });
}
async function evaluate(at: string, runs: number) {
  await office.setClock(at);
  await office.evaluate(runs);
  await checked();
}

it('an answer that names a corrected record makes a task for the agency, due with its next submission', async () => {
  await office.settleMonth([
    wrongId(),
    ...aMonth().filter(({ agency, dataset }) => !(agency === NORTH && dataset === 'business')),
  ]);
  await office.sendAlert('DQ06');
  await office.sendAlert('DY23');
  await office.setClock('2026-10-19T10:00:00+08:00');
  const rightId = String(person(1)['id_number']);
  await answer('DQ06', { table: 'person', recordId: 'P1', field: 'id_number', before: BAD_ID, after: rightId });
  await answer('DY23', { table: 'benefit_payment', recordId: 'PAY2', field: 'reviewed_by', before: '空', after: 'S6' });

  const { items, counts } = await tasks(NORTH, 'open');
  expect(
    items
      .map(({ alert, state, duePeriod, dueOn, resubmitPeriod }) => [
        alert.indicator,
        state,
        duePeriod,
        dueOn,
        resubmitPeriod,
      ])
      .sort(),
  ).toEqual([
    ['DQ06', 'open', '202610', '2026-11-16', null],
    // A fact of September: only September's data, sent again, can show it.
    ['DY23', 'open', '202610', '2026-11-16', '202609'],
  ]);
  expect(counts).toEqual({ open: 2, returned: 0, overdue: 0, cannot_check: 0, ended: 0, all: 2 });
  expect(items.find(({ alert }) => alert.indicator === 'DQ06')!.correction).toMatchObject({
    key: { person_no: 'P1' },
    after: expect.stringContaining('*'),
  });
  expect((await tasks(SOUTH)).items).toEqual([]);
  expect((await tasks('officer')).total).toBe(2);
});

it('of its last day the agency is told before it and after it, the office after it, each once', async () => {
  const { app } = office;
  const reminded = async (day: string) => {
    await office.sql(`delete from fundwatch.notification where kind like 'cleaning_%'`);
    await office.setClock(`${day}T09:00:00+08:00`);
    for (let run = 0; run < 2; run++) await writeReminders(app, office.system);
    return { agency: await told(NORTH), officer: await told('officer') };
  };
  const twice = (kind: string) => [kind, kind];
  expect(await reminded('2026-11-10')).toEqual({ agency: [], officer: [] });
  expect(await reminded('2026-11-13')).toEqual({ agency: twice('cleaning_remind'), officer: [] });
  expect(await reminded('2026-11-16')).toEqual({ agency: [], officer: [] });
  expect(await reminded('2026-11-17')).toEqual({
    agency: twice('cleaning_breach'),
    officer: twice('cleaning_breach'),
  });
  expect((await tasks(NORTH, 'overdue')).counts.overdue).toBe(2);
  expect(await reminded('2026-11-18')).toEqual({ agency: [], officer: [] });
  const { id } = (await taskOf('DQ06')).alert;
  const { events } = await listAlertEvents(app, office.as(NORTH), { alertId: id });
  expect(events.filter(({ type }) => type.startsWith('cleaning')).map(({ type, details }) => [type, details])).toEqual([
    ['cleaning_remind', expect.objectContaining({ dueOn: '2026-11-16' })],
    ['cleaning_breach', expect.objectContaining({ dueOn: '2026-11-16' })],
  ]);
  await office.sql(`delete from fundwatch.notification where kind like 'cleaning_%'`);
});

it('a submission that does not carry the correction brings the task back, and agency and officer are told once', async () => {
  await send('2026-10-20T10:00:00+08:00', wrongId({ version: 2 }));
  const back = await taskOf('DY23');
  expect(back).toMatchObject({ state: 'reopened', returns: 1, duePeriod: '202610' });
  expect(back.checks).toHaveLength(1);
  expect(back.checks[0]).toMatchObject({
    outcome: 'not_corrected',
    cameBack: true,
    findings: { field: { state: 'differs', period: '202609', found: null } },
  });
  expect(await told(NORTH)).toEqual(['cleaning_reopen', 'cleaning_reopen']);
  expect(await told('officer')).toEqual(['cleaning_reopen', 'cleaning_reopen']);
  expect((await tasks('officer', 'returned')).items).toHaveLength(2);

  await evaluate('2026-10-20T23:00:00+08:00', 2);
  expect(await taskOf('DY23'), 'the same data are judged once').toMatchObject({ returns: 1 });
  expect(await told(NORTH)).toHaveLength(2);
});

it('a corrected record alone does not close it: the indicator has to have read the data', async () => {
  const corrected = business(NORTH, [person(1), person(2)], [payment(1, 1), payment(2, 2, { reviewed_by: 'S6' })], {
    version: 3,
  });
  await send('2026-10-21T10:00:00+08:00', corrected);
  expect(await taskOf('DY23')).toMatchObject({ state: 'reopened' });
  expect((await taskOf('DY23')).checks[0]).toMatchObject({
    outcome: 'cannot_check',
    findings: {
      indicator: { state: 'unknown', reason: 'not_evaluated_yet' },
      field: { state: 'carries', found: 'S6' },
    },
  });
  expect((await tasks('officer', 'cannot_check')).items).toHaveLength(2);

  await evaluate('2026-10-21T23:00:00+08:00', 3);
  const [id, review] = [await taskOf('DQ06'), await taskOf('DY23')];
  expect(id).toMatchObject({ state: 'done', returns: 1 });
  expect(id.checks[0]!.findings).toMatchObject({
    indicator: { state: 'gone', period: '202609' },
    field: { state: 'carries' },
  });
  expect(JSON.stringify(id), 'a citizen id stays covered').not.toContain(BAD_ID);
  expect(review.state).toBe('done');
  expect((await tasks(NORTH, 'ended')).counts).toMatchObject({ open: 0, returned: 0, ended: 2, all: 2 });
  expect(await told(NORTH)).toContain('cleaning_done');
  const { events } = await listAlertEvents(office.app, office.as(NORTH), { alertId: id.alert.id });
  expect(events.map(({ type }) => type).filter((type) => type.startsWith('cleaning'))).toEqual([
    'cleaning_remind',
    'cleaning_breach',
    'cleaning_reopen',
    'cleaning_done',
  ]);
});

it('checked again by hand, nothing happens twice', async () => {
  const { id } = await taskOf('DQ06');
  expect(await checkCleaningTask(office.app, office.system, { taskId: id })).toBeNull();
  expect((await taskOf('DQ06')).checks).toHaveLength(3);
});
