import {
  addWorkRecord,
  answerAlert,
  assignAlerts,
  declareInterest,
  dispatchAlert,
  enterStandIn,
  getAlert,
  handOverAlerts,
  listInspectors,
  listNotifications,
  openCase,
  planInspection,
  proposeMajorMatter,
  receiveAlert,
  returnAlert,
  stepCase,
  stepInspection,
  stepMajorMatter,
  writeReminders,
} from '@fundwatch/application';
import type { InspectionRequest } from '@fundwatch/domain/inspection';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NORTH, REGION } from '../support/a-month.js';
import { anAlert } from '../support/alert-builder.js';
import { Office } from '../support/an-office.js';

let office: Office;
const ids: Record<string, string> = {};
const CHIEF = 'chief';
/** Two more handlers of the same agency. */
const [SECOND, DEPUTY] = ['second', 'deputy'];

beforeAll(async () => {
  office = await Office.open({ withoutQueue: true, indicators: [] });
  for (const userName of ['colleague', 'third'])
    await office.addPerson({ userName, roles: ['supervision_officer'], organisation: REGION });
  for (const userName of [SECOND, DEPUTY])
    await office.addPerson({ userName, roles: ['agency_handler'], organisation: NORTH });
  await office.addPerson({ userName: CHIEF, roles: ['agency_head'], organisation: NORTH });
  for (const { id, name } of await office.sql<{ id: string; name: string }>(
    `select id, user_name as name from fundwatch.app_user`,
  ))
    ids[name] = id;
});
afterAll(() => office?.close());
beforeEach(() => office.sql(`truncate fundwatch.notification`));

const at = (day: string, time = '09:00') => office.setClock(`${day}T${time}:00+08:00`);
/** What somebody was told, earliest first. */
const told = async (person: string) =>
  (await listNotifications(office.app, office.as(person), { limit: 100 })).items.map(({ kind }) => kind).reverse();
/** Who was told of what: only those who were told something. */
const everybodyTold = async () => {
  const people = ['officer', 'colleague', 'third', 'head', 'leader', 'administrator', NORTH, SECOND, DEPUTY, CHIEF];
  const found = await Promise.all(people.map(async (person) => [person, await told(person)] as const));
  return Object.fromEntries(found.filter(([, kinds]) => kinds.length > 0));
};

describe('an alert that is somebody’s work', () => {
  afterAll(() =>
    office.sql(`update fundwatch.app_user set disabled_at = now() where id = any ($1)`, [[ids[SECOND], ids[DEPUTY]]]),
  );
  const dispatched = async () => {
    await at('2026-10-12');
    const { id, revision } = await anAlert().at(NORTH).screened().save(office.database);
    await dispatchAlert(office.app, office.as('officer'), { alertId: id, revision });
    await office.sql(`truncate fundwatch.notification`);
    return id;
  };
  const answer = async (alertId: string) => {
    const north = office.as(NORTH);
    const { revision } = await getAlert(office.app, north, { alertId });
    await receiveAlert(office.app, north, { alertId, revision });
    await answerAlert(office.app, north, {
      alertId,
      revision: revision + 1,
      problemType: 'P2',
      explanation: '口径不同',
      fields: { mappingNote: '按新口径' },
      confirmedAmount: null,
      recoveredAmount: null,
      attachments: [],
    });
  };

  const sendBack = async (alertId: string) => {
    const { revision } = await getAlert(office.app, office.as('officer'), { alertId });
    await returnAlert(office.app, office.as('officer'), { alertId, revision, reason: '补充材料' });
  };
  const withdrawn = (alertId: string) =>
    office.app.database.withContext(office.system, async ({ alerts }) => {
      const alert = (await alerts.lock(alertId))!;
      const event = { fromState: alert.state, toState: alert.state, at: '2026-10-12T01:00:00.000Z', reason: null };
      await alerts.appendEvents(alert, [{ ...event, type: 'withdraw', details: {}, agencyMaySee: true }], null);
    });

  it('who is given it is told, and from then on of what happens to it, in place of who dispatched it', async () => {
    const alertId = await dispatched();
    await assignAlerts(office.app, office.as('head'), { alerts: [alertId], to: ids['colleague']! });
    expect(await everybodyTold()).toEqual({ colleague: ['assign'] });
    await answer(alertId);
    expect(await everybodyTold()).toEqual({ colleague: ['assign', 'answer'] });
  });

  it('handed over, the new one and the former one are told, and not who did it', async () => {
    const alertId = await dispatched();
    await assignAlerts(office.app, office.as('officer'), { alerts: [alertId], to: ids['officer']! });
    expect(await everybodyTold()).toEqual({});
    const handOver = { from: ids['officer']!, to: ids['third']!, reason: '岗位调整' };
    await handOverAlerts(office.app, office.as('head'), handOver);
    expect(await everybodyTold()).toEqual({ officer: ['hand_over'], third: ['hand_over'] });
    await answer(alertId);
    expect(await everybodyTold()).toEqual({ officer: ['hand_over'], third: ['hand_over', 'answer'] });
  });

  it('of an absent officer’s alert who stands in for him is told too, on those days only', async () => {
    const [during, after] = [await dispatched(), await dispatched()];
    for (const alertId of [during, after])
      await assignAlerts(office.app, office.as('head'), { alerts: [alertId], to: ids['colleague']! });
    await enterStandIn(office.app, office.as('head'), {
      absent: ids['colleague']!,
      standIn: ids['third']!,
      fromOn: '2026-10-12',
      untilOn: '2026-10-13',
      reason: '出差',
    });
    await office.sql(`truncate fundwatch.notification`);
    await answer(during);
    expect(await everybodyTold()).toEqual({ colleague: ['answer'], third: ['answer'] });
    await at('2026-10-14');
    await office.sql(`truncate fundwatch.notification`);
    await answer(after);
    expect(await everybodyTold()).toEqual({ colleague: ['answer'] });
  });

  it('at the agency, too, who is given it is told, and from then on he alone of what happens to it', async () => {
    const alertId = await dispatched();
    await assignAlerts(office.app, office.as(CHIEF), { alerts: [alertId], to: ids[SECOND]! });
    expect(await everybodyTold()).toEqual({ [SECOND]: ['assign'] });
    await answer(alertId);
    await office.sql(`truncate fundwatch.notification`);
    await sendBack(alertId);
    expect(await everybodyTold()).toEqual({ [SECOND]: ['return'] });
  });

  it('what nobody at the agency has, everybody there is told of', async () => {
    const alertId = await dispatched();
    await answer(alertId);
    await office.sql(`truncate fundwatch.notification`);
    await sendBack(alertId);
    const all = Object.fromEntries([NORTH, SECOND, DEPUTY, CHIEF].map((person) => [person, ['return']]));
    expect(await everybodyTold()).toEqual(all);
    await assignAlerts(office.app, office.as(CHIEF), { alerts: [alertId], to: ids[SECOND]! });
    await office.sql(`update fundwatch.app_user set disabled_at = now() where id = $1`, [ids[SECOND]]);
    await office.sql(`truncate fundwatch.notification`);
    await withdrawn(alertId);
    // Who had it is gone: it is everybody's again.
    expect(Object.keys(await everybodyTold()).sort()).toEqual([NORTH, CHIEF, DEPUTY].sort());
    await office.sql(`update fundwatch.app_user set disabled_at = null where id = $1`, [ids[SECOND]]);
  });

  it('who is to stand in is told so, and then of the absent one’s alerts; of a breach the agency’s head is told, too', async () => {
    const alertId = await dispatched();
    await assignAlerts(office.app, office.as(CHIEF), { alerts: [alertId], to: ids[SECOND]! });
    await office.sql(`truncate fundwatch.notification`);
    await enterStandIn(office.app, office.as(CHIEF), {
      absent: ids[SECOND]!,
      standIn: ids[DEPUTY]!,
      fromOn: '2026-10-12',
      untilOn: '2026-12-31',
      reason: '产假',
    });
    expect(await everybodyTold()).toEqual({ [DEPUTY]: ['stand_in'] });
    const { items } = await listNotifications(office.app, office.as(DEPUTY), { limit: 1 });
    expect(items[0]).toMatchObject({ target: { kind: 'duty', id: null }, urgent: true });
    await office.sql(`truncate fundwatch.notification`);
    const { revision } = await getAlert(office.app, office.as(NORTH), { alertId });
    await receiveAlert(office.app, office.as(NORTH), { alertId, revision });
    await at('2026-11-11');
    await writeReminders(office.app, office.system);
    await at('2026-11-16');
    await writeReminders(office.app, office.system);
    const of = async (person: string) =>
      (await listNotifications(office.app, office.as(person), { limit: 100 })).items
        .filter(({ target }) => target.id === alertId)
        .map(({ kind }) => kind)
        .sort();
    expect(await of(SECOND)).toEqual(['breach', 'remind']);
    expect(await of(DEPUTY)).toEqual(['breach', 'remind']);
    expect(await of(CHIEF)).toEqual(['breach']);
    expect(await of(NORTH)).toEqual([]);
    // Everything that these alerts will ever be due is told; the stories that follow are about others.
    await at('2026-12-14');
    await writeReminders(office.app, office.system);
  });
});

it('of an inspection is told who has to act: leader, team, agency, and of each date once', async () => {
  const { app } = office;
  await at('2026-09-29');
  const { inspectors } = await listInspectors(app, office.as('officer'));
  const account = (name: string) => inspectors.find((one) => one.name === name)!.account;
  const team = [
    { account: account('officer'), leads: true },
    { account: account('colleague'), leads: false },
  ];
  const plan = {
    kind: 'on_site' as const,
    title: '现场监督',
    agency: NORTH,
    scope: '2026 年 1 月至 9 月',
    startOn: '2026-10-20',
    endOn: '2026-10-23',
    carryInReason: null,
  };
  const planned = await planInspection(app, office.as('officer'), { plan, team, alerts: [] });
  const inspectionId = planned.id;
  let { revision } = planned;
  const step = async (request: Omit<InspectionRequest, 'revision'>, as = 'officer') => {
    await office.sql(`truncate fundwatch.notification`);
    ({ revision } = await stepInspection(app, office.as(as), { inspectionId, revision, ...request }));
    return everybodyTold();
  };
  const remind = async (day: string) => {
    await office.sql(`truncate fundwatch.notification`);
    await at(day);
    for (let run = 0; run < 2; run++) await writeReminders(app, office.system);
    return everybodyTold();
  };
  expect(await everybodyTold()).toEqual({ leader: ['inspection_plan'], colleague: ['inspection_member'] });
  for (const member of ['officer', 'colleague'])
    await declareInterest(app, office.as(member), { inspectionId, interested: false });
  expect(await step({ command: 'approve' }, 'leader')).toEqual({
    officer: ['inspection_approve'],
    colleague: ['inspection_approve'],
  });
  await at('2026-10-09');
  expect(await step({ command: 'notify' })).toEqual({
    colleague: ['inspection_notify'],
    [NORTH]: ['inspection_notify'],
    [CHIEF]: ['inspection_notify'],
  });
  await at('2026-10-20');
  expect(await step({ command: 'begin' })).toEqual({});
  await addWorkRecord(app, office.as('officer'), { inspectionId, matter: '待遇', found: '一致', on: '2026-10-20' });
  ({ revision } = (await office.sql<{ revision: number }>(`select revision from fundwatch.inspection`))[0]!);
  await at('2026-10-23');
  await step({ command: 'end' });
  // The draft is due on 2026-11-06.
  expect(await remind('2026-10-30')).toEqual({});
  const both = (kind: string) => ({ officer: [kind], colleague: [kind] });
  expect(await remind('2026-11-04')).toEqual(both('inspection_draft_remind'));
  expect(await remind('2026-11-05')).toEqual({});
  expect(await remind('2026-11-09')).toEqual({ ...both('inspection_draft_breach'), head: ['inspection_draft_breach'] });
  const agency = (kind: string) => ({ [NORTH]: [kind], [CHIEF]: [kind] });
  expect(await step({ command: 'draft', reason: '发现 3 笔。' })).toEqual(agency('inspection_draft'));
  expect(await step({ command: 'receive' })).toEqual({ colleague: ['inspection_receive'] });
  expect(await step({ command: 'object', reason: '1 笔已停发' })).toEqual({ colleague: ['inspection_object'] });
  expect(await step({ command: 'amend', reason: '改为 2 笔。' })).toEqual(agency('inspection_amend'));
  await step({ command: 'receive' });
  await at('2026-11-20');
  expect(await step({ command: 'confirm', confirmedBy: 'silent' })).toEqual({ colleague: ['inspection_confirm'] });
  expect(await step({ command: 'require_rectification' })).toEqual(agency('inspection_require_rectification'));
  const { items } = await listNotifications(app, office.as(CHIEF), { limit: 1 });
  const [{ due }] = (await office.sql<{ due: string }>(
    `select rectification_due_on::text as due from fundwatch.inspection`,
  )) as [{ due: string }];
  expect(items[0]).toMatchObject({ target: { kind: 'inspection', id: inspectionId }, dueOn: due });
  expect(await remind('2026-12-01')).toEqual({});
  expect(await remind(due)).toEqual(agency('inspection_rectification_remind'));
  expect(await remind('2026-12-28')).toEqual({
    ...agency('inspection_rectification_breach'),
    ...both('inspection_rectification_breach'),
    head: ['inspection_rectification_breach'],
  });
  expect(await remind('2026-12-29')).toEqual({});
});

it('of a major matter the leader is told who is to sign it, and of his signature who proposed it', async () => {
  const { app } = office;
  await at('2026-10-20');
  const officer = office.as('officer');
  const alert = await anAlert().at(NORTH).worth('12000.00').dispatchedTo(NORTH).received().save(office.database);
  const { id: caseId, revision } = await openCase(app, officer, {
    title: '冒领',
    summary: '冒领',
    alerts: [alert.id],
    reason: '立案',
  });
  await stepCase(app, officer, { caseId, revision, command: 'state_loss', loss: '12000.00', reason: '初步核定' });
  await office.sql(`truncate fundwatch.notification`);
  const proposal = { caseId, suspicion: 'fraud' as const, report: '涉嫌欺诈骗取。' };
  const proposed = await proposeMajorMatter(app, officer, proposal);
  expect(await everybodyTold()).toEqual({ leader: ['major_matter_propose'] });
  await office.sql(`truncate fundwatch.notification`);
  const sign = { majorMatterId: proposed.id, revision: proposed.revision, command: 'sign' as const };
  await stepMajorMatter(app, office.as('leader'), sign);
  expect(await everybodyTold()).toEqual({ officer: ['major_matter_sign'] });
});

it('an answer that stays out goes up the line, each step once however often the sweep runs', async () => {
  const { id } = await anAlert().at(NORTH).received().dueOn('2026-09-01').save(office.database);
  await assignAlerts(office.app, office.as('head'), { alerts: [id], to: ids['third']! });
  await office.sql(`truncate fundwatch.notification`);
  await at('2026-10-20');
  for (let run = 0; run < 3; run++) await writeReminders(office.app, office.system);
  const of = async (person: string) =>
    (await listNotifications(office.app, office.as(person), { limit: 100 })).items
      .filter(({ target }) => target.id === id)
      .map(({ kind }) => kind)
      .sort();
  expect(await of(NORTH)).toEqual(['breach']);
  expect(await of(CHIEF)).toEqual(['breach', 'escalate_agency_head']);
  expect(await of('head')).toEqual(['escalate_supervision_head']);
  expect(await of('third')).toEqual(['breach']);
  expect(await of('officer')).toEqual([]);
});
