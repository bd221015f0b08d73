import {
  addWorkRecord,
  declareInterest,
  getAgencyInspection,
  getInspection,
  listAgencyInspections,
  listNotifications,
  planInspection,
  stepAgencyInspection,
  stepInspection,
} from '@fundwatch/application';
import type { InspectionRequest } from '@fundwatch/domain/inspection';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NORTH, REGION, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

const CHIEF = 'north-chief';
let office: Office;
let inspectionId: string;

const at = (day: string) => office.setClock(`${day}T09:00:00+08:00`);
const own = (as = NORTH) => getAgencyInspection(office.app, office.as(as), { inspectionId });
const listed = async (as = NORTH) => (await listAgencyInspections(office.app, office.as(as))).inspections;
async function step(request: Omit<InspectionRequest, 'revision'>, as = 'officer') {
  const { revision } = await getInspection(office.app, office.as('officer'), { inspectionId });
  return stepInspection(office.app, office.as(as), { inspectionId, revision, ...request });
}
async function says(command: 'receive' | 'object' | 'confirm', reason?: string, as = NORTH) {
  const { revision } = await own();
  return stepAgencyInspection(office.app, office.as(as), { inspectionId, revision, command, reason });
}
const told = async (as: string) =>
  (await listNotifications(office.app, office.as(as), { limit: 20 })).items.map(({ kind }) => kind);

beforeAll(async () => {
  office = await Office.open({ withoutQueue: true });
  await at('2026-09-29');
  await office.addPerson({ userName: 'colleague', roles: ['supervision_officer'], organisation: REGION });
  await office.addPerson({ userName: CHIEF, roles: ['agency_head'], organisation: NORTH });
  const people = await office.sql<{ id: string; name: string }>(
    `select id, display_name as name from fundwatch.app_user where display_name in ('officer', 'colleague')`,
  );
  const planned = await planInspection(office.app, office.as('officer'), {
    plan: {
      kind: 'on_site',
      title: '死亡冒领现场监督',
      agency: NORTH,
      scope: '企业养老待遇发放',
      startOn: '2026-10-20',
      endOn: '2026-10-23',
      carryInReason: null,
    },
    team: people.map(({ id, name }) => ({ account: id, leads: name === 'officer' })),
    alerts: [],
  });
  inspectionId = planned.id;
  for (const name of ['officer', 'colleague'])
    await declareInterest(office.app, office.as(name), { inspectionId, interested: false });
  await step({ command: 'approve' }, 'head');
});
afterAll(() => office?.close());

it('an agency learns of an inspection by its notice, not before, and never of another one’s', async () => {
  expect(await listed()).toEqual([]);
  await expect(own()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await at('2026-10-10');
  await step({ command: 'notify' });
  expect(await listed()).toMatchObject([{ id: inspectionId, state: 'notified', running: null }]);
  expect(await own(CHIEF)).toMatchObject({
    scope: '企业养老待遇发放',
    notifiedOn: '2026-10-10',
    team: [
      { name: 'officer', leads: true },
      { name: 'colleague', leads: false },
    ],
    draft: null,
    commands: [],
  });
  expect(await listed(SOUTH)).toEqual([]);
  await expect(own(SOUTH)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('it signs for the draft, which starts its seven working days, and the team is told', async () => {
  await at('2026-10-20');
  await step({ command: 'begin' });
  const sheet = { inspectionId, matter: '待遇停发', found: '应停未停 3 笔', on: '2026-10-20' };
  await addWorkRecord(office.app, office.as('officer'), sheet);
  await at('2026-10-23');
  await step({ command: 'end' });
  expect(await own()).toMatchObject({ state: 'ended', draft: null, commands: [], clocks: [] });
  await expect(says('object', '没有这回事')).rejects.toMatchObject({ code: 'MATTER_STEP_NOT_POSSIBLE' });
  await at('2026-11-02');
  await step({ command: 'draft', reason: '发现 3 笔应停未停。' });
  expect(await own()).toMatchObject({ draft: '发现 3 笔应停未停。', commands: ['receive'] });
  await expect(says('object', '没有这回事')).rejects.toMatchObject({ code: 'MATTER_STEP_NOT_POSSIBLE' });
  expect(await says('receive')).toMatchObject({
    receivedOn: '2026-11-02',
    running: { clock: 'objection', dueOn: '2026-11-11' },
    commands: ['object', 'confirm'],
  });
  for (const member of ['officer', 'colleague']) expect(await told(member)).toContain('inspection_receive');
});

it('it objects in words within its time; the office checks, and the amended draft is sent anew', async () => {
  await at('2026-11-05');
  await expect(says('object')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
  const { revision } = await own();
  const stranger = { inspectionId, revision, command: 'object', reason: '不是我们' } as const;
  await expect(stepAgencyInspection(office.app, office.as(SOUTH), stranger)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await says('object', '其中 1 笔 9 月已停发。', CHIEF)).toMatchObject({ state: 'objected', commands: [] });
  await expect(says('object', '再提一次')).rejects.toMatchObject({ code: 'MATTER_STEP_NOT_POSSIBLE' });
  const seen = await getInspection(office.app, office.as('officer'), { inspectionId });
  expect(seen.events.at(-1)).toMatchObject({ type: 'object', actor: CHIEF, reason: '其中 1 笔 9 月已停发。' });
  for (const member of ['officer', 'colleague']) expect(await told(member)).toContain('inspection_object');
  await step({ command: 'amend', reason: '改为 2 笔。' });
  for (const person of [NORTH, CHIEF]) expect(await told(person)).toContain('inspection_amend');
  expect(await own()).toMatchObject({
    draft: '改为 2 笔。',
    receivedOn: null,
    commands: ['receive'],
    heard: [{ type: 'receive' }, { type: 'object', actor: CHIEF, reason: '其中 1 笔 9 月已停发。' }],
  });
});

it('after the last day an objection is refused: it can only say that it does not object, and then it rectifies', async () => {
  expect(await says('receive')).toMatchObject({ running: { clock: 'objection', dueOn: '2026-11-16' } });
  await at('2026-11-17');
  expect(await own()).toMatchObject({ commands: ['confirm'] });
  await expect(says('object', '还有一笔')).rejects.toMatchObject({ code: 'MATTER_STEP_NOT_POSSIBLE' });
  expect(await says('confirm')).toMatchObject({
    state: 'confirmed',
    confirmedBy: 'stated',
    confirmedOn: '2026-11-17',
    running: { clock: 'inspection_rectification', dueOn: '2026-12-17' },
    commands: [],
  });
  for (const member of ['officer', 'colleague']) expect(await told(member)).toContain('inspection_confirm');
  await step({ command: 'require_rectification' });
  expect(await listed()).toMatchObject([{ state: 'rectifying' }]);
});

it('the database itself keeps from an agency what is the office’s: records, alerts, papers, the rest of the timeline', async () => {
  const { database } = office.app;
  const rows = await database.withContext(office.as(NORTH), async ({ inspections, matterEvents, matterFiles }) => ({
    records: await inspections.records(inspectionId),
    alerts: await inspections.alertIds(inspectionId),
    files: await matterFiles.list('inspection', inspectionId),
    events: (await matterEvents.list('inspection', inspectionId)).map(({ type }) => type),
    foreign: await database.withContext(office.as(SOUTH), (other) => other.inspections.team(inspectionId)),
  }));
  expect(rows).toEqual({
    records: [],
    alerts: [],
    files: [],
    events: ['receive', 'object', 'receive', 'confirm'],
    foreign: [],
  });
  const moved = database.withContext(office.as(NORTH), async ({ inspections }) => {
    const before = (await inspections.lock(inspectionId))!;
    await inspections.save(before, { ...before, state: 'finished', revision: before.revision + 1 });
  });
  await expect(moved).rejects.toThrow(/row-level security/);
});
