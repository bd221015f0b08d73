import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  addUser,
  contextOfUser,
  dispatchAlert,
  enterExpectedSubmissions,
  listAlerts,
  receiveAlert,
  reconcileEvaluation,
  requestEvaluation,
  screenAlert,
  uploadPackage,
} from '@fundwatch/application';
import { composeApplication, type ComposedApplication } from '@fundwatch/application/compose';
import type { AlertSettings } from '@fundwatch/domain/alert';
import { systemContext, type RequestContext, type Role } from '@fundwatch/domain/identity';
import type { JobName } from '@fundwatch/domain/jobs';
import pg from 'pg';
import { pino } from 'pino';
import { expect } from 'vitest';
import { TEST_HOME_MARK } from '../../application/src/config.js';
import { giveUp, runJob } from '../../jobs/src/platform/run-job.js';
import { aMonth, expectedList, NORTH, REGION, SOUTH } from './a-month.js';
import { buildPackage, type PackageSpec } from './package-builder.js';
import { createMigratedDatabase } from './postgres.js';

export interface OfficeOptions {
  redisUrl?: string | undefined;
  /** Another server than the run's own, by its owner's connection string: one that a test may stop. */
  postgres?: string | undefined;
  exchangeSources?: { name: string; url: string }[];
  /** Other numbers of the lifecycle; nothing is drawn for a second review unless given. */
  alerts?: Partial<AlertSettings>;
  /** Nudges get lost: nothing is queued. */
  withoutQueue?: boolean;
  /** The first month of an office is a baseline that only its officers see; the stories play later. */
  baseline?: boolean;
  /** The indicators that this office has; those that the stories are about unless given. Its jobs processes have all. */
  indicators?: readonly string[] | 'all';
}

/** A story tells of these; what the other hundred find in its few rows is for their own cases. */
export const storyIndicators =
  'CB05 CB08 CW01 CW07 DQ01 DQ02 DQ03 DQ04 DQ05 DQ06 DQ07 DQ08 DQ09 DQ10 DQ11 DQ12 DQ13 DQ14 DY01 DY04 DY15 DY23 DY29 NK01 NK02'.split(
    ' ',
  );

const SECRET = 'only-in-tests-only-in-tests-only';
const jobsMain = fileURLToPath(new URL('../../jobs/dist/main.js', import.meta.url));
const accounts: { userName: string; roles: Role[]; organisation: string }[] = [
  { userName: 'officer', roles: ['supervision_officer'], organisation: REGION },
  { userName: 'head', roles: ['supervision_head'], organisation: REGION },
  { userName: 'leader', roles: ['bureau_leader'], organisation: REGION },
  { userName: 'administrator', roles: ['administrator'], organisation: REGION },
  { userName: 'institution', roles: ['information_institution'], organisation: REGION },
  { userName: NORTH, roles: ['agency_handler'], organisation: NORTH },
  { userName: SOUTH, roles: ['agency_handler'], organisation: SOUTH },
];

/** A whole supervision office of the tests: real PostgreSQL, queue and workers, and a clock that stands until it is set. */
export class Office {
  readonly system = systemContext('test', 'test');
  /** Every job that ended in this office's own workers. */
  readonly jobs: { name: JobName; payload: unknown; error?: Error }[] = [];
  private readonly events = new EventEmitter();
  private happened = 0;
  private readonly contexts = new Map<string, RequestContext>();
  private readonly processes = new Set<JobsProcess>();

  private constructor(
    readonly app: ComposedApplication,
    readonly home: string,
    private readonly adminUrl: string,
    private readonly owner: pg.Pool,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(options: OfficeOptions = {}): Promise<Office> {
    const database = await createMigratedDatabase(options.postgres);
    const home = await mkdtemp(join(tmpdir(), 'fundwatch-office-'));
    await writeFile(join(home, TEST_HOME_MARK), '');
    const exchangeSources = options.exchangeSources ?? [];
    const owner = new pg.Pool({ connectionString: database.adminUrl, max: 1 });
    // A server that is stopped under a test's hands is found out by what the test asks next.
    owner.on('error', () => undefined);
    const app = await composeApplication({
      databaseUrl: database.appUrl,
      redisUrl: options.redisUrl,
      home,
      exchangeSources,
      installationSecret: SECRET,
      jobLockMs: 2_000,
      alerts: { secondReviewPercent: 0, ...options.alerts },
      ...(options.withoutQueue ? { queue: { enqueue: async () => undefined } } : {}),
    });
    const kept = options.indicators ?? storyIndicators;
    const catalogue = app.catalogue as Map<string, unknown>;
    if (kept !== 'all') for (const code of catalogue.keys()) if (!kept.includes(code)) catalogue.delete(code);
    const environment: NodeJS.ProcessEnv = {
      DATABASE_URL: database.appUrl,
      FUNDWATCH_HOME: home,
      FUNDWATCH_INSTALLATION_SECRET: SECRET,
      FUNDWATCH_EXCHANGE_SOURCES: JSON.stringify(exchangeSources),
      FUNDWATCH_JOB_LOCK_MS: '1000',
      ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
    };
    const office = new Office(app, home, database.adminUrl, owner, environment, database.drop);
    await office.setClock('2026-09-01T09:00:00+08:00');
    await office.enterPeople();
    if (!options.baseline) await office.leaveBaselineBehind();
    return office;
  }

  /** Where built records are written to. */
  get database(): { appUrl: string } {
    return { appUrl: this.environment['DATABASE_URL']! };
  }

  /** Business time of every process of the office. */
  async setClock(instant: string): Promise<void> {
    const at = new Date(instant).toISOString();
    await this.app.database.withContext(this.system, ({ businessClock }) => businessClock.set(at));
  }

  /** The context of an account: officer, administrator, institution, or an agency's code for its handler. */
  as(userName: string): RequestContext {
    return this.contexts.get(userName)!;
  }

  /** Sends a package as its agency, or as the information institution for the region. */
  async upload(spec: PackageSpec, by = spec.agency === REGION ? 'institution' : spec.agency): Promise<string> {
    const path = await buildPackage(join(this.home, 'outbox'), { ...spec, container: 'zip' });
    const input = { fileName: basename(path), content: Readable.from(createReadStream(path)) };
    return (await uploadPackage(this.app, this.as(by), input)).id;
  }

  async uploadsSettled(): Promise<boolean> {
    const [row] = await this.sql<{ left: string }>(
      `select count(*) as left from fundwatch.package_upload where state in ('waiting', 'checking')`,
    );
    return row!.left === '0';
  }

  /** Everything that came is settled, and its rules are checked. */
  async dataSettled(): Promise<boolean> {
    const [row] = await this.sql<{ left: string }>(
      `select count(*) as left from fundwatch.rule_check where state <> 'done'`,
    );
    return row!.left === '0' && (await this.uploadsSettled());
  }

  /** The alerts as the officer lists them, in the order of the indicators. */
  async alerts(as = 'officer') {
    const { items } = await listAlerts(this.app, this.as(as), { order: 'raised', limit: 100 });
    return items.sort((a, b) => (a.number < b.number ? -1 : 1));
  }

  /** This office's own workers, as the jobs process runs them. */
  async startWorkers(): Promise<void> {
    const log = pino({ level: 'silent' });
    await this.app.workers!.startWorkers({
      handle: async (name, payload) => {
        try {
          await runJob(this.app, log, name, payload);
          this.jobs.push({ name, payload });
        } catch (error) {
          this.jobs.push({ name, payload, error: error as Error });
          throw error;
        } finally {
          this.happen();
        }
      },
      concurrency: { collect: 2, evaluate: 1 },
      onFailed: (name, payload, error, final) => {
        if (final) void giveUp(this.app, name, payload, error).finally(() => this.happen());
      },
    });
  }

  /** A jobs process of its own, as it is installed. */
  startProcess(environment: NodeJS.ProcessEnv = {}): JobsProcess {
    const started = new JobsProcess({ ...this.environment, ...environment }, () => this.happen());
    this.processes.add(started);
    return started;
  }

  /** Waits for jobs to end until something is so. */
  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    for (;;) {
      const before = this.happened;
      if (await isSo()) return;
      if (this.happened === before) await once(this.events, 'happened');
    }
  }

  /** Waits until so many runs are there and all are reconciled. */
  async untilEvaluated(runs = 1): Promise<void> {
    await this.until(async () => {
      const rows = await this.sql<{ state: string }>(
        `select state from fundwatch.evaluation where cardinality(indicators) > 0`,
      );
      return rows.length >= runs && rows.every(({ state }) => state === 'finished');
    });
  }

  /** Lets the workers start what is due, and waits until so many runs are there and reconciled. */
  async evaluate(runs = 1): Promise<void> {
    await this.app.queue.enqueue('startDueEvaluations', {});
    await this.untilEvaluated(runs);
  }

  /** A month comes in time and is evaluated in the night after its due date; then it is nine in the morning. */
  async settleMonth(packages: readonly PackageSpec[] = aMonth(), inOn = '2026-10-09', evaluatedOn = '2026-10-16') {
    await this.setClock(`${inOn}T10:30:00+08:00`);
    for (const spec of packages) await this.upload(spec);
    await this.until(() => this.dataSettled());
    await this.setClock(`${evaluatedOn}T01:00:00+08:00`);
    await this.evaluate();
    await this.setClock(`${evaluatedOn}T09:00:00+08:00`);
  }

  /** The one alert of an indicator, as somebody sees it. */
  async alert(indicator: string, as = 'officer') {
    const found = (await this.alerts(as)).find((one) => one.indicator === indicator);
    if (!found) throw new Error(`${as} sees no alert of ${indicator}`);
    return { ...found, alertId: found.id };
  }

  /** Screens and dispatches the alert of an indicator and lets its agency sign for it. */
  async sendAlert(indicator: string): Promise<void> {
    await screenAlert(this.app, this.as('officer'), await this.alert(indicator));
    await dispatchAlert(this.app, this.as('officer'), await this.alert(indicator));
    const alert = await this.alert(indicator);
    await receiveAlert(this.app, this.as(alert.agency.code), alert);
  }

  /** Everything that the month left behind, without what differs from run to run: ids, real times, the zips that carried it. */
  async picture(): Promise<Record<string, unknown[]>> {
    const parts: Record<string, string> = {
      submissions: `select agency, line, dataset, period, version, state, source, rows, errors, arrived_at from fundwatch.submission`,
      facts: `select f.path, f.table_name, f.rows, f.sha256 from fundwatch.fact_file f`,
      runs: `select period, run_no, state, alerts_raised, alerts_extended, alerts_withdrawn from fundwatch.evaluation`,
      indicators: `select indicator, state, hits, cannot_decide from fundwatch.evaluation_indicator`,
      hits: `select h.indicator, h.agency, h.line, h.subject, h.hit_key, h.verdict, h.observed, h.amount, h.evidence, h.outcome, a.number
               from fundwatch.hit h left join fundwatch.alert a on a.id = h.alert_id`,
      alerts: `select number, indicator, agency, line, subject, period, first_period, severity, state, revision, hits, amount, raised_at
               from fundwatch.alert`,
      alertHits: `select a.number, h.subject, h.hit_key, h.period, h.live, h.amount from fundwatch.alert_hit h
               join fundwatch.alert a on a.id = h.alert_id`,
      events: `select a.number, e.sequence, e.type, e.from_state, e.to_state, e.at from fundwatch.alert_event e
               join fundwatch.alert a on a.id = e.alert_id`,
      rules: `select period, agency, line, rule, state, reason, compared, left_value, right_value, difference, broken_rows from fundwatch.rule_result`,
      ruleChecks: `select period, agency, state from fundwatch.rule_check`,
      audit: `select action, actor, business_at, details - 'sha256' as details from fundwatch.audit_event where action like any
               (array['submission.accept', 'submission.refuse', 'evaluation.finish', 'package.%', 'alert.%'])`,
    };
    const picture: Record<string, unknown[]> = {};
    for (const [name, query] of Object.entries(parts)) {
      const rows = await this.sql<{ line: string }>(
        `select to_jsonb(part)::text as line from (${query}) as part order by 1`,
      );
      picture[name] = rows.map(({ line }) => JSON.parse(line) as unknown);
    }
    return picture;
  }

  /** Keeps everybody else from writing a table until the returned function is called. */
  async holdTable(table: string): Promise<() => Promise<void>> {
    const holder = new pg.Client({ connectionString: this.adminUrl });
    holder.on('error', () => undefined);
    await holder.connect();
    await holder.query('begin');
    await holder.query(`lock table fundwatch.${table} in exclusive mode`);
    return async () => {
      // Nothing is held any more where its connection was cut.
      await holder.query('rollback').catch(() => undefined);
      await holder.end().catch(() => undefined);
    };
  }

  /** Waits until a transaction stands before a held table. */
  async untilWaitsFor(table: string): Promise<void> {
    await expect
      .poll(
        async () =>
          (await this.sql(`select from pg_locks where not granted and relation = $1::regclass`, [`fundwatch.${table}`]))
            .length,
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0);
  }

  /** Looks behind the scenes, as the owner of everything. */
  async sql<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.owner.query<T>(text, values)).rows;
  }

  async close(): Promise<void> {
    for (const process of this.processes) await process.kill();
    await this.app.close();
    await this.owner.end();
    await this.drop();
    await rm(this.home, { recursive: true, force: true });
  }

  private happen(): void {
    this.happened += 1;
    this.events.emit('happened');
  }

  private async enterPeople(): Promise<void> {
    const at = '2026-09-01T01:00:00.000Z';
    await this.app.database.withContext(this.system, async ({ organisations }) => {
      await organisations.enter({ code: REGION, name: '市基金监督机构', kind: 'office' }, at);
      await organisations.enter({ code: NORTH, name: '和平区社保中心', kind: 'agency' }, at);
      await organisations.enter({ code: SOUTH, name: '河东区社保中心', kind: 'agency' }, at);
    });
    await enterExpectedSubmissions(this.app, this.system, expectedList);
    for (const account of accounts) await this.addPerson(account);
  }

  /** Somebody more than the usual people. */
  async addPerson(account: { userName: string; roles: Role[]; organisation: string }): Promise<void> {
    const { userName } = account;
    await addUser(this.app, this.system, { ...account, displayName: userName, password: 'only in tests 1' });
    const user = await this.app.database.withContext(this.system, ({ users }) => users.findByName(userName));
    this.contexts.set(userName, contextOfUser(user!, 'test'));
  }

  /** One finished run of an earlier month, in which nothing had come. */
  private async leaveBaselineBehind(): Promise<void> {
    const { id } = await requestEvaluation(this.app, this.system, {
      period: '202607',
      trigger: 'hand',
      indicators: [],
      withoutNudge: true,
    });
    await reconcileEvaluation(this.app, this.system, id);
  }
}

/** One jobs process and the lines of its log. */
export class JobsProcess {
  readonly lines: { job?: string; msg: string; indicator?: string; err?: unknown }[] = [];
  readonly child: ChildProcess;
  private readonly ended: Promise<[number | null, NodeJS.Signals | null]>;

  constructor(environment: NodeJS.ProcessEnv, happened: () => void) {
    this.child = spawn(process.execPath, [jobsMain], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    this.ended = once(this.child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    void this.ended.then(happened);
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      if (line.startsWith('{')) this.lines.push(JSON.parse(line));
      happened();
    });
  }

  get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** How many jobs of this name are done. */
  done(job: string): number {
    return this.lines.filter((line) => line.job === job && line.msg === 'job done').length;
  }

  /** Kills it as a power cut would. */
  async kill(): Promise<void> {
    if (!this.isOver) this.child.kill('SIGKILL');
    await this.ended;
  }
}
