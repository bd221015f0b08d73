import { alertFigures, countedIn, figureRules, type AlertFigure, type ReportFigure } from '@fundwatch/domain/report';
import { routes } from '@fundwatch/domain/api';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BranchDesk, good, refusal } from '../support/a-branch-desk.js';
import { anAlert } from '../support/alert-builder.js';
import { docxText } from '../support/read-papers.js';

type Person = Parameters<BranchDesk['as']>[0];

let desk: BranchDesk;
/** By what becomes of them. */
let settled: string;
let late: string;
let extended: string;
let mistaken: string;

/** Business time, in Shanghai. */
const at = (day: string, time = '10:00') => desk.api.clock.set(new Date(`${day}T${time}:00+08:00`).toISOString());
const raisedOn = (day: string, time = '10:00') => anAlert().raisedAt(new Date(`${day}T${time}:00+08:00`).toISOString());

async function step(person: Person, route: 'screenAlert' | 'dispatchAlert' | 'receiveAlert', alertId: string) {
  const { revision } = await desk.alert(alertId);
  good(await desk.as(person).call(routes[route], { params: { alertId }, body: { revision } }));
}
async function send(alertId: string) {
  await step('officer', 'screenAlert', alertId);
  await step('officer', 'dispatchAlert', alertId);
  await step('handler', 'receiveAlert', alertId);
}
const book = async (kind: 'confirmed' | 'recovered', alertId: string, amount: string, on: string) =>
  good(
    await desk.as('officer').call(routes.addRecoveryEntry, {
      params: { alertId },
      body: { kind, amount, on, voucher: `凭-${on}-${amount}`, note: '' },
    }),
  );

beforeAll(async () => {
  desk = await BranchDesk.open();
  // The evening of 30 June in Shanghai is the afternoon of that day in London: July begins at 16:00 UTC.
  await desk.put(raisedOn('2026-06-30', '23:59').of('DQ06').worth(null));
  settled = await desk.put(raisedOn('2026-07-01', '00:01').worth('8412.10'));
  late = await desk.put(raisedOn('2026-07-01').of('CB05').severe('medium').worth('100.00'));
  extended = await desk.put(raisedOn('2026-07-01').worth('0.01'));
  mistaken = await desk.put(raisedOn('2026-08-05').worth('500000.00'));

  at('2026-07-02');
  for (const alertId of [settled, late, extended]) await send(alertId);
  at('2026-07-20');
  good(await desk.answer(settled, { confirmedAmount: '8412.10' }));
  const asked = await desk.begin('handler', extended, 'extension', { until: '2026-08-20', reason: '入户核查' });
  at('2026-07-21');
  await desk.step('officer', extended, asked, 'approve');
  await book('confirmed', settled, '8412.10', '2026-07-21');
  at('2026-08-01');
  await book('recovered', settled, '3000.05', '2026-07-31');
  await book('recovered', settled, '5412.05', '2026-08-01');
  await book('confirmed', late, '100.00', '2026-08-01');
  at('2026-08-02');
  good(await desk.close(settled));
  at('2026-08-06');
  const { revision } = await desk.alert(mistaken);
  const dismissal = { revision, reason: '同一笔业务重复提示' };
  good(await desk.as('officer').call(routes.dismissAlert, { params: { alertId: mistaken }, body: dismissal }));
  at('2026-08-10');
  good(await desk.answer(late));
  good(await desk.answer(extended));
  at('2026-08-12');
  const answered = await desk.alert(late);
  const returning = { revision: answered.revision, reason: '不全', points: ['未说明缴费基数'] };
  good(await desk.as('officer').call(routes.returnAlert, { params: { alertId: late }, body: returning }));
  await desk.begin('officer', late, 'consultation', { department: '120900', reason: '基数口径' });
  at('2026-09-01');
});
afterAll(() => desk?.api.close());

const report = async (kind: 'classified' | 'month' | 'half_year' | 'year', from: string, to?: string) =>
  good(await desk.as('leader').call(routes.getReport, { query: { kind, from, ...(to ? { to } : {}) } }));
const valuesOf = ({ figures }: { figures: { figure: ReportFigure; value: string }[] }) =>
  Object.fromEntries(figures.map(({ figure, value }) => [figure, value])) as Record<ReportFigure, string>;

it('a half year counts each alert on the day in Shanghai on which something happened to it', async () => {
  const half = await report('half_year', '202607');
  expect(half).toMatchObject({ from: '202607', to: '202612', office: '市基金监督机构', finished: false });
  expect(half.before).toEqual({ from: '202601', to: '202606' });
  expect(valuesOf(half)).toMatchObject({
    raised: '4',
    dismissed: '1',
    dispatched: '3',
    answered: '3',
    due: '3',
    overdue: '1',
    returned: '1',
    closed: '1',
    withdrawn: '0',
    open: '3',
    extensions_asked: '1',
    extensions_granted: '1',
    consultations: '1',
    consultations_concluded: '0',
  });
  expect(half.figures.find(({ figure }) => figure === 'raised')).toMatchObject({ before: '1' });
});

it('a month stands by itself: what was open at its end stays so, whatever became of it later', async () => {
  const july = valuesOf(await report('month', '202607'));
  expect(july).toMatchObject({ raised: '3', dispatched: '3', answered: '1', closed: '0', due: '0', open: '4' });
  const august = valuesOf(await report('month', '202608'));
  expect(august).toMatchObject({
    raised: '1',
    answered: '2',
    closed: '1',
    dismissed: '1',
    due: '3',
    overdue: '1',
    open: '3',
  });
  expect(valuesOf(await report('month', '202606'))).toMatchObject({ raised: '1', open: '1' });
});

it('money comes from the recovery ledger, to the cent, on the day it is booked on', async () => {
  const july = valuesOf(await report('month', '202607'));
  expect(july).toMatchObject({ found: '8512.11', confirmed: '8412.10', recovered: '3000.05', remaining: '5412.05' });
  const august = valuesOf(await report('month', '202608'));
  // Five hundred thousand yuan that turned out to be none are not in question.
  expect(august).toMatchObject({ found: '0.00', confirmed: '100.00', recovered: '5412.05', remaining: '100.00' });
});

it('an entry that was voided is in no report any more', async () => {
  const wrong = (await book('confirmed', late, '7.00', '2026-07-30')).entries.at(-1)!;
  expect(valuesOf(await report('month', '202607')).confirmed).toBe('8419.10');
  const params = { alertId: late, entryId: wrong.id };
  good(await desk.as('officer').call(routes.voidRecoveryEntry, { params, body: { reason: '重复登记' } }));
  expect(valuesOf(await report('month', '202607')).confirmed).toBe('8412.10');
});

it('each table adds up to the figure above it, and a problem type is known from the answer on', async () => {
  const half = await report('half_year', '202607');
  const total = valuesOf(half);
  for (const { dimension, rows } of half.tables) {
    for (const figure of ['answered', 'closed', 'open'] as const) {
      const sum = rows.reduce((all, { values }) => all + Number(values[figure]), 0);
      expect(String(sum), `${dimension} ${figure}`).toBe(total[figure]);
    }
  }
  const table = (dimension: string) => half.tables.find((one) => one.dimension === dimension)!.rows;
  expect(table('group').map(({ key, values }) => [key, values.raised])).toEqual([
    ['DQ', '0'],
    ['CB', '1'],
    ['DY', '3'],
  ]);
  expect(table('severity').map(({ key }) => key)).toEqual(['high', 'medium']);
  expect(table('problem_type')).toMatchObject([
    { key: 'P2', values: { closed: '1', open: '2', recovered: '8412.10' } },
    { key: null, name: { zh: '尚未认定' }, values: { closed: '0', open: '1' } },
  ]);
  expect(table('agency')).toMatchObject([{ key: '120101', name: { zh: '和平区社保中心' }, values: { raised: '4' } }]);
});

it('the months of a report are its figures month by month', async () => {
  const { months } = await report('half_year', '202607');
  expect(months.map(({ period, values }) => [period, values.raised, values.closed, values.recovered])).toEqual([
    ['202607', '3', '0', '3000.05'],
    ['202608', '1', '1', '5412.05'],
    ['202609', '0', '0', '0.00'],
  ]);
  expect((await report('month', '202608')).months).toHaveLength(13);
});

it('every figure of alerts leads to a list of exactly as many', async () => {
  const range = { from: '202607', to: '202608' };
  const total = valuesOf(await report('classified', range.from, range.to));
  const count = async (figure: AlertFigure) => {
    const query = { counted: countedIn(figure, range), limit: 20 };
    return good(await desk.as('leader').call(routes.listAlerts, { query })).total;
  };
  for (const figure of alertFigures) {
    if (figureRules[figure].unit === 'alerts') expect(String(await count(figure)), figure).toBe(total[figure]);
  }
  expect(await count('recovered')).toBe(1);
  expect(await count('remaining')).toBe(1);
  const overdue = { counted: countedIn('overdue', range), problemType: ['P2'], limit: 20 };
  const { items } = good(await desk.as('leader').call(routes.listAlerts, { query: overdue as never }));
  expect(items.map(({ id }) => id)).toEqual([late]);
});

it('submissions count where they are due: in time, late, or not at all', async () => {
  await desk.api.sql(
    `insert into fundwatch.expected_submission (agency, line, dataset, valid_from) values
       ('120101', '110', 'business', '202607'), ('120101', '110', 'finance', '202607'), ('120102', '110', 'business', '202607')`,
  );
  const sent = (agency: string, dataset: string, day: string) =>
    desk.api.sql(
      `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, decided_at, content_hash)
       values (gen_random_uuid(), $1, '110', $2, '202607', 1, 'accepted', 'package', '', $3, $3, $3, $2)`,
      [agency, dataset, `${day}T10:00:00+08:00`],
    );
  // The 15th of August 2026 is a Saturday: the data of July is due on Monday the 17th.
  await sent('120101', 'business', '2026-08-17');
  await sent('120101', 'finance', '2026-08-18');
  const august = await report('month', '202608');
  expect(valuesOf(august)).toMatchObject({
    submissions_due: '3',
    submissions_on_time: '1',
    submissions_late: '1',
    submissions_missing: '1',
  });
  expect(august.submissions).toMatchObject([
    { agency: { code: '120101' }, due: 2, onTime: 1, late: 1, missing: 0 },
    { agency: { code: '120102' }, due: 1, onTime: 0, late: 0, missing: 1 },
  ]);
  // Those of August are due in September, which is not over.
  expect(valuesOf(await report('month', '202609')).submissions_due).toBe('0');
});

it('the summary document has the numbers of the page', async () => {
  const { id } = good(
    await desk.as('officer').call(routes.makeSummaryDocument, { body: { year: 2026, half: 'second' } }),
  );
  const paper = await desk.as('officer').call(routes.downloadDocument, { params: { documentId: id, format: 'docx' } });
  const text = docxText(Buffer.from(paper.bytes));
  const { raised, answered, overdue, closed, open, found, confirmed, recovered } = valuesOf(
    await report('half_year', '202607'),
  );
  const money = (yuan: string) => `${yuan.replace(/\B(?=(\d{3})+\.)/g, ',')}元`;
  for (const part of [
    `产生预警${raised}条`,
    `反馈${answered}条`,
    `逾期${overdue}条`,
    `销号${closed}条`,
    `期末未结${open}条`,
    `涉及金额${money(found)}`,
    `认定${money(confirmed)}`,
    `追回${money(recovered)}`,
  ])
    expect(text).toContain(part);
});

it('the workbook has a sheet for each table, says who took it, and is logged', async () => {
  const query = { kind: 'half_year', from: '202607', language: 'zh' } as const;
  const { status, bytes, headers } = await desk.as('leader').call(routes.exportReport, { query });
  expect(status).toBe(200);
  expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain('监督半年报-202607-202612.xlsx');
  const zip = new PizZip(Buffer.from(bytes));
  const book = zip.file('xl/workbook.xml')!.asText();
  for (const name of ['汇总', '按问题类型', '按经办机构', '按险种', '逐月', '数据上报']) expect(book).toContain(name);
  const strings = zip.file('xl/sharedStrings.xml')!.asText();
  for (const part of ['监督半年报 2026-07 至 2026-12', '导出人：leader', '和平区社保中心', 'P2 '])
    expect(strings).toContain(part);
  const logged = await desk.api.sql(`select details from fundwatch.audit_event where action = 'report.export'`);
  expect(logged).toMatchObject([{ details: { kind: 'half_year', from: '202607', to: '202612' } }]);
});

it('only the office and its leader read reports, and only of months that such a report has', async () => {
  const ask = (person: Person, query: { kind: 'half_year' | 'month'; from: string }) =>
    desk.as(person).call(routes.getReport, { query });
  expect((await ask('handler', { kind: 'month', from: '202608' })).status).toBe(403);
  expect((await ask('pension', { kind: 'month', from: '202608' })).status).toBe(403);
  expect(refusal(await ask('officer', { kind: 'half_year', from: '202608' }))).toBe('PERIOD_INVALID');
  expect(refusal(await ask('officer', { kind: 'month', from: '202613' }))).toBe('REQUEST_INVALID');
});
