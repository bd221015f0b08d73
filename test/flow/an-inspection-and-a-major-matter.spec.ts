import {
  addInspectionFile,
  addRecordFile,
  addWorkRecord,
  declareInterest,
  getAlert,
  getCase,
  getInspection,
  getInspectionFile,
  getMajorMatter,
  listApprovals,
  listInspections,
  listInspectors,
  listMajorMatterCandidates,
  listMajorMatters,
  openCase,
  planInspection,
  proposeMajorMatter,
  reviseInspection,
  stepCase,
  stepInspection,
  stepMajorMatter,
} from '@fundwatch/application';
import type { InspectionRequest } from '@fundwatch/domain/inspection';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { NORTH, REGION, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
let alert: BuiltAlert;
let elsewhere: BuiltAlert;
let inspectionId: string;
let caseId: string;
let team: { account: string; leads: boolean }[];

const plan = {
  kind: 'on_site' as const,
  title: '死亡冒领现场监督',
  agency: NORTH,
  scope: '2026 年 1 月至 9 月企业养老待遇发放',
  startOn: '2026-10-20',
  endOn: '2026-10-23',
  carryInReason: null,
};
const at = (day: string) => office.setClock(`${day}T09:00:00+08:00`);
const shown = (as = 'officer') => getInspection(office.app, office.as(as), { inspectionId });
/** What waits for the decision of this person, of these two kinds. */
async function waitsFor(as: string) {
  const { items, counts } = await listApprovals(office.app, office.as(as), { limit: 20 });
  const kinds = ['inspection', 'major_matter'] as const;
  expect(kinds.map((kind) => counts[kind] ?? 0)).toEqual(
    kinds.map((kind) => items.filter((one) => one.kind === kind).length),
  );
  return items.map(({ kind, id }) => [kind, id]);
}
async function step(request: Omit<InspectionRequest, 'revision'>, as = 'officer') {
  const { revision } = await shown();
  return stepInspection(office.app, office.as(as), { inspectionId, revision, ...request });
}

beforeAll(async () => {
  office = await Office.open({ withoutQueue: true });
  await at('2026-09-29');
  const { database } = office;
  alert = await anAlert().at(NORTH).worth('12000.00').dispatchedTo(NORTH).received().save(database);
  elsewhere = await anAlert().at(SOUTH).save(database);
  await office.addPerson({ userName: 'colleague', roles: ['supervision_officer'], organisation: REGION });
});
afterAll(() => office?.close());

it('an inspection is planned with scope, dates, team and the alerts of its agency', async () => {
  const { app } = office;
  const { inspectors } = await listInspectors(app, office.as('officer'));
  const account = (name: string) => inspectors.find((one) => one.name === name)!.account;
  team = [
    { account: account('officer'), leads: true },
    { account: account('colleague'), leads: false },
  ];
  const foreign = { plan, team, alerts: [alert.id, elsewhere.id] };
  await expect(planInspection(app, office.as('officer'), foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const planned = await planInspection(app, office.as('officer'), { plan, team, alerts: [alert.id] });
  inspectionId = planned.id;
  expect(planned).toMatchObject({ state: 'planned', alerts: 1, agency: { code: NORTH }, running: null });
  expect(planned.number).toMatch(/^津检2026-\d{4}$/);
});

it('nobody is in the team who has not declared to be without an interest, and another person approves', async () => {
  const { app } = office;
  await expect(step({ command: 'approve' }, 'head')).rejects.toMatchObject({ code: 'INSPECTION_TEAM_INCOMPLETE' });
  await expect(step({ command: 'approve' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  await declareInterest(app, office.as('officer'), { inspectionId, interested: false });
  await declareInterest(app, office.as('colleague'), { inspectionId, interested: true });
  await expect(declareInterest(app, office.as('head'), { inspectionId, interested: false })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  });
  await expect(step({ command: 'approve' }, 'leader')).rejects.toMatchObject({ code: 'INSPECTION_TEAM_INCOMPLETE' });
  expect(await waitsFor('leader')).toEqual([]);
  const { revision } = await shown();
  await reviseInspection(app, office.as('officer'), { inspectionId, revision, plan, team, alerts: [alert.id] });
  await declareInterest(app, office.as('colleague'), { inspectionId, interested: false });
  expect(await waitsFor('leader')).toEqual([['inspection', inspectionId]]);
  expect(await waitsFor('head')).toEqual([['inspection', inspectionId]]);
  expect(await waitsFor('officer')).toEqual([]);
  const [waiting] = (await listApprovals(app, office.as('head'), { kind: 'inspection', limit: 1 })).items;
  expect(waiting).toMatchObject({
    record: { title: plan.title },
    agency: { code: NORTH },
    terms: { from: plan.startOn, until: plan.endOn },
  });
  // A head who goes along leaves the decision to the leader (豫8).
  const head = (await listInspectors(app, office.as('head'))).inspectors.find(({ name }) => name === 'head')!;
  const withHead = { plan, team: [...team, { account: head.account, leads: false }], alerts: [alert.id] };
  await reviseInspection(app, office.as('officer'), {
    inspectionId,
    revision: (await shown()).revision,
    ...withHead,
  });
  await declareInterest(app, office.as('head'), { inspectionId, interested: false });
  expect(await waitsFor('head')).toEqual([]);
  expect(await waitsFor('leader')).toEqual([['inspection', inspectionId]]);
  const offered = async (as: string) => (await shown(as)).commands.map(({ command }) => command);
  expect(await offered('head')).not.toContain('approve');
  expect(await offered('leader')).toContain('approve');
  await expect(step({ command: 'approve' }, 'head')).rejects.toMatchObject({ code: 'INSPECTION_APPROVER_IN_TEAM' });
  await reviseInspection(app, office.as('officer'), {
    inspectionId,
    revision: (await shown()).revision,
    plan,
    team,
    alerts: [alert.id],
  });
  expect(await step({ command: 'approve' }, 'leader')).toMatchObject({
    state: 'approved',
    running: { clock: 'notice', dueOn: '2026-10-10', countedFrom: '2026-10-20' },
  });
  expect(await waitsFor('leader')).toEqual([]);
});

it('the notice goes out seven working days before, counted back over the holiday', async () => {
  await at('2026-10-12');
  await expect(step({ command: 'notify' })).rejects.toMatchObject({
    code: 'INSPECTION_NOTICE_SHORT',
    details: { noticeBy: '2026-10-10' },
  });
  expect(await step({ command: 'notify', on: '2026-10-10' })).toMatchObject({ state: 'notified' });
});

it('its members write one matter a sheet, with evidence', async () => {
  const { app } = office;
  await at('2026-10-20');
  await step({ command: 'begin' });
  await expect(step({ command: 'end' })).rejects.toMatchObject({ code: 'MATTER_STEP_NOT_POSSIBLE' });
  const sheet = { inspectionId, matter: 'P0012345 待遇停发', found: '死亡后仍发放 3 笔', on: '2026-10-20' };
  await expect(addWorkRecord(app, office.as('head'), sheet)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  const first = await addWorkRecord(app, office.as('officer'), sheet);
  const second = await addWorkRecord(app, office.as('colleague'), { ...sheet, matter: '审批签字' });
  expect([first.sequence, second.sequence]).toEqual([1, 2]);
  const together = Array.from({ length: 6 }, (_, n) =>
    addWorkRecord(app, office.as(n % 2 ? 'officer' : 'colleague'), { ...sheet, matter: `同时记录 ${n}` }),
  );
  expect((await Promise.all(together)).map(({ sequence }) => sequence).sort()).toEqual([3, 4, 5, 6, 7, 8]);
  const file = await addRecordFile(app, office.as('colleague'), {
    inspectionId,
    recordId: second.id,
    fileName: '审批表.pdf',
    content: chunksOf('%PDF-1.7\n'),
  });
  const download = await getInspectionFile(app, office.as('leader'), { inspectionId, fileId: file.id });
  expect(download.fileName).toBe('审批表.pdf');
  const sheets = (await shown('leader')).workRecords;
  expect(sheets.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(sheets.slice(0, 2).map(({ matter, files }) => [matter, files.length])).toEqual([
    ['P0012345 待遇停发', 0],
    ['审批签字', 1],
  ]);
});

it('the draft follows within ten working days; the agency objects within seven, and is heard again', async () => {
  await at('2026-10-23');
  expect(await step({ command: 'end' })).toMatchObject({ state: 'ended', running: { dueOn: '2026-11-06' } });
  await at('2026-11-02');
  await step({ command: 'draft', reason: '发现 3 笔应停未停。' });
  expect(await step({ command: 'receive' })).toMatchObject({ running: { clock: 'objection', dueOn: '2026-11-11' } });
  await at('2026-11-05');
  await step({ command: 'object', reason: '其中 1 笔已停发' });
  const paper = { inspectionId, fileName: '异议.pdf', content: chunksOf('%PDF-1.7\n') };
  await addInspectionFile(office.app, office.as('officer'), paper);
  await step({ command: 'amend', reason: '改为 2 笔。' });
  expect(await step({ command: 'receive' })).toMatchObject({ running: { clock: 'objection', dueOn: '2026-11-16' } });
});

it('silence is no objection: the month of rectification counts from the last day for objecting', async () => {
  await at('2026-11-16');
  await expect(step({ command: 'confirm', confirmedBy: 'silent' })).rejects.toMatchObject({
    code: 'MATTER_STEP_NOT_POSSIBLE',
  });
  await at('2026-11-18');
  expect(await step({ command: 'confirm', confirmedBy: 'silent' })).toMatchObject({
    state: 'confirmed',
    running: { clock: 'inspection_rectification', countedFrom: '2026-11-16', dueOn: '2026-12-16' },
  });
  await step({ command: 'require_rectification' });
  await at('2026-12-10');
  expect(await step({ command: 'finish', reason: '已停发，追回 8,412.00 元' })).toMatchObject({ state: 'finished' });
});

it('the office reads it from the alert; the agency learns of it from the office’s papers only', async () => {
  const { app } = office;
  expect((await getAlert(app, office.as('officer'), { alertId: alert.id })).inspections).toMatchObject([
    { id: inspectionId },
  ]);
  expect((await getAlert(app, office.as(NORTH), { alertId: alert.id })).inspections).toEqual([]);
  const { items, total } = await listInspections(app, office.as('leader'), { state: 'over', limit: 10 });
  expect([items.map(({ id }) => id), total]).toEqual([[inspectionId], 1]);
  // A figure of a report leads to what it counted: begun in October, finished in December.
  const counted = async (filter: string) =>
    (await listInspections(app, office.as('leader'), { counted: filter, limit: 10 })).total;
  expect(await counted('inspections_begun.202610-202610')).toBe(1);
  expect(await counted('inspections_begun.202611-202612')).toBe(0);
  expect(await counted('inspections_finished.202607-202612')).toBe(1);
  expect((await shown()).events.map(({ type }) => type)).toEqual([
    'plan',
    'revise',
    'revise',
    'revise',
    'approve',
    'notify',
    'begin',
    ...Array.from({ length: 8 }, () => 'record_work'),
    'end',
    'draft',
    'receive',
    'object',
    'amend',
    'receive',
    'confirm',
    'require_rectification',
    'finish',
  ]);
});

it('a case whose possible loss reaches the threshold is shown as a candidate, one below only once it is investigated', async () => {
  const { app } = office;
  await at('2026-10-20');
  const open = (id: string, title: string) =>
    openCase(app, office.as('officer'), { title, summary: '冒领', alerts: [id], reason: '立案' });
  caseId = (await open(alert.id, 'P1 冒领')).id;
  const small = await open(elsewhere.id, 'P2 冒领');
  const candidates = async () => (await listMajorMatterCandidates(app, office.as('leader'))).candidates;
  expect(await candidates()).toMatchObject([{ id: caseId, possibleLoss: '12000.00', tier: 'ordinary' }]);
  const proposal = { caseId: small.id, suspicion: 'fraud' as const, report: '疑似冒领' };
  await expect(proposeMajorMatter(app, office.as('officer'), proposal)).rejects.toMatchObject({
    code: 'MAJOR_MATTER_BELOW_THRESHOLD',
  });
  await stepCase(app, office.as('officer'), {
    caseId: small.id,
    command: 'state_investigation',
    revision: small.revision,
    investigation: { on: '2026-10-19', body: '市公安局' },
    reason: '立案通知书',
  });
  expect((await candidates()).map(({ id, investigated }) => [id, investigated])).toEqual([
    [caseId, false],
    [small.id, true],
  ]);
});

it('a major matter is signed by the bureau leader and then reported, while the alert goes on', async () => {
  const { app } = office;
  const proposal = { caseId, suspicion: 'fraud' as const, report: '疑似冒领养老金 12,000.00 元' };
  const proposed = await proposeMajorMatter(app, office.as('officer'), proposal);
  expect(proposed).toMatchObject({ number: '津要2026-0001', state: 'proposed', tier: 'ordinary', amount: '12000.00' });
  await expect(proposeMajorMatter(app, office.as('head'), proposal)).rejects.toMatchObject({
    code: 'MATTER_STEP_NOT_POSSIBLE',
  });
  expect(await waitsFor('leader')).toEqual([['major_matter', proposed.id]]);
  expect(await waitsFor('head')).toEqual([]);
  const sign = { majorMatterId: proposed.id, revision: proposed.revision, command: 'sign' as const };
  await expect(stepMajorMatter(app, office.as('head'), sign)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  const signed = await stepMajorMatter(app, office.as('leader'), sign);
  expect(signed).toMatchObject({ state: 'signed', signedBy: 'leader', signedAt: '2026-10-20T01:00:00.000Z' });
  expect(await waitsFor('leader')).toEqual([]);
  await stepMajorMatter(app, office.as('officer'), {
    majorMatterId: proposed.id,
    revision: signed.revision,
    command: 'report',
    reason: '按要情报告制度报出',
    reportedTo: '人力资源和社会保障部',
    reportNumber: '津要〔2026〕1号',
  });
  const page = await getMajorMatter(app, office.as('officer'), { majorMatterId: proposed.id });
  expect(page).toMatchObject({ state: 'reported', reportedOn: '2026-10-20', commands: [] });
  expect(page.events.map(({ type }) => type)).toEqual(['propose', 'sign', 'report']);
  expect(await getCase(app, office.as('officer'), { caseId })).toMatchObject({
    majorMatters: [{ id: proposed.id, state: 'reported' }],
    mayProposeMajorMatter: false,
  });
  expect((await listMajorMatters(app, office.as('leader'), { limit: 10 })).total).toBe(1);
  const counted = async (filter: string) =>
    (await listMajorMatters(app, office.as('leader'), { counted: filter, limit: 10 })).items.map(({ id }) => id);
  expect(await counted('major_matters_signed.202610-202610')).toEqual([proposed.id]);
  expect(await counted('major_matters_reported.202610-202612')).toEqual([proposed.id]);
  expect(await counted('major_matters_signed.202611-202612')).toEqual([]);
  expect((await getAlert(app, office.as(NORTH), { alertId: alert.id })).state).toBe('received');
});

async function* chunksOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
