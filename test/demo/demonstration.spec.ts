import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  getAlert,
  getArrivalBoard,
  getIndicatorDraft,
  getTestRun,
  getVersion,
  listAlerts,
  listDrafts,
  listIndicators,
  listNotEvaluated,
  listProposals,
  listSubmissions,
  listTestRunHits,
  listTestRuns,
  listVersions,
  listWhitelist,
} from '@fundwatch/application';
import { composeApplication, type ComposedApplication } from '@fundwatch/application/compose';
import { alertStates } from '@fundwatch/domain/alert';
import { systemContext } from '@fundwatch/domain/identity';
import { createExchangeDatabase } from '@fundwatch/storage/exchange';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  demoPeriods,
  expectedFindings,
  officeFigures,
  ownIndicator,
  versions,
  type ExpectedFindings,
} from '../../cli/src/demo/index.js';
import { contextOfAccount } from '../../cli/src/demonstration/context-of-account.js';
import { loadDemonstration } from '../../cli/src/demonstration/load-demonstration.js';
import { createMigratedDatabase, type TestDatabase } from '../support/postgres.js';

const options = { persons: 12 };
const context = systemContext('test', 'test');
let database: TestDatabase;
let exchangeName: string;
let home: string;
let app: ComposedApplication;
let owner: pg.Client;
let expected: ExpectedFindings;

beforeAll(async () => {
  database = await createMigratedDatabase();
  home = await mkdtemp(join(tmpdir(), 'fundwatch-demonstration-'));
  owner = new pg.Client({ connectionString: database.adminUrl });
  await owner.connect();
  exchangeName = `${new URL(database.adminUrl).pathname.slice(1)}_exchange`;
  const exchange = await createExchangeDatabase(database.adminUrl, exchangeName);
  app = await composeApplication({
    databaseUrl: database.appUrl,
    home,
    demonstration: true,
    installationSecret: 'only-in-tests-only-in-tests-only',
    queue: { enqueue: async () => undefined },
  });
  expected = expectedFindings(options);
  await loadDemonstration(app, { ...options, exchange, progress: () => undefined });
}, 900_000);

afterAll(async () => {
  await app?.close();
  await owner?.query(`drop database if exists ${exchangeName} with (force)`);
  await owner?.query(`drop role if exists ${exchangeName}_reader`);
  await owner?.end();
  await database?.drop();
  await rm(home, { recursive: true, force: true });
});

/** The latest finished run of each month. */
const latestRuns = `select distinct on (period) id, period from fundwatch.evaluation where state = 'finished' order by period, run_no desc`;

async function sql<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await owner.query<T>(text, values)).rows;
}

describe('the demonstration, once it is loaded', () => {
  it.each(demoPeriods)(
    'has exactly the planted hits in the latest run of %s, and flags no near miss',
    async (period) => {
      const rows = await sql<{ hit: string }>(
        // An alert's number is given when it is raised: the plan calls it by its indicator and line.
        `select concat_ws(' ', h.indicator, h.verdict, h.agency, h.line, h.subject,
           coalesce((select a.indicator || '/' || a.line from fundwatch.alert a where a.number = h.hit_key), h.hit_key)) as hit
       from fundwatch.hit h join (${latestRuns}) run on run.id = h.evaluation_id where run.period = $1`,
        [period],
      );
      const found = rows.map(({ hit }) => hit).sort();
      const planted = expected.hits
        .filter((hit) => hit.period === period)
        .map((hit) => [hit.indicator, hit.verdict, hit.agency, hit.line, hit.subject, hit.hitKey].join(' '))
        .sort();
      expect(planted.length).toBeGreaterThan(0);
      expect(found).toEqual(planted);
      const misses = expected.nearMisses.filter((miss) => miss.period === period);
      expect(misses.length).toBeGreaterThan(0);
      for (const { indicator, agency, line, subject, hitKey = '', why } of misses) {
        const start = `${indicator} hit ${agency} ${line} ${subject} ${hitKey}`;
        expect(
          found.filter((hit) => hit.startsWith(start)),
          why,
        ).toEqual([]);
      }
    },
  );

  it.each(demoPeriods)('keeps every rule in %s but the planted ones, and waits for no check', async (period) => {
    const broken = await sql<{ place: string }>(
      `select concat_ws(' ', rule, agency, line) as place from fundwatch.rule_result where period = $1 and state = 'broken'`,
      [period],
    );
    const planted = expected.brokenRules.filter((one) => one.period === period);
    expect(broken.map(({ place }) => place).sort()).toEqual(
      planted.map(({ rule, agency, line }) => `${rule} ${agency} ${line}`).sort(),
    );
    expect(await app.database.withContext(context, ({ rules }) => rules.pendingOf(period))).toEqual([]);
  });

  it('has as many alerts per indicator and month as were planted', async () => {
    const counts = await sql(
      `select h.indicator, run.period, count(distinct h.alert_id)::int as count
       from fundwatch.hit h join (${latestRuns}) run on run.id = h.evaluation_id
       where h.verdict = 'hit' group by 1, 2 order by 1, 2`,
    );
    expect(counts).toEqual(expected.alerts);
  });

  async function everyPage(evaluationId: string) {
    type Page = Awaited<ReturnType<typeof listNotEvaluated>>;
    const items: Page['items'] = [];
    for (let cursor: string | undefined; ;) {
      const page: Page = await listNotEvaluated(app, context, { evaluationId, limit: 100, cursor });
      items.push(...page.items);
      if (page.nextCursor === null) return items;
      cursor = page.nextCursor;
    }
  }

  it('leaves unevaluated what the missing submission is needed for, and says so', async () => {
    for (const { id, period } of await sql<{ id: string; period: string }>(latestRuns)) {
      const undone = (await everyPage(id)).filter(({ state }) => state === 'not_evaluated');
      expect(undone.map((one) => [one.indicator, one.agency.code, one.line])).toEqual(
        expected.notEvaluated
          .filter((one) => one.period === period)
          .map((one) => [one.indicator, one.agency, one.line]),
      );
      expect(undone.every(({ reason }) => reason.code === 'DATASET_MISSING')).toBe(true);
    }
  });

  it('has alerts in every state, some of them overdue', async () => {
    const rows = await sql<{ state: string }>(`select distinct state from fundwatch.alert`);
    expect(rows.map(({ state }) => state).sort()).toEqual([...alertStates].sort());
    const overdue = await sql(
      `select from fundwatch.alert where due_on < '2026-10-20' and state in ('received', 'returned')`,
    );
    expect(overdue.length).toBeGreaterThan(0);
  });

  it('has withdrawn what the corrected versions took away', async () => {
    for (const { indicator, agency, line, subject, period } of expected.withdrawn) {
      const rows = await sql(
        `select state from fundwatch.alert where indicator = $1 and agency = $2 and line = $3 and subject = $4 and first_period = $5`,
        [indicator, agency, line, subject, period],
      );
      expect(rows, `${indicator} ${agency} ${period}`).toEqual([{ state: 'withdrawn' }]);
    }
  });

  it('has refused submissions with their reasons, late ones and one that is still waited for', async () => {
    const { items } = await listSubmissions(app, context, { state: ['refused'], limit: 20 });
    const refused = items.map(({ agency, line, dataset, period, version, errors }) =>
      [agency.code, line, dataset, period, version, errors].join(' '),
    );
    expect(refused.sort()).toEqual([
      '120101 410 business 202606 1 1',
      '120103 410 business 202608 1 1',
      '120104 170 business 202608 1 1',
      '120106 110 business 202608 1 1',
      '120112 170 business 202608 1 1',
      '120114 210 business 202607 1 1',
      '120116 120 business 202607 1 1',
      '120119 110 business 202607 1 1',
    ]);
    const totals = [];
    for (const period of demoPeriods) {
      const board = await getArrivalBoard(app, context, { period });
      totals.push([period, board.totals.late, board.totals.waiting, board.totals.refused]);
    }
    expect(totals).toEqual([
      ['202606', 1, 0, 0],
      ['202607', 3, 0, 0],
      ['202608', 2, 0, 0],
      ['202609', 0, 1, 0],
    ]);
  });

  it('has June closed, and July closed and restated by the correction that came the day after', async () => {
    const closes = await sql(`select period, state, proposed_by_name <> decided_by_name as two_people
      from fundwatch.month_close order by period`);
    expect(closes).toEqual([
      { period: '202606', state: 'closed', two_people: true },
      { period: '202607', state: 'closed', two_people: true },
    ]);
    const differences = await sql(
      `select e.period, d.indicator, d.change, d.agency from fundwatch.restatement_difference d
       join fundwatch.evaluation e on e.id = d.evaluation_id where d.indicator = 'DY23'`,
    );
    expect(differences).not.toEqual([]);
    for (const one of differences)
      expect(one).toEqual({ period: '202607', indicator: 'DY23', change: 'removed', agency: '120104' });
  });

  const as = (userName: string) => contextOfAccount(app, userName, 'test');

  it('has the figures of the region entered by the office, marked as invented, and no base or benefit left undecided', async () => {
    const tables = await sql<{ name: string; source: string; by: string }>(
      `select table_name as name, source_title || source_reference as source, entered_by_name as by
       from fundwatch.statutory_entry order by 1`,
    );
    expect(tables.map(({ name, by }) => [name, by])).toEqual([
      ['base_limit', '陈伟'],
      ['benefit_standard', '陈伟'],
    ]);
    for (const { source } of tables) expect(source).toMatch(/示范值.*不得用于实际监督/);
    expect(officeFigures).toHaveLength(tables.length);
    const undecided = await sql(
      `select from fundwatch.hit where indicator in ('CB08', 'DY19') and verdict = 'cannot_decide'`,
    );
    expect(undecided).toEqual([]);
  });

  it('has versions proposed by one person and approved by another: in force, on trial, and one that waits', async () => {
    const office = await as('wangjianguo');
    const waiting = (await listProposals(app, office)).proposals.map(({ code }) => code);
    const standings = [];
    for (const { indicator } of expected.versions) {
      const [latest] = (await listVersions(app, office, { code: indicator, limit: 1 })).items;
      const { inForce, onTrial, proposedBy, decidedBy, mayDecide } = latest!;
      const standing = onTrial ? 'trial' : inForce ? 'in_force' : latest!.state;
      standings.push({ indicator, standing });
      expect(proposedBy).not.toBe(decidedBy);
      expect(mayDecide, indicator).toBe(standing === 'proposed');
      if (standing === 'proposed') expect(waiting).toEqual([indicator]);
    }
    expect(standings).toEqual(expected.versions.map(({ indicator, standing }) => ({ indicator, standing })));
  });

  it('has one version that an answer P9 asked for, with the values that the answer names', async () => {
    const office = await as('wangjianguo');
    const [asked] = versions.filter(({ answeredAt }) => answeredAt);
    const [latest] = (await listVersions(app, office, { code: asked!.indicator, limit: 1 })).items;
    const { changes, differences, alert, reason } = await getVersion(app, office, { versionId: latest!.id });
    expect(changes).toEqual(asked!.changes);
    expect(differences.length).toBeGreaterThan(0);
    expect(reason).toContain('建议');
    const { answers } = await getAlert(app, office, { alertId: alert!.id });
    expect(answers.map(({ problemType }) => problemType)).toEqual(['P9']);
  });

  it('runs that version from its month on, and older alerts explain themselves by the one before', async () => {
    const { indicator, inForceFrom } = versions.find((one) => one.inForceFrom)!;
    const ran = await sql<{ period: string; version: number }>(
      `select run.period, i.version from (${latestRuns}) run join fundwatch.evaluation_indicator i on i.evaluation_id = run.id
       where i.indicator = $1 order by 1`,
      [indicator],
    );
    const before = ran.filter(({ period }) => period < inForceFrom!).map(({ version }) => version);
    const since = ran.filter(({ period }) => period >= inForceFrom!).map(({ version }) => version);
    expect(new Set(before)).toEqual(new Set([1]));
    expect(new Set(since)).toEqual(new Set([2]));
    const context = await as('zhangmin');
    const { items } = await listAlerts(app, context, { indicator: [indicator], order: 'raised', limit: 20 });
    const values = new Map<string | null, unknown>();
    for (const { id, period } of items) {
      const { indicatorVersion, parameters } = await getAlert(app, context, { alertId: id });
      values.set(period, [indicatorVersion, parameters['approvals']]);
    }
    expect(Object.fromEntries(values)).toEqual({
      '202606': [1, '20'],
      '202607': [1, '20'],
      '202608': [1, '20'],
      '202609': [2, '24'],
    });
  });

  it('has back-tests that are done, with what is new, kept and gone, and what of it had been judged', async () => {
    const office = await as('wangjianguo');
    for (const { indicator, backTest } of expected.versions) {
      const { items } = await listTestRuns(app, office, { code: indicator, kind: 'back_test', limit: 5 });
      expect(items, indicator).toHaveLength(backTest ? 1 : 0);
      if (!backTest) continue;
      const { periods, new: found, kept, gone } = backTest;
      expect(items[0]).toMatchObject({ state: 'done', monthsDone: periods.length, new: found, kept, gone });
    }
    const [ofAnswer] = (await listTestRuns(app, office, { code: 'NK02', kind: 'back_test', limit: 1 })).items;
    const { judged, periods } = await getTestRun(app, office, { testRunId: ofAnswer!.id });
    expect(periods.map(({ period, gone }) => [period, gone])).toEqual([
      ['202606', 0],
      ['202607', 1],
      ['202608', 1],
    ]);
    expect(judged).toMatchObject({
      real: { lost: 0 },
      false: { alerts: 2, lost: 1 },
      dismissed: { alerts: 1, lost: 1 },
    });
  });

  it('has hits of versions on trial that officers see and no agency, and that raise nothing', async () => {
    const officer = await as('zhangmin');
    const onTrial = expected.versions.filter(({ standing }) => standing === 'trial').map(({ indicator }) => indicator);
    const found: Awaited<ReturnType<typeof listTestRunHits>>['items'] = [];
    for (const code of onTrial) {
      const { items } = await listTestRuns(app, officer, { code, kind: 'trial', limit: 50 });
      expect(items.map(({ state }) => state)).toEqual(items.map(() => 'done'));
      // The latest of each month.
      const latest = items.filter((run, i) => items.findIndex((one) => one.firstPeriod === run.firstPeriod) === i);
      expect(latest.map(({ firstPeriod }) => firstPeriod).sort()).toEqual(['202608', '202609']);
      for (const { id: testRunId } of latest) {
        const { items: hits } = await listTestRunHits(app, officer, { testRunId, limit: 50 });
        found.push(...hits);
        for (const account of ['h120118', 'h120115', 'b120119'])
          expect((await listTestRuns(app, await as(account), { code, kind: 'trial', limit: 5 })).items).toEqual([]);
      }
    }
    const named = ({ agency, line, subject, period, presence }: (typeof found)[number]) =>
      [agency.code, line, subject, period, presence].join(' ');
    const planned = expected.trialHits.map(({ agency, line, subject, period, presence }) =>
      [agency, line, subject, period, presence].join(' '),
    );
    expect(found.map(named).sort()).toEqual(planned.sort());
    const raised = await sql(`select number from fundwatch.alert where indicator = $1`, [ownIndicator.code]);
    expect(raised).toEqual([]);
  });

  it('has an indicator of its own whose cases have passed, among those of the library', async () => {
    const context = await as('chenwei');
    const { drafts } = await listDrafts(app, context);
    expect(drafts).toMatchObject([{ code: ownIndicator.code, author: '陈伟', passed: true, mine: true }]);
    const { check } = await getIndicatorDraft(app, context, { draftId: drafts[0]!.id });
    expect(check?.cases.map(({ kind, passed }) => [kind, passed])).toEqual([
      ['fires', true],
      ['near_miss', true],
      ['cannot_decide', true],
    ]);
    const { indicators } = await listIndicators(app, context);
    expect(indicators.find(({ code }) => code === ownIndicator.code)).toMatchObject({ status: 'trial' });
  });

  it('keeps the whitelisted cases quiet, says which of them end soon, and has one that waits', async () => {
    const quiet = await sql(
      `select h.indicator, h.agency, h.line, h.subject, run.period from fundwatch.hit h
       join (${latestRuns}) run on run.id = h.evaluation_id where h.outcome = 'whitelist' order by 1, 5`,
    );
    expect(quiet).toEqual(
      expected.whitelisted.toSorted((a, b) => (a.indicator + a.period < b.indicator + b.period ? -1 : 1)),
    );
    const { items } = await listWhitelist(app, await as('wangjianguo'), { view: 'all', limit: 10 });
    expect(
      items.map((one) => [one.indicator, one.state, one.endsSoon, one.quietHits, one.mayDecide, !!one.alert]),
    ).toEqual([
      ['DY22', 'proposed', false, 0, true, true],
      ['CB13', 'approved', true, 2, false, false],
      ['CB06', 'approved', false, 1, false, false],
    ]);
  });

  it('stands on the day at which it is shown, and started no run twice for the same inputs', async () => {
    expect(await app.clock.now()).toBe('2026-10-20T01:00:00.000Z');
    const twice = await sql(`select period, input_hash from fundwatch.evaluation group by 1, 2 having count(*) > 1`);
    expect(twice).toEqual([]);
  });
});
