import type { AlertState, ProblemType } from '@fundwatch/domain/alert';
import type { HitPresence, NotEvaluatedReason, TestHit, TestRunKind, TestRunState } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { TestRunPeriodRow, TestRunRow } from '../entities/index.js';

/** A version of an indicator over chosen months; it raises nothing. */
export interface TestRun {
  id: string;
  kind: TestRunKind;
  indicator: string;
  version: number;
  definitionHash: string;
  /** The version of the office; null: what the catalogue delivers on trial. */
  versionId: string | null;
  /** The evaluation that a trial follows. */
  evaluationId: string | null;
  state: TestRunState;
  requestedByName: string;
  requestedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  error: { code: string; details: Record<string, unknown> } | null;
}

/** The same with how far it is and what it found so far. */
export interface TestRunRecord extends TestRun {
  months: number;
  monthsDone: number;
  firstPeriod: string | null;
  lastPeriod: string | null;
  presentHits: number;
  newHits: number;
  keptHits: number;
  goneHits: number;
  cannotDecide: number;
}

/** A place where the tested version has nothing to say. */
export interface SilentPlace {
  agency: string;
  line: string;
  reasons: readonly NotEvaluatedReason[];
}

/** One month of a test run. */
export interface TestRunPeriod {
  period: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** The evaluation that stood for the indicator; null: there was none. */
  comparedWith: string | null;
  comparedRunNo: number | null;
  comparedVersion: number | null;
  dataChanged: boolean;
  presentHits: number;
  newHits: number;
  keptHits: number;
  goneHits: number;
  cannotDecide: number;
  notEvaluated: readonly SilentPlace[];
  uncompared: number;
  durationMs: number | null;
}

/** Hits of an agency and month: those of the present result, of the tested version, and what differs. */
export interface TestRunCell {
  agency: string;
  agencyName: string;
  period: string;
  present: number;
  found: number;
  new: number;
  gone: number;
}

export interface TestRunHit extends Omit<TestHit, 'indicator' | 'relatedKey'> {
  period: string;
  agencyName: string;
  alertId: string | null;
  alertNumber: string | null;
  alertState: AlertState | null;
  problemType: ProblemType | null;
}

/** What the lists of a test run's hits are narrowed by. */
export interface TestRunHitFilter {
  presence?: HitPresence | undefined;
  period?: string | undefined;
  agency?: string | undefined;
}

const columns = `r.id, r.kind, r.indicator, r.version, r.definition_hash as "definitionHash", r.version_id as "versionId",
  r.evaluation_id as "evaluationId", r.state, r.requested_by_name as "requestedByName", r.requested_at as "requestedAt",
  r.started_at as "startedAt", r.finished_at as "finishedAt", r.error`;
const records = `select ${columns}, p.* from test_run r left join lateral (
  select count(*) as months, count(*) filter (where state = 'done') as "monthsDone", min(period) as "firstPeriod", max(period) as "lastPeriod",
    coalesce(sum(present_hits), 0)::integer as "presentHits", coalesce(sum(new_hits), 0)::integer as "newHits",
    coalesce(sum(kept_hits), 0)::integer as "keptHits", coalesce(sum(gone_hits), 0)::integer as "goneHits",
    coalesce(sum(cannot_decide), 0)::integer as "cannotDecide"
  from test_run_period where test_run_id = r.id) p on true`;

const filtered = `t.test_run_id = $1 and ($2::text is null or t.presence = $2) and ($3::text is null or t.period = $3)
  and ($4::text is null or t.agency = $4)`;

/** Test runs of indicator versions: the run, its months, and what it found beside the present result. */
export class TestRunRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Writes a run with its months; false when a trial of this evaluation, or an open back-test of the version, is there. */
  async insert(run: TestRun, periods: readonly string[]): Promise<boolean> {
    const { raw } = await this.manager
      .createQueryBuilder()
      .insert()
      .into(TestRunRow)
      .values({ ...run, error: null })
      .orIgnore()
      .returning('id')
      .execute();
    if ((raw as unknown[]).length === 0) return false;
    await this.manager.insert(
      TestRunPeriodRow,
      periods.map((period) => ({ testRunId: run.id, period, state: 'waiting' })),
    );
    return true;
  }

  async get(id: string): Promise<TestRunRecord | null> {
    const rows: TestRunRecord[] = await this.manager.query(`${records} where r.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** By version the back-test that was asked for last; versions without one are left out. */
  async latestBackTests(versionIds: readonly string[]): Promise<TestRunRecord[]> {
    return this.manager.query(
      `select distinct on (l."versionId") l.* from (${records} where r.kind = 'back_test' and r.version_id = any ($1::uuid[])) l
       order by l."versionId", l."requestedAt" desc, l."finishedAt" desc nulls first, l.id desc`,
      [versionIds],
    );
  }

  /** A page of an indicator's runs, the latest first. */
  async ofIndicator(
    filter: { indicator: string; kind?: TestRunKind | undefined; versionId?: string | undefined; asOf: string },
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<TestRunRecord[]> {
    return this.manager.query(
      `${records} where r.indicator = $1 and ($2::text is null or r.kind = $2) and ($3::uuid is null or r.version_id = $3)
         and r.requested_at <= $4 and ($5::timestamptz is null or (r.requested_at, r.id) < ($5, $6::uuid))
       order by r.requested_at desc, r.id desc limit $7`,
      [
        filter.indicator,
        filter.kind ?? null,
        filter.versionId ?? null,
        filter.asOf,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit,
      ],
    );
  }

  async countOfIndicator(filter: {
    indicator: string;
    kind?: TestRunKind | undefined;
    versionId?: string | undefined;
    asOf: string;
  }): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from test_run where indicator = $1 and ($2::text is null or kind = $2)
         and ($3::uuid is null or version_id = $3) and requested_at <= $4`,
      [filter.indicator, filter.kind ?? null, filter.versionId ?? null, filter.asOf],
    );
    return rows[0]?.count ?? 0;
  }

  /** Runs that are asked for and not over, the oldest first. */
  async open(): Promise<{ id: string }[]> {
    return this.manager.query(`select id from test_run where state in ('queued', 'running') order by requested_at, id`);
  }

  /** The trials that follow an evaluation. */
  async trialsOf(evaluationId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `select id from test_run where evaluation_id = $1 and kind = 'trial' order by indicator`,
      [evaluationId],
    );
    return rows.map(({ id }) => id);
  }

  /** Holds a run until the transaction ends; false while another process works on it. A process that dies lets go. */
  async hold(id: string): Promise<boolean> {
    const rows: { locked: boolean }[] = await this.manager.query(
      `select pg_try_advisory_xact_lock(hashtextextended('test run ' || $1, 0)) as locked`,
      [id],
    );
    return rows[0]?.locked ?? false;
  }

  /** Claims a held run; one left running belonged to a process that died. False: it is over. */
  async claim(id: string, at: string): Promise<boolean> {
    const rows = await this.returning(
      `update test_run set state = 'running', started_at = coalesce(started_at, $2)
       where id = $1 and state in ('queued', 'running') returning id`,
      [id, at],
    );
    return rows.length > 0;
  }

  /** Starts a month of a run; false when the run was cancelled meanwhile. */
  async startPeriod(id: string, period: string): Promise<boolean> {
    const rows = await this.returning(
      `update test_run_period p set state = 'running' from test_run r
       where r.id = $1 and r.state = 'running' and p.test_run_id = r.id and p.period = $2 returning p.period`,
      [id, period],
    );
    return rows.length > 0;
  }

  /** Holds the run's row until the transaction ends; false when it was cancelled meanwhile. */
  async lockRunning(id: string): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `select 1 from test_run where id = $1 and state = 'running' for update`,
      [id],
    );
    return rows.length > 0;
  }

  /** Keeps the result of a month; doing it twice leaves the same. */
  async finishPeriod(
    id: string,
    result: Omit<TestRunPeriod, 'state' | 'comparedRunNo'>,
    hits: readonly TestHit[],
  ): Promise<void> {
    const { period } = result;
    await this.manager.query(`delete from test_run_hit where test_run_id = $1 and period = $2`, [id, period]);
    const batch = 5_000;
    for (let start = 0; start < hits.length; start += batch) {
      await this.manager.query(
        `insert into test_run_hit (test_run_id, period, agency, line, subject, hit_key, verdict, presence, first_period, observed, threshold,
           amount, severity, missing, evidence)
         select $1, $2, r.agency, r.line, r.subject, r."hitKey", r.verdict, r.presence, r."firstPeriod", r.observed, r.threshold, r.amount,
           r.severity, r.missing, r.evidence
         from jsonb_to_recordset($3::jsonb) as r(agency text, line text, subject text, "hitKey" text, verdict text, presence text,
           "firstPeriod" text, observed numeric, threshold numeric, amount numeric, severity text, missing text, evidence jsonb)`,
        [id, period, JSON.stringify(hits.slice(start, start + batch))],
      );
    }
    await this.manager.update(
      TestRunPeriodRow,
      { testRunId: id, period },
      { ...result, notEvaluated: [...result.notEvaluated], state: 'done' },
    );
  }

  /** Ends a run that is under way; false when it is over already. */
  async end(
    id: string,
    state: Extract<TestRunState, 'done' | 'cancelled' | 'failed'>,
    at: string,
    error: TestRun['error'] = null,
  ): Promise<boolean> {
    const rows = await this.returning(
      `update test_run set state = $2, finished_at = $3, error = $4::jsonb where id = $1 and state in ('queued', 'running') returning id`,
      [id, state, at, error && JSON.stringify(error)],
    );
    if (rows.length && state === 'failed')
      await this.manager.query(
        `update test_run_period set state = 'failed' where test_run_id = $1 and state = 'running'`,
        [id],
      );
    return rows.length > 0;
  }

  async periodsOf(id: string): Promise<TestRunPeriod[]> {
    return this.manager.query(
      `select p.period, p.state, p.compared_with as "comparedWith", e.run_no as "comparedRunNo", p.compared_version as "comparedVersion",
         p.data_changed as "dataChanged", p.present_hits as "presentHits", p.new_hits as "newHits", p.kept_hits as "keptHits",
         p.gone_hits as "goneHits", p.cannot_decide as "cannotDecide", p.not_evaluated as "notEvaluated", p.uncompared, p.duration_ms as "durationMs"
       from test_run_period p left join evaluation e on e.id = p.compared_with where p.test_run_id = $1 order by p.period`,
      [id],
    );
  }

  /** How many rows a run has found in the months done so far. */
  async countFound(id: string): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from test_run_hit where test_run_id = $1 and presence <> 'gone'`,
      [id],
    );
    return rows[0]?.count ?? 0;
  }

  /** Hits by agency and month, in this order. */
  async cellsOf(id: string): Promise<TestRunCell[]> {
    return this.manager.query(
      `select t.agency, coalesce(o.name, t.agency) as "agencyName", t.period,
         count(*) filter (where t.presence <> 'new') as present, count(*) filter (where t.presence <> 'gone') as found,
         count(*) filter (where t.presence = 'new') as new, count(*) filter (where t.presence = 'gone') as gone
       from test_run_hit t left join organisation o on o.code = t.agency
       where t.test_run_id = $1 and t.verdict = 'hit' group by t.agency, o.name, t.period order by t.agency, t.period`,
      [id],
    );
  }

  /** A page of what a run found or no longer finds, with the alert that holds the hit; in the order of their keys. */
  async hitsOf(
    id: string,
    filter: TestRunHitFilter,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<TestRunHit[]> {
    return this.manager.query(
      `select t.period, t.agency, coalesce(o.name, t.agency) as "agencyName", t.line, t.subject, t.hit_key as "hitKey", t.verdict, t.presence,
         t.first_period as "firstPeriod", t.observed::text as observed, t.threshold::text as threshold, t.amount::text as amount, t.severity,
         t.missing, t.evidence, a.id as "alertId", a.number as "alertNumber", a.state as "alertState", a.problem_type as "problemType"
       from test_run_hit t join test_run r on r.id = t.test_run_id left join organisation o on o.code = t.agency
       left join lateral (
         select a.id, a.number, a.state, a.problem_type from alert a join alert_hit h on h.alert_id = a.id
         where t.verdict = 'hit' and a.indicator = r.indicator and a.agency = t.agency and a.line = t.line and h.subject = t.subject
           and h.hit_key = t.hit_key and h.period = t.period
         order by h.live desc, a.raised_at desc, a.id limit 1) a on true
       where ${filtered} and ($5::text is null or (t.period, t.agency, t.line, t.subject, t.hit_key, t.verdict) > ($5, $6, $7, $8, $9, $10))
       order by t.period, t.agency, t.line, t.subject, t.hit_key, t.verdict limit $11`,
      [...filterValues(id, filter), ...Array.from({ length: 6 }, (_, index) => after?.[index] ?? null), limit],
    );
  }

  async countHits(id: string, filter: TestRunHitFilter): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from test_run_hit t where ${filtered}`,
      filterValues(id, filter),
    );
    return rows[0]?.count ?? 0;
  }

  /**
   * Past alerts with live hits in the months done, by state and problem type; `lost`: none of these hits is found again. One
   * whose place the version could not judge for want of data is not lost.
   */
  async alertsOf(
    id: string,
    indicator: string,
  ): Promise<{ state: AlertState; problemType: ProblemType | null; alerts: number; lost: number }[]> {
    return this.manager.query(
      `select a.state, a.problem_type as "problemType", count(*) as alerts, count(*) filter (where not f.found and not f.silent) as lost
       from alert a join lateral (
         select bool_or(exists (select from test_run_hit t where t.test_run_id = $1 and t.period = h.period and t.agency = a.agency
             and t.line = a.line and t.subject = h.subject and t.hit_key = h.hit_key and t.verdict = 'hit' and t.presence <> 'gone')) as found,
           bool_or(exists (select from jsonb_to_recordset(p.not_evaluated) as n(agency text, line text)
             where n.agency = a.agency and n.line = a.line)) as silent
         from alert_hit h join test_run_period p on p.test_run_id = $1 and p.period = h.period and p.state = 'done'
         where h.alert_id = a.id and h.live) f on f.found is not null
       where a.indicator = $2 group by a.state, a.problem_type order by a.state, a.problem_type`,
      [id, indicator],
    );
  }

  /** TypeORM answers `update … returning` as [rows, count]. */
  private async returning(sql: string, values: unknown[]): Promise<unknown[]> {
    const [rows] = (await this.manager.query(sql, values)) as [unknown[], number];
    return rows;
  }
}

function filterValues(id: string, { presence, period, agency }: TestRunHitFilter): unknown[] {
  return [id, presence ?? null, period ?? null, agency ?? null];
}
