import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';
import { docxText, pdfText } from '../support/read-papers.js';

let api: TestApi;
let officer: ApiClient;
let colleague: ApiClient;
let leader: ApiClient;
let handler: ApiClient;
let neighbour: ApiClient;
let sent: BuiltAlert;
let unsent: BuiltAlert;
let inspectionId: string;

const inputs = { place: '和平区社保中心', materials: '账户变更申请\n发放审批单' };
const told = (bytes: Buffer) => docxText(bytes).replace(/\s/g, '');
const list = async (matter: 'inspection' | 'major_matter', matterId: string, by = officer) =>
  (await by.call(routes.listMatterDocuments, { params: { matter, matterId } })).body;
const make = (kind: 'inspection_notice' | 'major_matter_report', matterId: string, said: Record<string, string>) =>
  officer.call(routes.makeMatterDocument, {
    params: { matter: kind === 'inspection_notice' ? 'inspection' : 'major_matter', matterId },
    body: { kind, inputs: said },
  });
const download = (by: ApiClient, documentId: string, format: 'docx' | 'pdf' = 'docx') =>
  by.call(routes.downloadDocument, { params: { documentId, format } });
const notices = async (by: ApiClient) => (await by.call(routes.listInspectionNotices)).body.notices;
async function step(by: ApiClient, command: 'approve' | 'notify' | 'begin', on?: string) {
  const params = { inspectionId };
  const { revision } = (await by.call(routes.getInspection, { params })).body;
  const reply = await by.call(routes.stepInspection, { params, body: { revision, command, on } });
  expect(reply.status).toBe(200);
}

beforeAll(async () => {
  api = await startApi();
  api.clock.set('2026-09-29T01:00:00.000Z');
  const people = [
    ['zhang', 'supervision_officer', '120000'],
    ['chen', 'supervision_officer', '120000'],
    ['zhao', 'bureau_leader', '120000'],
    ['liu', 'agency_handler', '120101'],
    ['sun', 'agency_handler', '120102'],
  ] as const;
  for (const [userName, role, organisation] of people) await api.addAccount({ userName, roles: [role], organisation });
  [officer, colleague, leader, handler, neighbour] = (await Promise.all(
    people.map(([userName]) => api.signedIn(userName)),
  )) as [ApiClient, ApiClient, ApiClient, ApiClient, ApiClient];
  sent = await anAlert().received().worth('12000.00').save(api.database);
  unsent = await anAlert().of('DY05').screened().save(api.database);
  const { inspectors } = (await officer.call(routes.listInspectors)).body;
  const plan = {
    kind: 'special' as const,
    title: '待遇发放账户专项检查',
    agency: '120101',
    scope: '待遇发放账户的核对\n代领手续',
    startOn: '2026-10-20',
    endOn: '2026-10-23',
    carryInReason: null,
  };
  const team = inspectors.map(({ account, name }) => ({ account, leads: name === 'zhang' }));
  const planned = await officer.call(routes.planInspection, { body: { plan, team, alerts: [sent.id, unsent.id] } });
  inspectionId = planned.body.id;
});
afterAll(() => api?.close());

it('a notice can be made once the plan is approved, filled from plan and team, and names no alert that the agency does not know', async () => {
  expect((await make('inspection_notice', inspectionId, inputs)).body).toMatchObject({ code: 'DOCUMENT_NOT_POSSIBLE' });
  for (const member of [officer, colleague])
    await member.call(routes.declareInterest, { params: { inspectionId }, body: { interested: false } });
  await step(leader, 'approve');
  expect((await list('inspection', inspectionId)).possible).toMatchObject([
    { kind: 'inspection_notice', number: null },
  ]);
  expect((await list('inspection', inspectionId, leader)).possible).toEqual([]);
  expect((await make('inspection_notice', inspectionId, { place: '' })).body).toMatchObject({
    code: 'DOCUMENT_INCOMPLETE',
    details: { fields: ['place', 'materials'] },
  });
  const { body } = await make('inspection_notice', inspectionId, inputs);
  expect(body).toMatchObject({ kind: 'inspection_notice', revision: 1, formats: ['docx', 'pdf'], sent: false });
  const text = told((await download(officer, body.id)).bytes);
  for (const part of [
    '和平区社保中心：',
    '专项检查',
    '待遇发放账户专项检查',
    '自2026年10月20日至2026年10月23日',
    '代领手续',
    '组长：zhang',
    '成员：chen',
    sent.number,
    '本通知书于检查前送达。',
  ])
    expect(text).toContain(part);
  expect(text).not.toContain(unsent.number);
  expect((await pdfText((await download(officer, body.id, 'pdf')).bytes)).text.replace(/\s/g, '')).toContain(
    '组长：zhang',
  );
});

it('the agency reads a notice from the step on that gives it, not before, and another agency never', async () => {
  const [made] = (await list('inspection', inspectionId)).documents;
  expect(await notices(handler)).toEqual([]);
  expect((await download(handler, made!.id)).status).toBe(404);
  api.clock.set('2026-10-10T01:00:00.000Z');
  await step(officer, 'notify');
  expect((await list('inspection', inspectionId)).documents).toMatchObject([{ id: made!.id, sent: true }]);
  expect(await notices(handler)).toMatchObject([
    {
      id: made!.id,
      inspection: {
        title: '待遇发放账户专项检查',
        kind: '专项检查',
        from: '2026年10月20日',
        to: '2026年10月23日',
      },
    },
  ]);
  expect((await download(handler, made!.id, 'pdf')).status).toBe(200);
  expect(await notices(neighbour)).toEqual([]);
  expect((await download(neighbour, made!.id)).status).toBe(404);
  expect((await handler.call(routes.getInspection, { params: { inspectionId } })).status).toBe(403);
});

it('made again after it went out, it keeps its number and is the agency’s at once, as the latest', async () => {
  const again = (await make('inspection_notice', inspectionId, { ...inputs, place: '滨海大厅' })).body;
  expect(again).toMatchObject({ revision: 2, sent: true });
  const received = await notices(handler);
  expect(received.map(({ id, number, revision }) => [id, number, revision])).toEqual([[again.id, again.number, 2]]);
});

it('a major matter’s report is filled from its case, stays the office’s own, and takes the number that it was reported under', async () => {
  const opened = await officer.call(routes.openCase, {
    body: { title: '和平区冒领案', summary: '三个月内冒领养老金。', alerts: [sent.id], reason: '立案' },
  });
  const booked = await officer.call(routes.addRecoveryEntry, {
    params: { alertId: sent.id },
    body: { kind: 'confirmed', amount: '8412.10', on: '2026-09-29', voucher: '核-1', note: '' },
  });
  expect(booked.status).toBe(200);
  const { body: matter } = await officer.call(routes.proposeMajorMatter, {
    body: { caseId: opened.body.id, suspicion: 'fraud', report: '疑似冒领养老金。' },
  });
  const said = { measures: '已停发待遇。', nextSteps: '追回全部款项。' };
  const draft = (await make('major_matter_report', matter.id, { ...said, reportTo: '人社部' })).body;
  const text = told((await download(officer, draft.id)).bytes);
  for (const part of [
    '人社部：',
    `${opened.body.number}和平区冒领案`,
    '欺诈骗取',
    '12,000.00元',
    '8,412.10元',
    '未立案',
    '普通要情',
    sent.number,
    '疑似冒领养老金。',
    '三个月内冒领养老金。',
    '已停发待遇。',
  ])
    expect(text).toContain(part);
  expect(text).toContain('签发人：人社部');
  expect(draft).toMatchObject({ formats: ['docx'], sent: false });
  expect((await download(handler, draft.id)).status).toBe(404);
  expect((await download(leader, draft.id)).status).toBe(200);
  const params = { majorMatterId: matter.id };
  const signed = await leader.call(routes.stepMajorMatter, { params, body: { revision: 0, command: 'sign' } });
  expect(signed.status).toBe(200);
  const after = (await make('major_matter_report', matter.id, said)).body;
  expect(after.number).toBe(draft.number);
  expect(told((await download(officer, after.id)).bytes)).toContain('签发人：zhao');
});
