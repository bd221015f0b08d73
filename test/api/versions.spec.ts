import { createHash } from 'node:crypto';
import { compareVersions } from '@fundwatch/application/facts';
import { routes } from '@fundwatch/domain/api';
import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { business, idNumber, NORTH, payment, person } from '../support/a-month.js';
import type { PackageSpec } from '../support/package-builder.js';
import { sendCheckedPackage } from '../support/checked-package.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

const system = systemContext('test', 'test');
let api: TestApi;
let officer: ApiClient;
let leader: ApiClient;
let handler: ApiClient;
let stranger: ApiClient;
let institution: ApiClient;
let first: string;
let second: string;
let refused: string;
/** The package that each submission came as. */
const sent = new Map<string, { sha256: string; bytes: number }>();

async function send(spec: PackageSpec, reason: string | null = null): Promise<string> {
  const { submissionId, ...file } = await sendCheckedPackage(api, spec, { by: 'wu', reason });
  sent.set(submissionId, file);
  return submissionId;
}

const audits = (action: string) =>
  api.sql<{ actor: string; reason: string | null; details: Record<string, unknown> }>(
    `select actor, reason, details from fundwatch.audit_event where action = $1 order by id`,
    [action],
  );

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'zhao', roles: ['bureau_leader'] });
  await api.addAccount({ userName: 'wu', roles: ['information_institution'] });
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: NORTH });
  await api.addAccount({ userName: 'sun', roles: ['agency_handler'], organisation: '120102' });
  officer = await api.signedIn('zhang');
  leader = await api.signedIn('zhao');
  handler = await api.signedIn('liu');
  stranger = await api.signedIn('sun');
  institution = await api.signedIn('wu');
  const earlier = business(NORTH, [person(1)], [payment(1, 1)]);
  await send({ ...earlier, period: '202608' });
  first = await send(business(NORTH, [person(1), person(2)], [payment(1, 1), payment(2, 2)]));
  const persons = [person(1), person(2, { name: '=cmd|calc' })];
  second = await send(business(NORTH, persons, [payment(1, 1)], { version: 2 }));
  refused = await send(business(NORTH, [person(1, { sex: '7' })], [], { version: 3, lacks: ['levy'] }));
  await compareVersions(api.app, system, { submissionId: second });
});
afterAll(() => api.close());

describe('the versions of a submission', () => {
  test('are listed with what each replaces, and one that replaces another owes a reason', async () => {
    const { body } = await handler.call(routes.listSubmissionVersions, { params: { submissionId: first } });
    expect(
      body.versions.map(({ version, state, replaces, owesReason }) => [version, state, replaces, owesReason]),
    ).toEqual([
      [3, 'refused', null, false],
      [2, 'accepted', 1, true],
      [1, 'accepted', null, false],
    ]);
    const list = (await officer.call(routes.listSubmissions, { query: { period: '202609' } })).body.items;
    expect(list.filter(({ owesReason }) => owesReason).map(({ version }) => version)).toEqual([2]);
  });

  test('show what changed, with the first rows that differ; personal columns masked', async () => {
    const { body } = await officer.call(routes.listSubmissionDifferences, { params: { submissionId: second } });
    expect(body.replaces).toEqual({ id: first, version: 1 });
    const changed = body.tables.filter(({ state }) => state !== 'same');
    expect(changed.map(({ table, added, removed, changed }) => [table, added, removed, changed])).toEqual([
      ['person', 0, 0, 1],
      ['benefit_payment', 0, 1, 0],
      ['bank_return', 0, 1, 0],
    ]);
    const payments = body.tables.find(({ table }) => table === 'benefit_payment');
    expect([payments?.controlTotalsBefore, payments?.controlTotalsAfter]).toEqual([
      { amount: '2000.00' },
      { amount: '1000.00' },
    ]);
    const rows = await officer.call(routes.listDifferingRows, { params: { submissionId: second, table: 'person' } });
    expect(rows.body.items).toEqual([
      { kind: 'changed', key: { person_no: 'P2' }, before: { name: '退****' }, after: { name: '=********' } },
    ]);
  });

  test('show unmasked rows to whoever gives a reason, and keep the look', async () => {
    const params = { submissionId: second, table: 'person' };
    const blank = await officer.call(routes.unmaskDifferingRows, { params, body: { reason: ' ' } });
    expect(blank).toMatchObject({ status: 422, body: { code: 'REASON_REQUIRED' } });
    expect((await leader.call(routes.unmaskDifferingRows, { params, body: { reason: '看看' } })).status).toBe(403);
    const { body } = await officer.call(routes.unmaskDifferingRows, { params, body: { reason: '核对改名' } });
    expect(body.items[0]).toMatchObject({ before: { name: '退休人员2' }, after: { name: '=cmd|calc' } });
    expect(await audits('submission.unmask-differences')).toEqual([
      { actor: 'zhang', reason: '核对改名', details: { table: 'person', rows: 1, after: null } },
    ]);
  });

  test('are no business of another agency', async () => {
    const params = { submissionId: second };
    for (const reply of [
      await stranger.call(routes.listSubmissionVersions, { params }),
      await stranger.call(routes.listSubmissionDifferences, { params }),
      await stranger.call(routes.listDifferingRows, { params: { ...params, table: 'person' } }),
      await stranger.call(routes.listFactRows, { params: { ...params, table: 'person' } }),
      await stranger.call(routes.downloadFactTable, { params: { ...params, table: 'person' } }),
      await stranger.call(routes.downloadSubmittedPackage, { params, body: { reason: '看看' } }),
      await stranger.call(routes.downloadSubmissionChecks, { params: { submissionId: refused } }),
      await stranger.call(routes.stateSubmissionReason, { params, body: { reason: '不是我们的' } }),
    ])
      expect(reply.status).toBe(404);
  });
});

describe('the reason for sending again', () => {
  test('is stated by the agency or the institution, may be stated anew, and the audit keeps each statement', async () => {
    const params = { submissionId: second };
    const blank = await handler.call(routes.stateSubmissionReason, { params, body: { reason: '\u3000 ' } });
    expect(blank).toMatchObject({ status: 422, body: { code: 'REASON_REQUIRED' } });
    expect((await officer.call(routes.stateSubmissionReason, { params, body: { reason: '代填' } })).status).toBe(403);
    const stated = await handler.call(routes.stateSubmissionReason, { params, body: { reason: ' 更正姓名 ' } });
    expect(stated.body).toMatchObject({ owesReason: false, reason: '更正姓名', reasonBy: 'liu' });
    await institution.call(routes.stateSubmissionReason, { params, body: { reason: '更正姓名，撤回一笔' } });
    expect(await audits('submission.state-reason')).toEqual([
      { actor: 'liu', reason: '更正姓名', details: { before: null } },
      { actor: 'wu', reason: '更正姓名，撤回一笔', details: { before: '更正姓名' } },
    ]);
  });

  test('is not asked of a version that replaces nothing', async () => {
    const reply = await handler.call(routes.stateSubmissionReason, {
      params: { submissionId: first },
      body: { reason: '首次报送' },
    });
    expect(reply).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } });
  });

  test('comes with the upload where the sender gave it there', async () => {
    const control = { agency: NORTH, line: '000', dataset: 'control', period: '202609' } as const;
    await send({ ...control });
    const report = { report_no: 'R1', population: '1', sampled: '1', problems: '0', reported_on: '2026-10-05' };
    const later = await send({ ...control, version: 2, tables: { control_report: [report] } }, '补报内控核查');
    const { body } = await handler.call(routes.listSubmissionVersions, { params: { submissionId: later } });
    expect(body.versions[0]).toMatchObject({ reason: '补报内控核查', reasonBy: 'wu', owesReason: false });
  });
});

describe('a table of an accepted version', () => {
  const personOf = (submissionId: string) => ({ submissionId, table: 'person' });

  test('is said with its rows, also those of the month before', async () => {
    const { body } = await handler.call(routes.getSubmission, { params: { submissionId: second } });
    const table = body.tables.find(({ name }) => name === 'person');
    expect(table).toMatchObject({ rows: 2, rowsMonthBefore: 1 });
    expect(body.package).toEqual({ fileName: '120101-202609.zip', bytes: sent.get(second)!.bytes });
  });

  test('is read page by page in its order, personal columns masked, and by the beginning of a number', async () => {
    const one = await handler.call(routes.listFactRows, { params: personOf(first), query: { limit: 1 } });
    expect([one.body.total, one.body.items.length]).toEqual([2, 1]);
    expect(one.body.items[0]?.values).toMatchObject({
      person_no: 'P1',
      name: '退****',
      id_number: expect.stringContaining('****'),
    });
    const cursor = one.body.nextCursor!;
    const two = await handler.call(routes.listFactRows, { params: personOf(first), query: { limit: 1, cursor } });
    expect([two.body.items[0]?.values['person_no'], two.body.nextCursor]).toEqual(['P2', null]);
    const found = await officer.call(routes.listFactRows, { params: personOf(first), query: { startsWith: 'P2' } });
    expect(found.body.items.map(({ values }) => values['person_no'])).toEqual(['P2']);
    // The beginning of a citizen id finds nothing: it could be guessed digit by digit.
    const guessed = await officer.call(routes.listFactRows, {
      params: personOf(first),
      query: { startsWith: idNumber(1).slice(0, 6) },
    });
    expect(guessed.body.items).toEqual([]);
  });

  test('is shown unmasked to whoever gives a reason, and the look is kept', async () => {
    const params = personOf(first);
    expect((await leader.call(routes.unmaskFactRows, { params, body: { reason: '看看' } })).status).toBe(403);
    expect((await officer.call(routes.unmaskFactRows, { params, body: { reason: '' } })).status).toBe(422);
    const { body } = await officer.call(routes.unmaskFactRows, { params, body: { reason: '核对身份' } });
    expect(body.items[0]?.values).toMatchObject({ name: '退休人员1', id_number: idNumber(1) });
    expect(await audits('facts.unmask')).toMatchObject([
      { actor: 'zhang', reason: '核对身份', details: { table: 'person' } },
    ]);
  });

  test('is downloaded as CSV: masked, or unmasked with a reason; formulas guarded; each download kept', async () => {
    const params = personOf(second);
    const masked = await leader.call(routes.downloadFactTable, { params });
    const lines = String(masked.body).split('\r\n');
    expect(masked.headers.get('content-disposition')).toContain('attachment');
    expect(lines[0]).toMatch(/^\uFEFF?person_no,id_number,/);
    expect(lines[1]).toContain('退****');
    expect(String(masked.body)).not.toContain(idNumber(1));
    const open = await officer.call(routes.downloadUnmaskedFactTable, { params, body: { reason: '现场核对' } });
    expect(String(open.body)).toContain(idNumber(1));
    expect(String(open.body)).toContain(`'=cmd|calc`);
    expect((await leader.call(routes.downloadUnmaskedFactTable, { params, body: { reason: '看看' } })).status).toBe(
      403,
    );
    expect(await audits('facts.download')).toMatchObject([{ actor: 'zhao', details: { table: 'person' } }]);
    expect(await audits('facts.download-unmasked')).toMatchObject([{ actor: 'zhang', reason: '现场核对' }]);
  });

  test('that is empty has no rows, and downloads as its heading', async () => {
    const params = { submissionId: second, table: 'levy' };
    expect((await officer.call(routes.listFactRows, { params })).body).toMatchObject({ items: [], total: 0 });
    expect(String((await officer.call(routes.downloadFactTable, { params })).body)).toMatch(
      /^\uFEFF?levy_no,[a-z_,]+\r\n$/,
    );
  });

  test('of a refused version, or of no such name, is not found', async () => {
    const tables = [
      { submissionId: refused, table: 'person' },
      { submissionId: second, table: 'voucher' },
    ];
    for (const params of tables) expect((await officer.call(routes.listFactRows, { params })).status).toBe(404);
  });
});

describe('the package that a submission came as', () => {
  test('is had back byte for byte by the agency, by supervision with a reason, and by nobody else', async () => {
    const params = { submissionId: refused };
    const own = await fetch(`${api.url}/api/submissions/${refused}/package`, {
      method: 'POST',
      body: '{"reason":""}',
      headers: { 'content-type': 'application/json', origin: api.url, cookie: handler.cookie! },
    });
    expect([own.status, own.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const hash = createHash('sha256').update(Buffer.from(await own.arrayBuffer()));
    expect(hash.digest('hex')).toBe(sent.get(refused)!.sha256);
    expect((await officer.call(routes.downloadSubmittedPackage, { params, body: { reason: ' ' } })).status).toBe(422);
    const withReason = await officer.call(routes.downloadSubmittedPackage, {
      params,
      body: { reason: '复核原始文件' },
    });
    expect(withReason.status).toBe(200);
    for (const other of [leader, institution])
      expect((await other.call(routes.downloadSubmittedPackage, { params, body: { reason: '看看' } })).status).toBe(
        403,
      );
    expect(await audits('package.download')).toMatchObject([
      { actor: 'liu', reason: null },
      { actor: 'zhang', reason: '复核原始文件' },
    ]);
  });
});

describe('the errors of a refusal', () => {
  test('are downloaded as a table in the language asked for', async () => {
    const params = { submissionId: refused };
    const zh = String((await handler.call(routes.downloadSubmissionChecks, { params })).body).split('\r\n');
    expect(zh[0]).toMatch(/文件,表,行,字段,值,原因,代码$/);
    expect(zh.slice(1).filter(Boolean)).toHaveLength(2);
    const en = await handler.call(routes.downloadSubmissionChecks, { params, query: { language: 'en' } });
    expect(String(en.body)).toContain('person.csv,person,1,sex,7,');
  });
});
