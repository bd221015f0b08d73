import { fillWaitingDeadlines } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BranchDesk, good, PENSION } from '../support/a-branch-desk.js';
import { anAlert } from '../support/alert-builder.js';
import { PASSWORD } from '../support/product.js';

let desk: BranchDesk;
let alertId: string;
let inspectionId: string;

/** 2027 with New Year off. */
const file = {
  fileName: 'holidays-2027.json',
  content: JSON.stringify({
    2027: {
      papers: ['2027年部分节假日安排的通知'],
      off: ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03'],
      makeup_work: [],
    },
  }),
};
const waiting = async () => good(await desk.as('officer').call(routes.getCalendarWaiting));
const shown = async () => good(await desk.as('officer').call(routes.getInspection, { params: { inspectionId } }));
const consultation = async () =>
  good(await desk.as('officer').call(routes.listConsultations, { query: { state: 'open', limit: 20 } })).items[0]!
    .branch;
const keeper = async () => {
  const client = desk.api.nobody();
  good(await client.call(routes.signIn, { body: { userName: 'keeper', password: PASSWORD } }));
  return client;
};

beforeAll(async () => {
  desk = await BranchDesk.open({ now: '2026-12-31T02:00:00.000Z' });
  await desk.api.addAccount({ userName: 'keeper', roles: ['administrator'] });
  alertId = await desk.put(anAlert().received());
  await desk.begin('officer', alertId, 'consultation', { department: PENSION, reason: '口径' });
  const plan = {
    kind: 'on_site' as const,
    title: '死亡冒领核查',
    agency: '120101',
    scope: '企业养老',
    startOn: '2026-12-31',
    endOn: '2026-12-31',
  };
  inspectionId = good(await desk.as('officer').call(routes.planInspection, { body: { plan } as never })).id;
  // It is over for the inspectors: the draft of what they found is due in the year that nobody knows yet.
  await desk.api.sql(
    `update fundwatch.inspection set state = 'ended', begun_on = '2026-12-30', ended_on = '2026-12-30' where id = $1`,
    [inspectionId],
  );
});
afterAll(() => desk?.api.close());

it('what waits is counted with consultations and inspections, not with alerts alone', async () => {
  expect(await consultation()).toMatchObject({ dueOn: null });
  expect((await shown()).running).toMatchObject({ clock: 'draft', dueOn: null, waitingForCalendar: true });
  expect(await waiting()).toEqual({ missingYear: 2027, waiting: 2 });
});

it('a preview names the date of the inspection and changes nothing', async () => {
  const preview = good(await (await keeper()).call(routes.previewCalendar, { body: file }));
  const { number } = await shown();
  expect(preview.deadlines).toContainEqual({ number, clock: 'draft', before: null, dueOn: '2027-01-14' });
  expect(preview.deadlines.map(({ clock }) => clock)).toContain('consultation_receipt');
  expect((await shown()).running).toMatchObject({ dueOn: null });
  expect(await waiting()).toMatchObject({ waiting: 2 });
});

it('on import the dates of both are filled in, and it is in the audit', async () => {
  const { revision } = await shown();
  expect(good(await (await keeper()).call(routes.importCalendar, { body: file }))).toMatchObject({ filled: 2 });
  expect(await shown()).toMatchObject({
    revision: revision + 1,
    running: { clock: 'draft', dueOn: '2027-01-14', waitingForCalendar: false, workingDaysLeft: 9 },
  });
  expect(await waiting()).toEqual({ missingYear: null, waiting: 0 });
  const [line] = await desk.api.sql<{ actor: string; details: object }>(
    `select actor, details from fundwatch.audit_event where action = 'inspection.calendar-filled' and target = $1`,
    [inspectionId],
  );
  expect(line).toMatchObject({ actor: 'keeper', details: { draftDueOn: '2027-01-14' } });
  expect(await fillWaitingDeadlines(desk.api.app, desk.system)).toBe(0);
});

it('the sweep fills what a step computed with the old calendar while the import ran', async () => {
  await desk.api.sql(
    `update fundwatch.inspection set state = 'drafted', drafted_on = '2026-12-31', received_on = '2026-12-31' where id = $1`,
    [inspectionId],
  );
  expect(await waiting()).toMatchObject({ waiting: 1 });
  expect(await fillWaitingDeadlines(desk.api.app, desk.system)).toBe(1);
  expect((await shown()).running).toMatchObject({ clock: 'objection', dueOn: '2027-01-12' });
});

it('a revised year moves the date of the inspection that runs and lies ahead, and no other', async () => {
  const client = await keeper();
  const revised = (daysOff: string[]) => ({
    fileName: 'holidays-2027-revised.json',
    content: JSON.stringify({
      2027: {
        papers: ['2027年部分节假日安排的补充通知'],
        off: ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03', ...daysOff],
        makeup_work: [],
      },
    }),
  });
  const { number, revision } = await shown();
  const body = { ...revised(['2027-01-11']), reason: '临时放假' };
  const imported = good(await client.call(routes.importCalendar, { body }));
  expect(imported.deadlines).toContainEqual({ number, clock: 'objection', before: '2027-01-12', dueOn: '2027-01-13' });
  expect(await shown()).toMatchObject({ revision: revision + 1, running: { clock: 'objection', dueOn: '2027-01-13' } });
  // The draft was kept by its own date; that one stays.
  expect((await shown()).clocks.find(({ clock }) => clock === 'draft')).toMatchObject({ dueOn: '2027-01-14' });
  const [line] = await desk.api.sql<{ actor: string; details: object }>(
    `select actor, details from fundwatch.audit_event where action = 'inspection.deadline-moved' and target = $1`,
    [inspectionId],
  );
  expect(line).toMatchObject({ actor: 'keeper', details: { objectionDueOn: '2027-01-13', before: '2027-01-12' } });

  desk.api.clock.set('2027-01-14T02:00:00.000Z');
  good(
    await client.call(routes.importCalendar, {
      body: { ...revised(['2027-01-11', '2027-01-12']), reason: '再放一天' },
    }),
  );
  expect((await shown()).running).toMatchObject({ dueOn: '2027-01-13' });
});
