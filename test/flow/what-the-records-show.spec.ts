import {
  addAccountabilityFile,
  answerAlert,
  correctAccountability,
  enterAccountability,
  exportAccountability,
  getAccountability,
  getAccountabilityEntry,
  getAccountabilityFile,
  listAccountabilityEntries,
  listAccountabilityFacts,
  orderRectification,
  reportRectification,
  returnAlert,
  withdrawAccountability,
} from '@fundwatch/application';
import { factKindNames, type FactKind } from '@fundwatch/domain/accountability';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMonth, control, finance, NORTH, northBusiness, SOUTH, southBusiness } from '../support/a-month.js';
import { anAlert } from '../support/alert-builder.js';
import { Office } from '../support/an-office.js';

const autumn = { from: '202610', to: '202612' };
let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  // Built alerts have the first numbers.
  await office.sql(`insert into fundwatch.alert_number values (2026, 500)`);
});
afterAll(() => office?.close());

const at = (day: string) => office.setClock(`${day}T10:00:00+08:00`);
const view = (as: string, months = autumn) => getAccountability(office.app, office.as(as), months);
/** Figures of an agency as somebody sees them, by kind. */
async function figures(agency: string, as = 'officer', months = autumn): Promise<Partial<Record<FactKind, number>>> {
  const row = (await view(as, months)).rows.find((one) => one.agency.code === agency);
  return Object.fromEntries((row?.facts ?? []).map(({ kind, count }) => [kind, count]));
}
const facts = (kind: FactKind, as = 'officer', agency?: string) =>
  listAccountabilityFacts(office.app, office.as(as), { ...autumn, kind, limit: 50, ...(agency ? { agency } : {}) });

async function answer(indicator: string, agency: string, more: { amount?: string }) {
  const { alertId, revision } = await office.alert(indicator, agency);
  return answerAlert(office.app, office.as(agency), {
    alertId,
    revision,
    problemType: 'P5',
    explanation: '已逐笔核对。',
    fields: { correctionSlip: '更〔2026〕3号' },
    confirmedAmount: more.amount ?? '0.00',
    recoveredAmount: '0.00',
    attachments: [],
  });
}
async function sendBack(indicator: string) {
  const { alertId, revision } = await office.alert(indicator);
  return returnAlert(office.app, office.as('officer'), { alertId, revision, reason: '请附逐笔记录' });
}

it('before the office evaluated a month of its own nothing is said of anybody', async () => {
  expect(await view('officer')).toMatchObject({ since: null, rows: [{ facts: [] }, { facts: [] }] });
});

it('what came late, was refused or is not here is counted with its due day, and nothing before that day is over', async () => {
  await at('2026-10-09');
  const wrong = northBusiness({
    describe: (document) => {
      document.resources.find(({ name }) => name === 'benefit_payment')!.controlTotals['amount'] = '2000.01';
      return document;
    },
  });
  await office.upload(wrong);
  await office.until(() => office.dataSettled());
  const held = [finance(NORTH, 2), control(SOUTH), northBusiness()].map(({ agency, dataset }) => agency + dataset);
  for (const one of aMonth()) if (!held.includes(one.agency + one.dataset)) await office.upload(one);
  await office.upload(northBusiness({ version: 2 }));
  await office.until(() => office.dataSettled());
  await office.setClock('2026-10-15T23:59:00+08:00');
  expect((await figures(SOUTH)).submission_missing).toBeUndefined();
  await office.setClock('2026-10-16T01:00:00+08:00');
  await office.evaluate();
  await at('2026-10-16');
  expect(await figures(NORTH)).toEqual({ submission_missing: 1, submission_refused: 1 });
  await office.upload(finance(NORTH, 2));
  await office.until(() => office.dataSettled());
  expect(await view('officer')).toMatchObject({ since: '202609', waitingForCalendar: [] });
  expect(await figures(NORTH)).toEqual({ submission_late: 1, submission_refused: 1 });
  expect(await figures(SOUTH)).toEqual({ submission_missing: 1 });
  expect((await facts('submission_late')).items).toMatchObject([
    {
      agency: { code: NORTH, name: '和平区社保中心' },
      line: '110',
      submission: { dataset: 'finance', period: '202609', version: 1 },
      on: '2026-10-15',
      dueOn: '2026-10-15',
      doneOn: '2026-10-16',
    },
  ]);
  expect((await facts('submission_missing')).items).toMatchObject([
    { agency: { code: SOUTH }, submission: { id: null, dataset: 'control' }, doneOn: null },
  ]);
  expect((await facts('submission_refused')).items).toMatchObject([
    { submission: { dataset: 'business', version: 1 }, errors: 1, on: '2026-10-09' },
  ]);
});

it('a date that passes without an answer is a fact until the answer comes; then the late answer is one, in the same month', async () => {
  await office.sendAlert('DY23');
  await office.sendAlert('DY29');
  await at('2026-11-16');
  expect((await figures(NORTH)).answer_overdue).toBeUndefined();
  await at('2026-11-17');
  const overdue = await facts('answer_overdue', 'officer', NORTH);
  expect(overdue.items).toMatchObject([{ dueOn: '2026-11-16', on: '2026-11-16', doneOn: null }]);
  const { number } = await office.alert('DY23');
  expect(overdue.items[0]!.alert).toMatchObject({ number });
  await at('2026-11-18');
  await answer('DY23', NORTH, {});
  expect((await facts('answer_overdue', 'officer', NORTH)).total).toBe(0);
  expect((await facts('answer_late')).items).toMatchObject([
    { agency: { code: NORTH }, alert: { number }, dueOn: '2026-11-16', doneOn: '2026-11-18', round: 1 },
  ]);
  for (const [month, count] of [
    ['202611', 1],
    ['202612', undefined],
  ] as const)
    expect((await figures(NORTH, 'officer', { from: month, to: month })).answer_late).toBe(count);
});

it('what is answered, returned, corrected and rectified leaves its facts one by one', async () => {
  await answer('DY29', SOUTH, { amount: '1000.00' });
  await at('2026-11-19');
  await sendBack('DY29');
  expect((await figures(SOUTH)).returned_again).toBeUndefined();
  await at('2026-11-20');
  await office.upload(southBusiness({ version: 2 }));
  await office.until(() => office.dataSettled());
  await at('2026-11-23');
  await answer('DY29', SOUTH, { amount: '2500.00' });
  // Sent after that answer: no correction that the return led to.
  await office.upload(southBusiness({ version: 3 }));
  await office.until(() => office.dataSettled());
  const corrected = await facts('submission_corrected');
  expect(corrected.items).toMatchObject([
    { agency: { code: SOUTH }, on: '2026-11-20', submission: { dataset: 'business', version: 2 } },
  ]);
  expect(corrected.items[0]!.alert!.number).toBe((await office.alert('DY29')).number);
  expect((await facts('amount_raised')).items).toMatchObject([
    { agency: { code: SOUTH }, on: '2026-11-23', firstAmount: '1000.00', laterAmount: '2500.00' },
  ]);
  await sendBack('DY29');
  expect((await facts('returned_again')).items).toMatchObject([{ agency: { code: SOUTH }, on: '2026-11-23' }]);
  await at('2026-11-24');
  await answer('DY29', SOUTH, { amount: '2500.00' });
  const accepted = await office.alert('DY29');
  await orderRectification(office.app, office.as('officer'), { ...accepted, reason: '限期追回' });
  await at('2026-12-25');
  expect((await facts('rectification_overdue')).items).toMatchObject([{ dueOn: '2026-12-24' }]);
  await at('2026-12-28');
  const { alertId, revision } = await office.alert('DY29', SOUTH);
  const report = {
    alertId,
    revision,
    reason: '已追回',
    measures: [{ text: '追回', on: '2026-12-28' }],
    attachments: [],
  };
  await reportRectification(office.app, office.as(SOUTH), report);
  expect((await facts('rectification_late')).items).toMatchObject([{ dueOn: '2026-12-24', doneOn: '2026-12-28' }]);
  expect(await figures(SOUTH)).toEqual({
    // One of September, and all three of each month after it.
    submission_missing: 7,
    submission_corrected: 1,
    answer_late: 1,
    returned_again: 1,
    rectification_late: 1,
    amount_raised: 1,
  });
});

it('alerts on changed data and what is found again count once they were sent, and not when they were withdrawn or dismissed', async () => {
  const { database } = office;
  const before = await anAlert().at(NORTH).closed().save(database);
  const sent = await anAlert().of('DQ03').dispatchedTo(NORTH).save(database);
  await anAlert().of('DQ04').at(NORTH).save(database);
  const again = await anAlert().dispatchedTo(NORTH).save(database);
  const gone = await anAlert().dispatchedTo(NORTH).save(database);
  await office.sql(`update fundwatch.alert set recurrence_of = $1 where id = any ($2)`, [
    before.id,
    [again.id, gone.id],
  ]);
  await office.sql(`update fundwatch.alert set state = 'withdrawn' where id = $1`, [gone.id]);
  expect((await facts('change_alert')).items.map(({ alert }) => alert!.id)).toEqual([sent.id]);
  expect((await facts('found_again')).items.map(({ alert }) => alert!.id)).toEqual([again.id]);
});

it('an answer that says corrected, and data that show otherwise, are a fact each time the task comes back', async () => {
  const [said] = await office.sql<{ id: string; alertId: string }>(
    `select w.id, w.alert_id as "alertId" from fundwatch.answer w where w.agency = $1`,
    [NORTH],
  );
  await office.sql(
    `with task as (
       insert into fundwatch.cleaning_task (id, alert_id, answer_id, agency, problem_type, datasets, due_period, state, seen, judged, opened_at)
       values (gen_random_uuid(), $1, $2, $3, 'P1', '{business}', '202610', 'reopened', 'b', 'a', '2026-11-18') returning id
     ) insert into fundwatch.cleaning_check (task_id, agency, seen, at, outcome, came_back, findings)
       select id, $3, seen, '2026-12-16T16:00:00Z', outcome, outcome = 'not_corrected', '{}' from task
       cross join (values ('b', 'not_corrected'), ('c', 'cannot_check')) as look (seen, outcome)`,
    [said!.alertId, said!.id, NORTH],
  );
  expect((await facts('answer_contradicted')).items).toMatchObject([
    { agency: { code: NORTH }, alert: { id: said!.alertId }, on: '2026-12-17' },
  ]);
});

it('an opinion that is late is the department’s fact, and no agency reads it', async () => {
  await office.app.database.withContext(office.system, ({ organisations }) =>
    organisations.enter({ code: 'PENSION', name: '养老保险处', kind: 'other' }, '2026-09-01T01:00:00.000Z'),
  );
  const asked = await anAlert().at(NORTH).received().save(office.database);
  const insert = `insert into fundwatch.alert_branch
    (id, alert_id, agency, sequence, kind, state, opened_by_name, opened_at, department, due_on, ended_at, details, agency_may_see)
    values (gen_random_uuid(), $1, $2, $3, 'consultation', $4, '张敏', '2026-10-20', 'PENSION', '2026-11-20', $5, '{}', true)`;
  await office.sql(insert, [asked.id, NORTH, 91, 'received', null]);
  await office.sql(insert, [asked.id, NORTH, 92, 'concluded', '2026-11-20T15:59:00Z']);
  await office.sql(insert, [asked.id, NORTH, 93, 'concluded', '2026-11-20T16:00:00Z']);
  expect(await figures('PENSION')).toEqual({ opinion_overdue: 1, opinion_late: 1 });
  expect((await facts('opinion_late')).items).toMatchObject([{ dueOn: '2026-11-20', doneOn: '2026-11-21' }]);
  expect((await facts('opinion_late', NORTH)).total).toBe(0);
  expect((await facts('opinion_overdue', NORTH)).total).toBe(0);
});

it('every figure is the number of records in its list, whoever looks', async () => {
  for (const as of ['officer', NORTH]) {
    const { rows } = await view(as);
    for (const kind of factKindNames) {
      const own = rows.map(({ agency, facts: found }) => [
        agency.code,
        found.find((one) => one.kind === kind)?.count ?? 0,
      ]) as [string, number][];
      for (const [agency, count] of own.filter(([, each]) => each > 0))
        expect((await facts(kind, as, agency)).total, `${as} ${kind}`).toBe(count);
      const all = own.reduce((sum, [, count]) => sum + count, 0);
      expect((await facts(kind, as)).total, `${as} ${kind}`).toBe(all);
    }
  }
});

it('a list goes on page by page without losing or doubling one', async () => {
  for (const kind of ['opinion_late', 'answer_late', 'submission_missing'] as const) {
    const whole = (await facts(kind)).items.map(({ key }) => key);
    const walked: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listAccountabilityFacts(office.app, office.as('officer'), {
        ...autumn,
        kind,
        limit: 1,
        cursor,
      });
      walked.push(...page.items.map(({ key }) => key));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(whole);
  }
});

it('an agency reads its own row and asks about no other; who has no business with it is denied', async () => {
  expect((await view(NORTH)).rows.map(({ agency }) => agency.code)).toEqual([NORTH]);
  expect(await figures(NORTH, NORTH)).toEqual(await figures(NORTH));
  await expect(facts('answer_late', SOUTH, NORTH)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  for (const as of ['administrator', 'institution'])
    await expect(view(as)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
});

it('a month whose due day no calendar says is named, and nothing is said of its submissions', async () => {
  const ahead = await view('officer', { from: '202612', to: '202701' });
  expect(ahead.waitingForCalendar).toEqual(['202612']);
});

it('months turned round, or more than three years, are refused', async () => {
  for (const months of [
    { from: '202611', to: '202610' },
    { from: '202301', to: '202612' },
  ])
    await expect(view('officer', months)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
});

const leak = {
  agency: NORTH,
  item: 6,
  period: '202611',
  facts: '2026年11月3日，经办人员把预警清单以邮件发给外单位。',
  source: '津信〔2026〕12号',
};
let entryId: string;

it('an officer enters what the system cannot see, with its paper; the paper stays with the office', async () => {
  const { app } = office;
  const entry = await enterAccountability(app, office.as('officer'), leak);
  entryId = entry.id;
  expect(entry).toMatchObject({ state: 'standing', enteredBy: 'officer', files: 0, agency: { code: NORTH } });
  async function* paper() {
    yield Buffer.from('%PDF-1.7\n');
  }
  const sent = { entryId, fileName: '移送函.pdf', content: paper() };
  const file = await addAccountabilityFile(app, office.as('officer'), sent);
  const { rows } = await view('leader');
  expect(rows.find(({ agency }) => agency.code === NORTH)!.entries).toEqual([{ item: 6, count: 1 }]);
  expect(await getAccountabilityEntry(app, office.as('leader'), { entryId })).toMatchObject({
    papers: [{ id: file.id, fileName: '移送函.pdf' }],
    mayChange: false,
  });
  expect(await getAccountabilityEntry(app, office.as(NORTH), { entryId })).toMatchObject({
    facts: leak.facts,
    papers: null,
    files: 0,
    mayChange: false,
  });
  const look = getAccountabilityFile(app, office.as(NORTH), { entryId, fileId: file.id });
  await expect(look).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const other = getAccountabilityEntry(app, office.as(SOUTH), { entryId });
  await expect(other).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('a month that lies ahead, and an organisation that nobody knows, are refused', async () => {
  const ahead = enterAccountability(office.app, office.as('officer'), { ...leak, period: '202701' });
  await expect(ahead).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  const unknown = enterAccountability(office.app, office.as('officer'), { ...leak, agency: '999999' });
  await expect(unknown).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('a correction is a new entry in the place of the old one, which stays as it was and is counted no more', async () => {
  const { app } = office;
  const { agency: _agency, ...text } = leak;
  const change = { ...text, facts: '2026年11月4日，清单发给外单位。', reason: '日期写错', entryId };
  const mended = await correctAccountability(app, office.as('head'), change);
  expect(await getAccountabilityEntry(app, office.as('officer'), { entryId })).toMatchObject({
    facts: leak.facts,
    state: 'corrected',
    correctedBy: mended.id,
    mayChange: false,
  });
  expect(await getAccountabilityEntry(app, office.as('officer'), { entryId: mended.id })).toMatchObject({
    corrects: entryId,
    correctionReason: '日期写错',
    state: 'standing',
    mayChange: true,
  });
  const { rows } = await view('officer');
  expect(rows.find(({ agency }) => agency.code === NORTH)!.entries).toEqual([{ item: 6, count: 1 }]);
  const twice = correctAccountability(app, office.as('officer'), change);
  await expect(twice).rejects.toMatchObject({ code: 'MATTER_CHANGED', details: { state: 'corrected' } });
  entryId = mended.id;
});

it('of a correction and a withdrawal at the same moment one is refused', async () => {
  const { app } = office;
  const entry = await enterAccountability(app, office.as('officer'), { ...leak, item: 7 });
  const { agency: _agency, ...text } = leak;
  const done = await Promise.allSettled([
    correctAccountability(app, office.as('officer'), { ...text, reason: '更正', entryId: entry.id }),
    withdrawAccountability(app, office.as('head'), { entryId: entry.id, reason: '登记错单位' }),
  ]);
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(done.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'MATTER_CHANGED' } });
  const left = await listAccountabilityEntries(app, office.as('officer'), { state: 'standing', limit: 20 });
  for (const one of left.items.filter(({ id }) => id !== entryId))
    await withdrawAccountability(app, office.as('officer'), { entryId: one.id, reason: '清理' });
});

it('a withdrawn entry is counted no more and stays readable with its reason, for the agency too', async () => {
  const { app } = office;
  await withdrawAccountability(app, office.as('officer'), { entryId, reason: '查明不属实' });
  const { rows } = await view(NORTH);
  expect(rows[0]!.entries).toEqual([]);
  expect(await getAccountabilityEntry(app, office.as(NORTH), { entryId })).toMatchObject({
    state: 'withdrawn',
    withdrawal: { reason: '查明不属实', by: 'officer' },
  });
  const standing = await listAccountabilityEntries(app, office.as(NORTH), { state: 'standing', limit: 20 });
  const over = await listAccountabilityEntries(app, office.as(NORTH), { state: 'over', limit: 20 });
  expect(standing.total).toBe(0);
  expect(over.items.find(({ id }) => id === entryId)).toMatchObject({ state: 'withdrawn' });
  expect(over.items.filter(({ state }) => state === 'standing')).toEqual([]);
  const audited = await office.sql<{ action: string }>(
    `select action from fundwatch.audit_event where target = $1 and action like 'accountability.%' order by id`,
    [entryId],
  );
  expect(audited.map(({ action }) => action)).toEqual(['accountability.correct', 'accountability.withdraw']);
});

it('the database itself lets nobody change or remove an entry', async () => {
  for (const change of [`update accountability_entry set facts = 'x'`, `delete from accountability_withdrawal`]) {
    const attempt = office.app.database.withContext(office.system, ({ accountabilityEntries }) =>
      (accountabilityEntries as unknown as { manager: { query(sql: string): Promise<unknown> } }).manager.query(change),
    );
    await expect(attempt, change).rejects.toThrow(/permission denied/);
  }
});

it('the workbook has the figures, the facts behind them and the register, says what it is not, and is logged', async () => {
  await enterAccountability(office.app, office.as('officer'), { ...leak, agency: SOUTH, item: 4 });
  const read = async (as: string) => {
    const { content, fileName } = await exportAccountability(office.app, office.as(as), { ...autumn, language: 'zh' });
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk as Buffer);
    const zip = new PizZip(Buffer.concat(chunks));
    const whole = Object.keys(zip.files)
      .filter((name) => name.endsWith('.xml'))
      .map((name) => zip.file(name)!.asText())
      .join('\n');
    return { whole, fileName };
  };
  const { whole, fileName } = await read('officer');
  expect(fileName).toBe('履责情况-2026-12-28.xlsx');
  for (const text of ['汇总', '系统记录', '人工登记', '不作结论', '2020-07-31废止', '截止后上报', '河东区社保中心'])
    expect(whole).toContain(text);
  const own = (await read(NORTH)).whole;
  expect(own).toContain('和平区社保中心');
  expect(own).not.toContain('河东区社保中心');
  const logged = await office.sql(`select from fundwatch.audit_event where action = 'accountability.export'`);
  expect(logged).toHaveLength(2);
});
