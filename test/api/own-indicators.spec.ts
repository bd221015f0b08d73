import { hasQuery } from '@fundwatch/indicators';
import { checkDraft } from '@fundwatch/application/facts';
import { routes } from '@fundwatch/domain/api';
import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runDraftCheck } from '../../jobs/src/platform/run-draft-check.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let officer: ApiClient;
let other: ApiClient;
let head: ApiClient;

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'li', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'wang', roles: ['supervision_head'] });
  [officer, other, head] = (await Promise.all(['zhang', 'li', 'wang'].map((name) => api.signedIn(name)))) as [
    ApiClient,
    ApiClient,
    ApiClient,
  ];
});
afterAll(() => api.close());

const begin = async (code: string, by = officer) =>
  (await by.call(routes.createIndicatorDraft, { body: { code } })).body;
const read = async (draftId: string, by = officer) =>
  (await by.call(routes.getIndicatorDraft, { params: { draftId } })).body;
type Draft = Awaited<ReturnType<typeof begin>>;
const save = ({ id, revision, document, query, cases }: Draft, by = officer) =>
  by.call(routes.saveIndicatorDraft, { params: { draftId: id }, body: { revision, document, query, cases } });
const askCheck = ({ id, revision }: Draft, by = officer) =>
  by.call(routes.checkIndicatorDraft, { params: { draftId: id }, body: { revision } });
/** Does what the nudge asks a worker for. */
const check = async (draft: Draft) => {
  await askCheck(draft);
  const work = { draftId: draft.id, revision: draft.revision };
  await checkDraft(api.app, systemContext('test', 'test'), work, runDraftCheck);
  return read(draft.id);
};
const submit = ({ id, revision }: Draft, reason = '本地大额待遇较多', by = officer) =>
  by.call(routes.submitIndicatorDraft, { params: { draftId: id }, body: { revision, status: 'active', reason } });

describe('a draft', () => {
  test.each(['DY01', 'DY50', 'XX51', 'DY5', 'dy51', ''])('cannot take the code %j', async (code) => {
    const reply = await officer.call(routes.createIndicatorDraft, { body: { code } });
    expect(reply).toMatchObject({ status: 422, body: { code: 'INDICATOR_CODE_RESERVED' } });
  });

  test('is kept as it is typed, also where nothing of it makes sense', async () => {
    const draft = await begin('DY60');
    const saved = await save({ ...draft, document: '---\n随手', query: 'sel', cases: '' });
    expect(saved).toMatchObject({ status: 200, body: { revision: 2, document: '---\n随手', query: 'sel', cases: '' } });
    expect(await read(draft.id)).toMatchObject({ query: 'sel', mine: true, passed: false });
  });

  test('saved in two places at once is saved once, and who was late is told', async () => {
    const draft = await begin('DY61');
    expect((await save({ ...draft, query: '一' })).status).toBe(200);
    expect(await save({ ...draft, query: '二' })).toMatchObject({
      status: 409,
      body: { code: 'INDICATOR_DRAFT_CHANGED' },
    });
    expect(await read(draft.id)).toMatchObject({ query: '一' });
  });

  test('is its author’s to change, and everybody’s of the desk to read', async () => {
    const draft = await begin('DY62');
    expect(await read(draft.id, other)).toMatchObject({ code: 'DY62', author: 'zhang', mine: false });
    for (const reply of [await save(draft, other), await askCheck(draft, other), await submit(draft, '我来提', other)])
      expect(reply).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    const copy = await other.call(routes.createIndicatorDraft, { body: { code: 'DY63', copyOf: draft.id } });
    expect(copy.body).toMatchObject({ query: draft.query, mine: true });
    await officer.call(routes.deleteIndicatorDraft, { params: { draftId: draft.id } });
    expect((await officer.call(routes.listIndicatorDrafts)).body.drafts.map(({ id }) => id)).not.toContain(draft.id);
  });

  test('whose text is longer than any indicator’s is refused', async () => {
    const draft = await begin('DY64');
    expect((await save({ ...draft, query: 'x'.repeat(200_001) })).status).toBe(400);
  });
});

describe('the check of a draft', () => {
  test('names each problem with its file and line, and submits nothing', async () => {
    const draft = await begin('DY65');
    const query = draft.query.replace('facts.run as run', 'facts.person as run');
    const saved = (await save({ ...draft, query })).body;
    const checked = await check(saved);
    expect(checked).toMatchObject({ checkState: 'done', passed: false, check: { cases: [] } });
    expect(checked.check!.problems[0]).toMatchObject({ file: 'query', line: expect.any(Number) });
    expect(await submit(checked)).toMatchObject({ status: 409, body: { code: 'INDICATOR_DRAFT_NOT_PASSED' } });
  }, 60_000);

  test('holds for the texts that were checked only', async () => {
    const checked = await check(await begin('DY66'));
    expect(checked).toMatchObject({ passed: true });
    const changed = (await save({ ...checked, cases: `${checked.cases}\n` })).body;
    expect(changed).toMatchObject({ passed: false });
    expect(await submit(changed)).toMatchObject({ status: 409, body: { code: 'INDICATOR_DRAFT_NOT_PASSED' } });
    expect(await submit(checked)).toMatchObject({ status: 409, body: { code: 'INDICATOR_DRAFT_CHANGED' } });
  }, 60_000);
});

test('a draft whose cases pass is proposed, approved by another person, and is in the library then', async () => {
  const checked = await check(await begin('DY67'));
  expect(await submit(checked, ' ')).toMatchObject({ status: 422, body: { code: 'REASON_REQUIRED' } });
  const proposed = await submit(checked);
  expect(proposed).toMatchObject({
    status: 200,
    body: { code: 'DY67', version: 1, origin: 'own', state: 'proposed', basedOnVersion: null, mayDecide: false },
  });
  expect(await submit(checked)).toMatchObject({ status: 409, body: { code: 'INDICATOR_VERSION_PROPOSED' } });
  expect((await officer.call(routes.getIndicator, { params: { code: 'DY67' } })).status).toBe(404);
  const versionId = proposed.body.id;
  expect((await read(checked.id)).versionId).toBe(versionId);
  const decide = (by: ApiClient) =>
    by.call(routes.decideIndicatorVersion, { params: { versionId }, body: { decision: 'approve' } });
  expect((await decide(officer)).status).toBe(403);
  expect(await decide(head)).toMatchObject({ status: 200, body: { inForce: true } });
  expect((await officer.call(routes.getIndicator, { params: { code: 'DY67' } })).body).toMatchObject({
    title: { zh: '本单位指标' },
    standing: { origin: 'office', deliveredVersion: null, deliveredChanged: false },
  });
  // The next version rests on the one in force.
  expect(await submit(checked)).toMatchObject({ status: 200, body: { version: 2, basedOnVersion: 1 } });
}, 60_000);

test('whoever decides reads the query, the texts and the cases as they went, whatever became of the draft', async () => {
  const checked = await check(await begin('DY68'));
  const { id: versionId } = (await submit(checked)).body;
  const params = { versionId };
  const source = async (by: ApiClient) => by.call(routes.getIndicatorVersionSource, { params });
  const sql = checked.query.trim();
  await save({ ...checked, query: 'select 1', cases: '' });
  await officer.call(routes.deleteIndicatorDraft, { params: { draftId: checked.id } });
  for (const by of [head, officer, other]) {
    const { status, body } = await source(by);
    expect(status).toBe(200);
    expect(body.sql.trim()).toBe(sql);
    expect(body.tried).toMatchObject({ version: 1, text: checked.cases, checkedAt: expect.any(String) });
    expect(body.cases.map(({ result }) => result)).toEqual(checked.check!.cases);
    expect(body.cases.length).toBeGreaterThan(1);
  }
  const { definition } = (await head.call(routes.getIndicatorVersion, { params })).body;
  expect(definition.guidance.verify).not.toBe('');
  // Once in force, its page lists the cases, too.
  await head.call(routes.decideIndicatorVersion, { params, body: { decision: 'approve' } });
  const inForce = (await officer.call(routes.getIndicatorSource, { params: { code: 'DY68' } })).body;
  expect(inForce.cases).toEqual(checked.check!.cases.map(({ name, kind }) => ({ name, kind })));
  // A later version that only changes a value says which version the cases were run for.
  const changed = await officer.call(routes.proposeIndicatorVersion, {
    params: { code: 'DY68' },
    body: { changes: { severity: 'critical' }, reason: '金额大' },
  });
  const later = await head.call(routes.getIndicatorVersionSource, { params: { versionId: changed.body.id } });
  expect(later.body).toMatchObject({ version: 2, tried: { version: 1 } });
}, 60_000);

test('the dictionary names every table that a query may read, with titles', async () => {
  const { tables, preludeFunctions, functions, bases } = (await officer.call(routes.getFactDictionary)).body;
  const names = new Set(tables.map(({ name }) => name));
  const read = [...api.app.catalogue.values()]
    .filter(hasQuery)
    .flatMap(({ sql }) => [...sql.matchAll(/facts\.([a-z_]+)/g)].map(([, name]) => name!.replace(/_history$/, '')));
  expect([...new Set(read)].filter((name) => name !== 'parameter' && !names.has(name))).toEqual([]);
  const untitled = tables.flatMap(({ name, columns }) =>
    columns.filter((column) => column.title === column.name).map((column) => `${name}.${column.name}`),
  );
  expect(untitled).toEqual([]);
  expect(tables.find(({ name }) => name === 'person')!.columns.find(({ name }) => name === 'id_number')).toMatchObject({
    title: expect.stringMatching(/身份/),
    personal: true,
  });
  expect(preludeFunctions).toContain('add_months');
  expect(functions).toContain('count');
  expect(bases.find(({ id }) => id === '法88')).toBeDefined();
});
