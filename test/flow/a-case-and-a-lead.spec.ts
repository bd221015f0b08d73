import {
  addSourceFile,
  dismissAlert,
  dispatchAlert,
  getAlert,
  getCase,
  getSourceFile,
  listAlertEvents,
  listAlerts,
  listCases,
  listMajorMatterCandidates,
  openCase,
  receiveAlert,
  registerAlert,
  screenAlert,
  splitCase,
  stepCase,
  suggestForCase,
} from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { NORTH, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
const lead = {
  agency: NORTH,
  line: '110',
  subjectKind: 'person_no' as const,
  subject: 'P77',
  severity: 'high' as const,
  title: '家属举报去世后仍领取养老金',
  found: '举报称 P77 于 2026 年 5 月去世，养老金照常入账。',
  firstPeriod: '202606',
  amount: '8412.00',
  source: { kind: 'complaint' as const, number: '津信〔2026〕31号', on: '2026-10-19' },
};
let byHand: { id: string; number: string };
let same: BuiltAlert;
let tied: BuiltAlert;
let caseId: string;

beforeAll(async () => {
  office = await Office.open({ withoutQueue: true });
  await office.setClock('2026-10-20T09:00:00+08:00');
  const { database } = office;
  // Built alerts have the first numbers.
  await office.sql(`insert into fundwatch.alert_number values (2026, 500)`);
  same = await anAlert()
    .at(NORTH)
    .about('P77')
    .of('DY04')
    .worth('1000.50')
    .dispatchedTo(NORTH)
    .received()
    .save(database);
  tied = await anAlert()
    .at(SOUTH)
    .about('P90')
    .of('DY06')
    .worth('20000.00')
    .behind({ hitKey: 'k', relatedKey: 'person-1' })
    .save(database);
  await anAlert().at(NORTH).about('P1').save(database);
});
afterAll(() => office?.close());

const officer = () => office.as('officer');
const revisionOf = async (id: string) => (await getCase(office.app, officer(), { caseId: id })).revision;
const events = async (alertId: string, as = 'officer') =>
  (await listAlertEvents(office.app, office.as(as), { alertId })).events;

it('an officer raises an alert from a complaint; its papers stay with the office', async () => {
  const { app } = office;
  byHand = await registerAlert(app, officer(), lead);
  expect(byHand).toMatchObject({
    indicator: 'HAND',
    state: 'raised',
    title: { zh: lead.title },
    subjectKind: 'person_no',
    amount: '8412.00',
    hits: 0,
  });
  const paper = { alertId: byHand.id, fileName: '举报信.pdf', content: chunksOf('%PDF-1.7\n') };
  const file = await addSourceFile(app, officer(), paper);
  expect(await getSourceFile(app, officer(), { alertId: byHand.id, fileId: file.id })).toMatchObject({
    fileName: '举报信.pdf',
    mediaType: 'application/pdf',
  });
  expect(await getAlert(app, officer(), { alertId: byHand.id })).toMatchObject({
    summary: { zh: lead.found },
    explainedBy: null,
    byHand: { source: lead.source, files: [{ id: file.id }] },
  });
  expect((await events(byHand.id)).map(({ type, actorRole }) => [type, actorRole])).toEqual([
    ['raise', 'supervision_officer'],
  ]);
});

it('who raised it neither screens nor buries it; another one does, and it goes the way of any alert', async () => {
  const { app } = office;
  const screen = { alertId: byHand.id, revision: 0 };
  await expect(screenAlert(app, officer(), screen)).rejects.toMatchObject({ code: 'NEEDS_ANOTHER_PERSON' });
  await expect(dismissAlert(app, officer(), { ...screen, reason: '查无此事' })).rejects.toMatchObject({
    code: 'NEEDS_ANOTHER_PERSON',
  });
  expect((await getAlert(app, officer(), { alertId: byHand.id })).commands).toEqual([]);
  await screenAlert(app, office.as('head'), screen);
  const sent = await dispatchAlert(app, officer(), { alertId: byHand.id, revision: 1 });
  const received = await receiveAlert(app, office.as(NORTH), { alertId: byHand.id, revision: sent.revision });
  expect(received).toMatchObject({ state: 'received', dueOn: '2026-11-20' });
});

it('the agency reads what was found, and not who complained', async () => {
  expect(await getAlert(office.app, office.as(NORTH), { alertId: byHand.id })).toMatchObject({
    title: { zh: lead.title },
    byHand: { found: lead.found, source: null, raisedBy: null, files: [] },
  });
  await expect(getAlert(office.app, office.as(SOUTH), { alertId: byHand.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await office.sql(`select kind from fundwatch.alert_source`)).toEqual([{ kind: 'complaint' }]);
});

it('alerts on the same subject, and those tied to it, are suggested for one case', async () => {
  const { app } = office;
  const { suggestions } = await suggestForCase(app, officer(), { alertId: byHand.id });
  expect(suggestions).toMatchObject([{ id: same.id, by: 'subject' }]);
  await expect(
    openCase(app, officer(), { title: 'P77 冒领', summary: '同一人两条线索', alerts: [byHand.id], reason: ' ' }),
  ).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
  const opened = await openCase(app, officer(), {
    title: 'P77 冒领',
    summary: '同一人两条线索',
    alerts: [byHand.id, same.id],
    reason: '同一人',
  });
  caseId = opened.id;
  expect(opened).toMatchObject({ number: '津案2026-0001', alerts: 2, agencies: 1, possibleLoss: '9412.50' });
});

it('each alert keeps its own clock, and tells of the case in its timeline', async () => {
  const { members } = await getCase(office.app, officer(), { caseId });
  expect(members.map(({ state, dueOn }) => [state, dueOn])).toEqual([
    ['received', '2026-11-16'],
    ['received', '2026-11-20'],
  ]);
  expect((await events(same.id, NORTH)).at(-1)).toMatchObject({
    type: 'case.join',
    reason: '同一人',
    details: { case: '津案2026-0001', title: 'P77 冒领' },
  });
  const own = await getAlert(office.app, office.as(NORTH), { alertId: same.id });
  expect(own.case).toEqual({ id: null, number: '津案2026-0001', title: 'P77 冒领' });
  expect((await getAlert(office.app, officer(), { alertId: same.id })).case).toMatchObject({ id: caseId });
});

it('an alert is in one case at most', async () => {
  const { app } = office;
  const another = { title: '另一案', summary: '误并', alerts: [same.id], reason: '试' };
  await expect(openCase(app, officer(), another)).rejects.toMatchObject({ code: 'CASE_ALERT_TAKEN' });
  const joined = await stepCase(app, officer(), {
    caseId,
    command: 'join',
    revision: await revisionOf(caseId),
    alerts: [tied.id],
    reason: '同一人跨地领取',
  });
  expect(joined).toMatchObject({ alerts: 3, agencies: 2, possibleLoss: '29412.50' });
});

it('a matter of its own is split off into a case of its own, in one go', async () => {
  const { app } = office;
  const revision = await revisionOf(caseId);
  const split = await splitCase(app, officer(), {
    caseId,
    command: 'leave',
    revision,
    alerts: [tied.id],
    reason: '查明是另一人',
    into: { title: 'P90 重复领取', summary: '与 P77 无关' },
  });
  expect(split).toMatchObject({ number: '津案2026-0002', alerts: 1 });
  expect((await events(tied.id)).slice(-3).map(({ type, details }) => [type, details['case']])).toEqual([
    ['case.join', '津案2026-0001'],
    ['case.leave', '津案2026-0001'],
    ['case.join', '津案2026-0002'],
  ]);
  await expect(
    stepCase(app, officer(), { caseId, command: 'change', revision, title: '旧页面' }),
  ).rejects.toMatchObject({ code: 'MATTER_CHANGED' });
});

it('the possible loss is its alerts’ sum until it is stated with a reason', async () => {
  const { app } = office;
  const stated = await stepCase(app, officer(), {
    caseId,
    command: 'state_loss',
    revision: await revisionOf(caseId),
    loss: '12000',
    reason: '审计认定',
  });
  expect(stated).toMatchObject({ possibleLoss: '12000.00', lossStated: true });
});

it('a case is closed once all its alerts have ended; agencies and other cases see nothing of it', async () => {
  const { app } = office;
  const close = async (id: string) =>
    stepCase(app, officer(), { caseId: id, command: 'close', revision: await revisionOf(id), reason: '办结' });
  await expect(close(caseId)).rejects.toMatchObject({ code: 'CASE_ALERTS_OPEN' });
  await expect(getCase(app, office.as(NORTH), { caseId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const second = (await listCases(app, officer(), { text: 'p90', limit: 10 })).items[0]!;
  const mayBeMajor = async () => (await listMajorMatterCandidates(app, officer())).candidates.map(({ id }) => id);
  expect([second.possibleLoss, (await mayBeMajor()).includes(second.id)]).toEqual(['20000.00', true]);
  await dismissAlert(app, officer(), { alertId: tied.id, revision: tied.revision, reason: '核实为另一人' });
  // What turned out to be nothing is no loss.
  expect((await mayBeMajor()).includes(second.id)).toBe(false);
  expect(await close(second.id)).toMatchObject({ state: 'closed', openAlerts: 0, possibleLoss: null });
  const { items, total } = await listCases(app, office.as('leader'), { limit: 1 });
  expect([items[0]!.number, total]).toEqual(['津案2026-0001', 2]);
});

it('no run, precision or whitelist ever counts an alert by hand', async () => {
  const { items } = await listAlerts(office.app, officer(), { indicator: ['HAND'], order: 'raised', limit: 10 });
  expect(items.map(({ number }) => number)).toEqual([byHand.number]);
  const figures = await office.app.database.withContext(officer(), ({ precision }) =>
    precision.figures('indicator', { from: '202601', to: '202612', indicator: null, days: [] }),
  );
  expect(figures.map(({ key }) => key)).toEqual(['DY01', 'DY04', 'DY06']);
});

async function* chunksOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
