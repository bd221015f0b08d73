import { randomUUID } from 'node:crypto';
import { requestBackTest } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposeSeverity } from '../support/a-proposed-version.js';
import { anAlert } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

const PERIOD = '202609';
let api: TestApi;
let officer: ApiClient;
let testRunId: string;

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  officer = await api.signedIn('zhang');
  await api.sql(
    `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
     values ($1, '120101', '110', 'business', $2, 1, 'accepted', 'package', '张三', $3, $3, 'h')`,
    [randomUUID(), PERIOD, api.clock.now()],
  );
  const { id: versionId } = await proposeSeverity(api, 'zhang');
  const input = { versionId, periods: [PERIOD] };
  ({ testRunId } = await requestBackTest(api.app, systemContext('test', 'test'), input));
});
afterAll(() => api.close());

/** What a month's work leaves: rows with their presence, and where nothing could be said. */
async function finish(
  rows: { subject: string; hitKey: string; presence: string; agency?: string }[],
  silent: string[],
) {
  for (const { subject, hitKey, presence, agency = '120101' } of rows)
    await api.sql(
      `insert into fundwatch.test_run_hit (test_run_id, period, agency, line, subject, hit_key, verdict, presence, amount, evidence)
       values ($1, $2, $3, '110', $4, $5, 'hit', $6, '10.00', '{"name": "张三"}')`,
      [testRunId, PERIOD, agency, subject, hitKey, presence],
    );
  await api.sql(
    `update fundwatch.test_run_period set state = 'done', not_evaluated = $3 where test_run_id = $1 and period = $2`,
    [testRunId, PERIOD, JSON.stringify(silent.map((agency) => ({ agency, line: '110', reasons: [] })))],
  );
}

test('an alert is lost when none of its live hits is found again, and never where the version could not look', async () => {
  const of = (subject: string) => anAlert().of('DY29').about(subject);
  const hits = (...keys: string[]) => keys.map((hitKey) => ({ hitKey, period: PERIOD }));
  await of('P1')
    .answered('P5')
    .closed()
    .behind(...hits('a', 'b'))
    .save(api.database);
  await of('P2')
    .answered('P6')
    .closed()
    .behind(...hits('c'))
    .save(api.database);
  await of('P3')
    .answered('P3')
    .closed()
    .behind(...hits('d'))
    .save(api.database);
  await of('P4')
    .at('120102')
    .answered('P7')
    .closed()
    .behind(...hits('e'))
    .save(api.database);
  await of('P5')
    .screened()
    .behind(...hits('f'))
    .save(api.database);
  // Of another month: the run says nothing about it.
  await of('P6').answered('P5').closed().behind({ hitKey: 'g', period: '202608' }).save(api.database);
  await finish(
    [
      { subject: 'P1', hitKey: 'a', presence: 'gone' },
      { subject: 'P1', hitKey: 'b', presence: 'kept' },
      { subject: 'P2', hitKey: 'c', presence: 'gone' },
      { subject: 'P3', hitKey: 'd', presence: 'gone' },
      { subject: 'P5', hitKey: 'f', presence: 'gone' },
      { subject: 'P9', hitKey: 'n', presence: 'new' },
    ],
    ['120102'],
  );
  const { body } = await officer.call(routes.getTestRun, { params: { testRunId } });
  expect(body.judged).toEqual({
    real: { alerts: 3, lost: 1 },
    false: { alerts: 1, lost: 1 },
    open: { alerts: 1, lost: 1 },
    dismissed: { alerts: 0, lost: 0 },
    other: { alerts: 0, lost: 0 },
  });
  expect(body.cells).toMatchObject([{ period: PERIOD, present: 5, found: 2, new: 1, gone: 4 }]);
});

test('a proposal says what its latest back-test found, and one that was never tested says that', async () => {
  const { id: untested } = await proposeSeverity(api, 'zhang', 'NK02');
  await api.sql(`update fundwatch.test_run set state = 'done', finished_at = $2 where id = $1`, [
    testRunId,
    api.clock.now(),
  ]);
  await api.sql(`update fundwatch.test_run_period set new_hits = 1, gone_hits = 4 where test_run_id = $1`, [testRunId]);
  const proposals = async () => (await officer.call(routes.listIndicatorProposals)).body.proposals;
  const tested = (await proposals()).find(({ code }) => code === 'DY29')!;
  expect(tested.backTest).toMatchObject({
    id: testRunId,
    state: 'done',
    months: 1,
    monthsDone: 1,
    firstPeriod: PERIOD,
    new: 1,
    gone: 4,
    judged: { real: { alerts: 3, lost: 1 }, false: { alerts: 1, lost: 1 } },
  });
  expect((await proposals()).find(({ id }) => id === untested)!.backTest).toBeNull();
  // Another one that only waits is the latest, and claims nothing of past alerts.
  const again = { versionId: tested.id, periods: [PERIOD] };
  const { testRunId: waits } = await requestBackTest(api.app, systemContext('test', 'test'), again);
  const latest = (await proposals()).find(({ code }) => code === 'DY29')!.backTest;
  expect(latest).toMatchObject({ id: waits, state: 'queued', monthsDone: 0, judged: null });
});

test('what goes is listed page by page, each hit with the alert that holds it, masked', async () => {
  const page = (cursor?: string) =>
    officer.call(routes.listTestRunHits, { params: { testRunId }, query: { presence: 'gone', limit: 3, cursor } });
  const first = (await page()).body;
  expect(first).toMatchObject({ total: 4, items: [{ subject: 'P1' }, { subject: 'P2' }, { subject: 'P3' }] });
  expect(first.items[1]!.alert).toMatchObject({ state: 'closed', problemType: 'P6' });
  expect(JSON.stringify(first)).not.toContain('张三');
  const second = (await page(first.nextCursor!)).body;
  expect(second).toMatchObject({ items: [{ subject: 'P5' }], nextCursor: null });
  const elsewhere = { presence: 'gone', agency: '120102' } as const;
  expect((await officer.call(routes.listTestRunHits, { params: { testRunId }, query: elsewhere })).body.items).toEqual(
    [],
  );
  expect((await page('nonsense')).status).toBe(400);
});

test('a back-test of a version that was decided on is refused', async () => {
  const { id } = await proposeSeverity(api, 'zhang', 'NK02');
  await api.sql(`update fundwatch.indicator_version set state = 'withdrawn' where id = $1`, [id]);
  const ask = { params: { versionId: id }, body: { periods: [PERIOD] } };
  const { status, body } = await officer.call(routes.requestBackTest, ask);
  expect([status, body]).toMatchObject([409, { code: 'INDICATOR_VERSION_SETTLED' }]);
});
