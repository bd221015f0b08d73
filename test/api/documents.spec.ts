import { routes } from '@fundwatch/domain/api';
import { documentKinds } from '@fundwatch/domain/documents';
import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDeliveredTemplate } from '../../application/src/documents/delivered-templates.js';
import { anAlert } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';
import { docxText, pdfText } from '../support/read-papers.js';

let api: TestApi;
let officer: ApiClient;
let head: ApiClient;
let leader: ApiClient;
let handler: ApiClient;
let neighbour: ApiClient;

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'wang', roles: ['supervision_head'] });
  await api.addAccount({ userName: 'zhao', roles: ['bureau_leader'] });
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
  await api.addAccount({ userName: 'sun', roles: ['agency_handler'], organisation: '120102' });
  [officer, head, leader, handler, neighbour] = (await Promise.all(
    ['zhang', 'wang', 'zhao', 'liu', 'sun'].map((name) => api.signedIn(name)),
  )) as [ApiClient, ApiClient, ApiClient, ApiClient, ApiClient];
});
afterAll(() => api.close());

const make = (client: ApiClient, alertId: string, kind: (typeof documentKinds)[number], more: object = {}) =>
  client.call(routes.makeDocument, { params: { alertId }, body: { kind, ...more } });
const download = (client: ApiClient, documentId: string, format: 'docx' | 'pdf') =>
  client.call(routes.downloadDocument, { params: { documentId, format } });
const listed = async (client: ApiClient, alertId: string) =>
  (await client.call(routes.listDocuments, { params: { alertId } })).body;
const auditOf = (action: string) =>
  api.sql<{ details: Record<string, unknown> }>(
    `select details from fundwatch.audit_event where action = $1 order by id`,
    [action],
  );

describe('the letter of an alert', () => {
  test('is made once it is dispatched, with number, addressee and dates, and both formats are downloaded', async () => {
    const raised = await anAlert().screened().save(api.database);
    expect((await make(officer, raised.id, 'alert_letter')).body).toMatchObject({ code: 'DOCUMENT_NOT_POSSIBLE' });
    const alert = await anAlert()
      .received('2026-10-16')
      .behind({ hitKey: 'PAY001', amount: '2804.00', evidence: { name: '张三', pay_month: '202607' } })
      .save(api.database);
    const made = (await make(officer, alert.id, 'alert_letter')).body;
    expect(made).toMatchObject({
      kind: 'alert_letter',
      number: '津社基预〔2026〕1号',
      revision: 1,
      formats: ['docx', 'pdf'],
    });
    const docx = docxText((await download(officer, made.id, 'docx')).bytes);
    for (const part of [
      '和平区社保中心：',
      alert.number,
      '市基金监督机构（印章）',
      '2026年10月20日',
      '2026年11月16日',
      'PAY001',
    ])
      expect(docx).toContain(part);
    const pdf = await download(officer, made.id, 'pdf');
    expect(pdf.headers.get('content-disposition')).toContain(encodeURIComponent(`预警信息-${made.number}.pdf`));
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect((await pdfText(pdf.bytes)).text).toContain(alert.number);
    expect((await auditOf('document.download')).map(({ details }) => details.format)).toEqual(['docx', 'pdf']);
  });

  test('carries no personal data in clear', async () => {
    const alert = await anAlert()
      .received()
      .behind({ hitKey: 'PAY009', evidence: { id_number: '120101195106141234', name: '欧阳锋' } })
      .save(api.database);
    const { body } = await make(officer, alert.id, 'alert_letter');
    const text = docxText((await download(officer, body.id, 'docx')).bytes);
    expect(text).not.toMatch(/120101195106141234|欧阳锋/);
    const [row] = await api.sql<{ content: unknown }>(`select content from fundwatch.document where id = $1`, [
      body.id,
    ]);
    expect(JSON.stringify(row!.content)).not.toMatch(/120101195106141234|欧阳锋/);
  });

  test('writes codes in words, and the month of the record instead of the evaluated one', async () => {
    const evidence = { death_date: '2026-06-14', death_source: 'health', benefit_period: '202607' };
    const alert = await anAlert().received().behind({ hitKey: 'PAY010', evidence }).save(api.database);
    const { body } = await make(officer, alert.id, 'alert_letter');
    const [row] = await api.sql<{ content: { 明细: { 月份: string; 情况: string }[] } }>(
      `select content from fundwatch.document where id = $1`,
      [body.id],
    );
    expect(row!.content.明细).toMatchObject([{ 月份: '2026-07', 情况: expect.stringContaining('卫健') }]);
    expect(JSON.stringify(row!.content)).not.toContain('health');
  });

  test('made again keeps its number, and the earlier one stays', async () => {
    const alert = await anAlert().received().save(api.database);
    const first = (await make(officer, alert.id, 'alert_letter')).body;
    const second = (await make(officer, alert.id, 'alert_letter')).body;
    expect(second).toMatchObject({ number: first.number, revision: 2 });
    const { documents, possible } = await listed(officer, alert.id);
    expect(documents.map(({ revision }) => revision)).toEqual([2, 1]);
    expect(possible.find(({ kind }) => kind === 'alert_letter')).toMatchObject({ number: first.number });
    const other = (await make(officer, (await anAlert().received().save(api.database)).id, 'alert_letter')).body;
    expect(other.number).not.toBe(first.number);
  });

  test('asked for by two at once gets one number and two revisions', async () => {
    const alert = await anAlert().received().save(api.database);
    const both = await Promise.all([officer, head].map((client) => make(client, alert.id, 'alert_letter')));
    expect(new Set(both.map(({ body }) => body.number)).size).toBe(1);
    expect(both.map(({ body }) => body.revision).sort()).toEqual([1, 2]);
  });
});

describe('who reads which paper', () => {
  test('the agency reads the letter, the leader too, another agency nothing', async () => {
    const alert = await anAlert().received().save(api.database);
    const { body } = await make(officer, alert.id, 'alert_letter');
    expect((await download(handler, body.id, 'pdf')).status).toBe(200);
    expect((await download(leader, body.id, 'pdf')).status).toBe(200);
    expect((await download(neighbour, body.id, 'pdf')).status).toBe(404);
    expect((await make(handler, alert.id, 'alert_letter')).status).toBe(409);
  });
});

test('the agency’s answer becomes its form, with what it said', async () => {
  const alert = await anAlert().received().save(api.database);
  await handler.call(routes.answerAlert, {
    params: { alertId: alert.id },
    body: {
      revision: alert.revision,
      problemType: 'P2',
      explanation: '字段对照差错。\n已更正。',
      fields: { mappingNote: '复核人字段' },
    },
  });
  const { body } = await make(handler, alert.id, 'answer_form');
  const text = docxText((await download(officer, body.id, 'docx')).bytes);
  for (const part of [
    'P2 上传转换或统计口径差错',
    '字段对照差错。',
    '已更正。',
    '转换或口径说明：复核人字段',
    '按期反馈',
  ])
    expect(text).toContain(part);
});

test('an order has its notice from the approval on, with its addressee and last day, and one number with it', async () => {
  const alert = await anAlert().received().save(api.database);
  const opened = await officer.call(routes.openBranch, {
    params: { alertId: alert.id },
    body: {
      revision: alert.revision,
      kind: 'supervise_order',
      reason: '同类问题多次发生。',
      addressee: '和平区人社局',
      until: '2026-11-20',
      attachments: [],
    },
  });
  expect(opened.status).toBe(200);
  const branchId = opened.body.id;
  expect((await make(officer, alert.id, 'supervise_order', { branchId })).status).toBe(409);
  const approved = await leader.call(routes.stepBranch, {
    params: { alertId: alert.id, branchId },
    body: { revision: alert.revision, command: 'approve', reason: '同意督办', attachments: [] },
  });
  expect(approved.status).toBe(200);
  const { body } = await make(officer, alert.id, 'supervise_order', { branchId });
  const { text } = await pdfText((await download(officer, body.id, 'pdf')).bytes);
  for (const part of [
    '社会保险基金网络监督督办通知书',
    '和平区人社局：',
    '2026年11月20日',
    '同类问题多次发生。',
    '同意',
  ])
    expect(text.replace(/\s/g, '')).toContain(part);
  expect(body.number).toBe('津社基督〔2026〕1号');
  const issued = await officer.call(routes.stepBranch, {
    params: { alertId: alert.id, branchId },
    body: { revision: alert.revision, command: 'issue', attachments: [] },
  });
  expect(issued.body).toMatchObject({ state: 'issued', details: { number: body.number } });
  expect((await make(officer, alert.id, 'supervise_order', { branchId })).body).toMatchObject({
    number: body.number,
    revision: 2,
  });
});

test('a second field check is not approved on paper by the approval of the first', async () => {
  const alert = await anAlert().received().save(api.database);
  const { revision } = alert;
  const open = async (reason: string) => {
    const body = { revision, kind: 'field_check' as const, reason, attachments: [] };
    return (await officer.call(routes.openBranch, { params: { alertId: alert.id }, body })).body.id;
  };
  const step = (client: ApiClient, branchId: string, command: 'approve' | 'refuse' | 'cancel', reason: string) =>
    client.call(routes.stepBranch, {
      params: { alertId: alert.id, branchId },
      body: { revision, command, reason, attachments: [] },
    });
  const slip = async (branchId: string) => {
    const { body } = await make(officer, alert.id, 'field_check_approval', { branchId });
    return docxText((await download(officer, body.id, 'docx')).bytes);
  };
  const first = await open('首次核查');
  expect((await step(leader, first, 'approve', '同意前往')).status).toBe(200);
  await step(officer, first, 'cancel', '改期');
  const second = await open('再次核查');
  expect(await slip(second)).not.toContain('同意前往');
  expect((await step(leader, second, 'refuse', '暂不前往')).status).toBe(200);
  expect(await slip(second)).toContain('暂不前往');
});

test('a department reads the letter of its consultation, and no other paper of the alert', async () => {
  await api.addAccount({ userName: 'chen', roles: ['line_department'], organisation: '120000' });
  const department = await api.signedIn('chen');
  const alert = await anAlert().received().save(api.database);
  const opened = await officer.call(routes.openBranch, {
    params: { alertId: alert.id },
    body: {
      revision: alert.revision,
      kind: 'consultation',
      department: '120000',
      reason: '停发月份如何确定？',
      attachments: [],
    },
  });
  const branchId = opened.body.id;
  const letter = (await make(officer, alert.id, 'consultation_letter', { branchId })).body;
  const other = (await make(officer, alert.id, 'alert_letter')).body;
  expect((await make(officer, alert.id, 'consultation_opinion', { branchId })).status).toBe(409);
  expect((await listed(department, alert.id)).documents.map(({ kind }) => kind)).toEqual(['consultation_letter']);
  const text = docxText((await download(department, letter.id, 'docx')).bytes);
  for (const part of ['停发月份如何确定？', '自收到之日起30日', '第十三条']) expect(text).toContain(part);
  expect((await download(department, other.id, 'docx')).status).toBe(404);
  expect((await download(handler, letter.id, 'docx')).status).toBe(404);
});

test('the summary of half a year counts what was raised in it', async () => {
  await anAlert().raisedAt('2025-03-02T01:00:00.000Z').received().worth('100.00').save(api.database);
  await anAlert().raisedAt('2025-08-02T01:00:00.000Z').received().worth('900.00').save(api.database);
  const { body } = await officer.call(routes.makeSummaryDocument, { body: { year: 2025, half: 'first' } });
  expect(body).toMatchObject({ kind: 'half_year_summary', from: '202501', to: '202506' });
  const text = docxText((await download(leader, body.id, 'docx')).bytes);
  expect(text).toContain('2025年1月至2025年6月（数据截至2026年10月20日），产生预警1条');
  expect(text).toContain('100.00元');
  expect(text).not.toContain('900.00元');
});

describe('the templates of an office', () => {
  const edit = async (change: (xml: string) => string) => {
    const zip = new PizZip(await readDeliveredTemplate('closure_slip'));
    zip.file('word/document.xml', change(zip.file('word/document.xml')!.asText()));
    return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }) as Buffer;
  };
  const upload = async (bytes: Buffer, client = officer) =>
    client.call(routes.uploadDocumentTemplate, {
      params: { kind: 'closure_slip' },
      file: { name: '销号单.docx', bytes },
    });
  const slipText = async () => {
    const alert = await anAlert().closed().save(api.database);
    const { body } = await make(officer, alert.id, 'closure_slip');
    return { ...body, text: docxText((await download(officer, body.id, 'docx')).bytes) };
  };

  test('are downloaded, edited, brought back and used from then on; the delivered one can be restored', async () => {
    const original = await officer.call(routes.downloadDocumentTemplate, {
      params: { kind: 'closure_slip', version: 0 },
    });
    expect(original.bytes).toEqual(await readDeliveredTemplate('closure_slip'));
    const brought = await upload(await edit((xml) => xml.replace('预警信息销号单', '预警信息销号单（本局格式）')));
    expect(brought.body).toMatchObject({
      inForce: 1,
      versions: [{ version: 1, fileName: '销号单.docx', delivered: false }],
    });
    expect(await slipText()).toMatchObject({ templateVersion: 1, text: expect.stringContaining('（本局格式）') });
    const restored = await head.call(routes.restoreDocumentTemplate, {
      params: { kind: 'closure_slip' },
      body: { version: 0, reason: '恢复出厂格式' },
    });
    expect(restored.body).toMatchObject({ inForce: 0, versions: [{ version: 2, delivered: true }, { version: 1 }] });
    expect((await slipText()).text).not.toContain('（本局格式）');
    const again = { version: 1, reason: '仍用本局格式' };
    await head.call(routes.restoreDocumentTemplate, { params: { kind: 'closure_slip' }, body: again });
    expect((await slipText()).text).toContain('（本局格式）');
    expect(await auditOf('document-template.upload')).toHaveLength(1);
    expect(await auditOf('document-template.restore')).toHaveLength(2);
  });

  test('that are broken are refused with the reason, and the one in force stays', async () => {
    const before = await officer.call(routes.listDocumentTemplates, {});
    const reply = await upload(await edit((xml) => xml.replace('{审核意见}', '{审核人意见}')));
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({
      code: 'DOCUMENT_TEMPLATE_INVALID',
      details: { problem: 'tag_unknown', names: ['审核人意见'] },
    });
    expect((await officer.call(routes.listDocumentTemplates, {})).body).toEqual(before.body);
  });

  test('keep their objects when what nobody lists is swept', async () => {
    const { rows } = {
      rows: await api.sql<{ object: string }>(`select object from fundwatch.document_template where object is not null
      union select docx_object from fundwatch.document union select pdf_object from fundwatch.document where pdf_object is not null`),
    };
    const objects = rows.map(({ object }) => object);
    const kept = await api.app.database.withContext(
      { actor: { kind: 'system', name: 'test' }, roles: [], scope: 'all', requestId: 'test' },
      ({ objects: listing }) => listing.listed(objects),
    );
    expect([...kept].sort()).toEqual([...objects].sort());
  });
});
