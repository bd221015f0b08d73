import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decideMonthClose,
  getMonthClose,
  listMonthStandings,
  listRestatementDifferences,
  proposeMonthClose,
  requestVerification,
  withdrawMonthClose,
} from '@fundwatch/application';
import { rerunClosedMonth } from '@fundwatch/application/facts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { business, MONTH, NORTH, payment, person, SOUTH, southBusiness } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  await office.settleMonth();
});
afterAll(() => office?.close());

const propose = (by: string) => proposeMonthClose(office.app, office.as(by), { period: MONTH, note: '九月关账' });
const decide = (by: string, monthCloseId: string, decision: 'approve' | 'reject' = 'approve', reason?: string) =>
  decideMonthClose(office.app, office.as(by), { monthCloseId, decision, reason });
const closed = () => office.app.database.withContext(office.system, ({ monthCloses }) => monthCloses.closed(MONTH));
const detail = async () => getMonthClose(office.app, office.as('officer'), { monthCloseId: (await closed())!.id });

async function sendAndEvaluate(spec: ReturnType<typeof southBusiness>, at: string, runs: number) {
  await office.setClock(at);
  await office.upload(spec);
  await office.until(() => office.dataSettled());
  await office.setClock(`${at.slice(0, 10)}T23:00:00+08:00`);
  await office.evaluate(runs);
}

async function verify(): Promise<Awaited<ReturnType<typeof detail>>['verifications'][number]> {
  const { verificationId } = await requestVerification(office.app, office.as('officer'), {
    monthCloseId: (await closed())!.id,
  });
  const find = async () => (await detail()).verifications.find(({ id }) => id === verificationId)!;
  await office.until(async () => ['done', 'failed'].includes((await find()).state));
  return find();
}

it('a month is open until ten working days after its due date', async () => {
  await office.setClock('2026-10-29T09:00:00+08:00');
  await expect(propose('officer')).rejects.toMatchObject({
    code: 'MONTH_NOT_LOCKED',
    details: { lockOn: '2026-10-29' },
  });
  const { months } = await listMonthStandings(office.app, office.as('officer'));
  expect(months.find(({ period }) => period === MONTH)).toMatchObject({
    dueOn: '2026-10-15',
    lockOn: '2026-10-29',
    locked: false,
    current: null,
    obstacle: { code: 'MONTH_NOT_LOCKED' },
  });
});

it('it is not closed while data is there that no run has read', async () => {
  await office.setClock('2026-10-30T09:00:00+08:00');
  await office.upload(southBusiness({ version: 2 }));
  await office.until(() => office.dataSettled());
  await expect(propose('officer')).rejects.toMatchObject({ code: 'MONTH_NOT_EVALUATED' });
  await office.setClock('2026-10-30T23:00:00+08:00');
  await office.evaluate(2);
});

it('one person proposes, and it can be taken back; another decides', async () => {
  await office.setClock('2026-11-02T09:00:00+08:00');
  const first = await propose('officer');
  await expect(propose('head')).rejects.toMatchObject({ code: 'MONTH_CLOSE_PROPOSED' });
  await withdrawMonthClose(office.app, office.as('officer'), { monthCloseId: first.id });
  const second = await propose('head');
  await expect(decide('head', second.id)).rejects.toMatchObject({ code: 'NEEDS_ANOTHER_PERSON' });
  await expect(decide('leader', second.id, 'reject', ' ')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
  await decide('leader', second.id, 'reject', '请先核对河东区的重报');
  const third = await propose('officer');
  expect(await decide('head', third.id)).toMatchObject({
    state: 'closed',
    decidedByName: 'head',
    calendarVersion: expect.any(String),
  });
  await expect(propose('officer')).rejects.toMatchObject({ code: 'MONTH_ALREADY_CLOSED' });
  await expect(decide('head', third.id)).rejects.toMatchObject({ code: 'MONTH_CLOSE_SETTLED' });
});

it('what was closed names every submission, file, indicator version and the calendar', async () => {
  const close = await detail();
  expect(close.frozenSubmissions.filter(({ period }) => period === MONTH)).toHaveLength(7);
  expect(
    close.frozenSubmissions.find(({ agency, dataset }) => agency.code === SOUTH && dataset === 'business'),
  ).toMatchObject({ version: 2 });
  const active = [...office.app.catalogue.values()].filter(({ status }) => status === 'active');
  expect(close.frozenIndicators.map(({ code, version, hash }) => [code, version, hash])).toEqual(
    active.map(({ code, version, hash }) => [code, version, hash]),
  );
  expect(close.hits).toBeGreaterThan(3);
  expect(close.calendarVersion).toBe((await office.app.terms()).calendar.version);
});

it('run again, it gives the same hits byte for byte, also after the catalogue has changed', async () => {
  expect(await verify()).toMatchObject({ state: 'done', equal: true, hitsSha256: (await detail()).hitsSha256 });
  const changed = new Map(
    [...office.app.catalogue].map(([code, one]) => [
      code,
      { ...one, version: 9, sql: one.sql.replace('select', 'select all') },
    ]),
  );
  const close = (await closed())!;
  const again = await rerunClosedMonth({ ...office.app, catalogue: changed }, close);
  const written = await readFile(office.app.objects.pathOf(close.hitsObject), 'utf8');
  expect(again).toMatchObject({ equal: true, hits: written.trimEnd().split('\n').length });
  expect(written).toBe(written.split('\n').slice(0, -1).sort().join('\n') + '\n');
});

it('data that comes later makes a restated run with the list of differences; the close stays', async () => {
  const before = await detail();
  // The third version names neither the double payment nor the one after death, and pays P11 twice instead.
  const other = business(
    SOUTH,
    [person(11), person(12), person(13)],
    [payment(11, 11), payment(12, 12), payment(15, 11)],
    { version: 3 },
  );
  await sendAndEvaluate(other, '2026-11-05T10:00:00+08:00', 3);
  const after = await detail();
  expect(after).toMatchObject({ hitsSha256: before.hitsSha256, hits: before.hits, state: 'closed' });
  const [restated] = after.restatements;
  const { items } = await listRestatementDifferences(office.app, office.as('officer'), {
    evaluationId: restated!.evaluationId,
    limit: 100,
  });
  const ofPayments = items.filter(({ indicator }) => indicator.startsWith('DY'));
  expect(ofPayments.map(({ change, indicator, agency, hitKey }) => [change, indicator, agency.code, hitKey])).toEqual([
    ['removed', 'DY01', SOUTH, 'PAY14'],
    ['added', 'DY29', SOUTH, 'PAY11'],
    ['added', 'DY29', SOUTH, 'PAY15'],
    ['removed', 'DY29', SOUTH, 'PAY12'],
    ['removed', 'DY29', SOUTH, 'PAY13'],
  ]);
  expect(restated).toMatchObject({
    added: items.filter(({ change }) => change === 'added').length,
    removed: items.filter(({ change }) => change === 'removed').length,
  });
  expect(await verify()).toMatchObject({ state: 'done', equal: true });
});

it('a file whose bytes were changed is found when the month is run again', async () => {
  const [file] = await office.sql<{ path: string }>(
    `select f.path from fundwatch.fact_file f join fundwatch.submission s on s.id = f.submission_id
     where s.agency = $1 and s.dataset = 'business' and f.table_name = 'benefit_payment' order by s.version limit 1`,
    [NORTH],
  );
  const path = join(office.home, 'facts', file!.path);
  const bytes = await readFile(path);
  bytes[bytes.length - 9]! ^= 1;
  await chmod(path, 0o644);
  await writeFile(path, bytes);
  expect(await verify()).toMatchObject({
    state: 'failed',
    equal: null,
    error: expect.stringContaining('FACT_FILE_DAMAGED'),
  });
});
