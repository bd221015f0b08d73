import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  countAlerts,
  getAccountability,
  getAlert,
  getArrivalBoard,
  getCase,
  getIndicatorDraft,
  getMajorMatter,
  getRecovery,
  getTestRun,
  getVersion,
  listAccountabilityEntries,
  listAlertEvents,
  listAlerts,
  listApprovals,
  listBranches,
  listCases,
  listConsultations,
  listDocuments,
  listDrafts,
  listIndicators,
  listInspections,
  listMajorMatters,
  listMatterDocuments,
  listNotEvaluated,
  listProposals,
  listSubmissions,
  listTestRunHits,
  listTestRuns,
  listVersions,
  listWhitelist,
} from '@fundwatch/application';
import { composeApplication, type ComposedApplication } from '@fundwatch/application/compose';
import { alertStates, branchTransitionFor, handIndicator, type BranchState } from '@fundwatch/domain/alert';
import { systemContext } from '@fundwatch/domain/identity';
import { createExchangeDatabase } from '@fundwatch/storage/exchange';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assignments,
  branchStories,
  caseStory,
  demoPeriods,
  expectedFindings,
  handAlert,
  ledgers,
  locateFinding,
  officeFigures,
  ownIndicator,
  papers,
  registerStories,
  standIn,
  versions,
  type ExpectedFindings,
  type FindingPlace,
} from '../../cli/src/demo/index.js';
import { contextOfAccount } from '../../cli/src/demonstration/context-of-account.js';
import { findAlert } from '../../cli/src/demonstration/find-alert.js';
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

  const ofAccount = (userName: string) =>
    assignments.filter(({ to }) => to === userName).reduce((sum, { alerts }) => sum + alerts.length, 0);

  const alertOf = async (place: FindingPlace) => {
    const { alertId } = await findAlert(app, await as('zhangmin'), locateFinding(expected.hits, place));
    return alertId;
  };
  const commandsOf = async (userName: string, alertId: string) =>
    (await getAlert(app, await as(userName), { alertId })).commands.map(({ command }) => command);
  const eventsOf = async (alertId: string) =>
    (await listAlertEvents(app, await as('zhangmin'), { alertId })).events.map(({ type }) => type);

  it('has branches of every kind beside its alerts, over and open, as they were told', async () => {
    const found: string[] = [];
    const told: string[] = [];
    for (const { of, kind, acts } of branchStories) {
      const alertId = await alertOf(of);
      const { branches } = await listBranches(app, await as('zhangmin'), { alertId });
      found.push(...branches.map((one) => `${of.indicator} ${of.agency} ${one.kind} ${one.state}`));
      let state: BranchState | null = null;
      for (const act of acts) state = branchTransitionFor(kind, state, act.do)!.to;
      told.push(`${of.indicator} ${of.agency} ${kind} ${state}`);
    }
    expect(found.sort()).toEqual(told.sort());
    const orders = await sql<{ number: string | null; state: string }>(
      `select details->>'number' as number, state from fundwatch.alert_branch where kind = 'supervise_order' order by 2`,
    );
    expect(orders).toEqual([
      { number: '津社基督〔2026〕1号', state: 'issued' },
      { number: null, state: 'proposed' },
    ]);
  });

  it('waits for the leader, the head, the officers and the departments', async () => {
    const counts = async (userName: string) => (await listApprovals(app, await as(userName), { limit: 1 })).counts;
    expect(await counts('zhaozhiyuan')).toMatchObject({ field_check: 1, supervise_order: 1 });
    expect(await counts('wangjianguo')).toMatchObject({ extension: 2, recovery_plan: 1 });
    expect(await counts('chenwei')).toMatchObject({ extension: 2 });
    const asked = async (userName: string, state: 'open' | 'ended') => {
      const { items } = await listConsultations(app, await as(userName), { state, limit: 10 });
      return items.map(({ branch, alert }) => [branch.state, branch.dueOn, alert.indicator]);
    };
    expect(await asked('yanglao', 'open')).toEqual([['received', '2026-11-13', 'DY04']]);
    expect(await asked('yanglao', 'ended')).toEqual([['concluded', '2026-10-30', 'DY04']]);
    expect(await asked('shiye', 'open')).toEqual([['sent', null, 'DY23']]);
  });

  it('tells the runs when an agency received its alert, not when a department received a question about it', async () => {
    const { number } = await getAlert(app, await as('zhangmin'), { alertId: await alertOf(branchStories[0]!.of) });
    const rows = await app.database.withContext(context, ({ supervisionRecords }) =>
      supervisionRecords.alertsAsOf('202609'),
    );
    expect(rows.find((row) => row['alert_number'] === number)).toMatchObject({ received_on: '2026-08-20' });
  });

  it('has a longer date where an extension was granted, and an answer P11 that asks for one', async () => {
    const view = async (place: FindingPlace) => getAlert(app, await as('zhangmin'), { alertId: await alertOf(place) });
    const granted = await view({ indicator: 'DY04', agency: '120103', line: '120', period: '202608' });
    expect([granted.state, granted.dueOn]).toEqual(['received', '2026-11-06']);
    const { id, answers } = await view({ indicator: 'DQ06', agency: '120118', line: '110', period: '202608' });
    expect(answers.map(({ problemType }) => problemType)).toEqual(['P11']);
    const { branches } = await listBranches(app, await as('zhangmin'), { alertId: id });
    expect(branches.map(({ kind, state, details }) => [kind, state, details['until']])).toEqual([
      ['extension', 'proposed', '2026-11-09'],
    ]);
  });

  it('has an alert that was rectified and closed with its ledger settled to the cent', async () => {
    const alertId = await alertOf({ indicator: 'CW07', agency: '120112', line: '110', period: '202606' });
    const { sums } = await getRecovery(app, await as('zhangmin'), { alertId });
    expect(sums).toMatchObject({ confirmed: '8612.47', recovered: '8612.47', remaining: '0.00' });
    const ending = ['order_rectification', 'report_rectification', 'close'];
    expect((await eventsOf(alertId)).filter((type) => ending.includes(type))).toEqual(ending);
    for (const { of } of ledgers) {
      const id = await alertOf(of);
      const { sums } = await getRecovery(app, await as('zhangmin'), { alertId: id });
      const { state } = await getAlert(app, await as('zhangmin'), { alertId: id });
      expect(Number(sums.remaining) === 0, of.indicator).toBe(state === 'closed');
    }
  });

  it('has an answer P4 in its second review, which another officer may close, and an alert opened again by hand', async () => {
    const drawn = await alertOf({ indicator: 'DY02', agency: '120102', line: '110', period: '202606' });
    expect(await commandsOf('zhangmin', drawn)).toEqual(expect.arrayContaining(['close', 'object_to_closing']));
    expect(await commandsOf('chenwei', drawn)).not.toContain('close');
    const reopened = await alertOf({ indicator: 'DQ05', agency: '120102', line: '000', period: '202608' });
    expect(await eventsOf(reopened)).toEqual(expect.arrayContaining(['dismiss', 'reopen_by_hand', 'receive']));
    expect((await getAlert(app, await as('zhangmin'), { alertId: reopened })).state).toBe('received');
  });

  it('has a case of one account, and a major matter of it that waits for the leader', async () => {
    const leader = await as('zhaozhiyuan');
    const { items } = await listCases(app, leader, { limit: 10 });
    expect(items.map(({ title }) => title)).toEqual([caseStory.title]);
    const { members, possibleLoss, investigation, majorMatterTier } = await getCase(app, leader, {
      caseId: items[0]!.id,
    });
    expect(members.map(({ indicator, state }) => `${indicator} ${state}`).sort()).toEqual([
      'CW07 closed',
      'CW08 answered',
    ]);
    expect(new Set(members.map(({ subject }) => subject)).size).toBe(1);
    expect({ possibleLoss, investigation, majorMatterTier }).toMatchObject({
      possibleLoss: '8600.00',
      investigation: { on: '2026-10-14' },
      majorMatterTier: 'ordinary',
    });
    const [matter] = (await listMajorMatters(app, leader, { limit: 5 })).items;
    expect(matter).toMatchObject({ state: 'proposed', investigated: true });
    const { commands } = await getMajorMatter(app, leader, { majorMatterId: matter!.id });
    expect(commands.map(({ command }) => command)).toContain('sign');
  });

  it('shows what the records say of its agencies, and a register with one corrected entry', async () => {
    const months = { from: '202607', to: '202610' };
    const { rows, since } = await getAccountability(app, await as('zhaozhiyuan'), months);
    expect(since).toBe('202606');
    expect(rows.length).toBeGreaterThanOrEqual(16);
    const kinds = new Set(rows.flatMap(({ facts }) => facts.map(({ kind }) => kind)));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['submission_late', 'submission_refused', 'submission_missing', 'answer_overdue']),
    );
    for (const { agency, item } of registerStories)
      expect(rows.find((row) => row.agency.code === agency)?.entries).toEqual([{ item, count: 1 }]);
    const over = await listAccountabilityEntries(app, await as('zhangmin'), { state: 'over', limit: 5 });
    expect(over.items).toMatchObject([{ state: 'corrected', agency: { code: '120112' } }]);
  });

  it('has an alert by hand that its registrar may not screen, and no run touches it', async () => {
    const [row, ...others] = await sql<{ id: string; state: string; hits: number }>(
      `select id, state, hits from fundwatch.alert where indicator = $1`,
      [handIndicator],
    );
    expect(others).toEqual([]);
    expect(row).toMatchObject({ state: 'raised', hits: 0 });
    expect(await commandsOf(handAlert.registered.by, row!.id)).not.toContain('screen');
    expect(await commandsOf('chenwei', row!.id)).toContain('screen');
  });

  it('has an inspection that was told in time, and one whose draft the agency may object to', async () => {
    const { items } = await listInspections(app, await as('wangjianguo'), { limit: 10 });
    const shown = items.map(({ agency, state, running }) => [agency.code, state, running?.clock, running?.dueOn]);
    expect(shown.sort()).toEqual([
      ['120112', 'drafted', 'objection', '2026-10-23'],
      ['120116', 'notified', undefined, undefined],
    ]);
  });

  it('has the notice of each inspection made from its plan, and given to the agency', async () => {
    const leader = await as('zhaozhiyuan');
    for (const { id } of (await listInspections(app, leader, { limit: 10 })).items) {
      const { documents } = await listMatterDocuments(app, leader, { matter: 'inspection', matterId: id });
      expect(documents).toMatchObject([{ kind: 'inspection_notice', sent: true, formats: ['docx', 'pdf'] }]);
    }
  });

  it('has its documents made, numbered, and where they go out on paper as PDF', async () => {
    const made = [];
    for (const { of } of papers) {
      const { documents } = await listDocuments(app, await as('zhangmin'), { alertId: await alertOf(of) });
      made.push(...documents);
    }
    const unique = new Map(made.map((one) => [one.id, one]));
    expect([...unique.values()].map(({ kind }) => kind).sort()).toEqual(papers.map(({ kind }) => kind).sort());
    for (const { kind, number, formats } of unique.values()) {
      expect(number, kind).toMatch(/2026/);
      const onPaper = ['alert_letter', 'supervise_order'].includes(kind);
      expect(formats, kind).toHaveLength(onPaper ? 2 : 1);
    }
  });

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

  it('has work that is somebody’s, an absent colleague’s in the stand-in’s queue, and the rest unassigned', async () => {
    for (const { to, alerts } of assignments) {
      const context = await as(to);
      const { open, assigned } = await countAlerts(app, context);
      const covered = to === standIn.standIn ? ofAccount(standIn.absent) : 0;
      expect(assigned.mine, to).toBe(alerts.length + covered);
      expect(assigned.standing_in, to).toBe(covered);
      expect(assigned.unassigned, to).toBeGreaterThan(0);
      expect(assigned.unassigned, to).toBeLessThan(open);
    }
    const { standsInFor } = await countAlerts(app, await as(standIn.standIn));
    expect(standsInFor).toEqual(['陈伟']);
  });

  it('stands on the day at which it is shown, and started no run twice for the same inputs', async () => {
    expect(await app.clock.now()).toBe('2026-10-20T01:00:00.000Z');
    const twice = await sql(`select period, input_hash from fundwatch.evaluation group by 1, 2 having count(*) > 1`);
    expect(twice).toEqual([]);
  });
});
