import type { EntityManager } from 'typeorm';
import { EvaluationIndicatorRow, EvaluationRow } from '../entities/index.js';

export type EvaluationState = 'queued' | 'running' | 'reconciling' | 'finished' | 'failed';
export type EvaluationTrigger = 'schedule' | 'new_data' | 'hand';

/** A run: period + running number + what it read. */
export interface Evaluation {
  id: string;
  period: string;
  runNo: number;
  state: EvaluationState;
  trigger: EvaluationTrigger;
  requestedBy: string;
  requestedAt: string;
  asOf: string;
  inputHash: string | null;
  calendarVersion: string;
  indicators: string[];
  baseline: boolean;
  startedAt: string | null;
  finishedAt: string | null;
  error: string | null;
  /** The close of the month that this run restates; null: the month was open. */
  monthCloseId: string | null;
}

/** One indicator of a run. */
export interface EvaluationIndicator {
  evaluationId: string;
  indicator: string;
  version: number;
  /** The definition that the run was requested with; null on one from before definitions were kept. */
  definitionHash: string | null;
  inputHash: string | null;
  parameters: Record<string, unknown>;
  state: 'waiting' | 'running' | 'done' | 'failed';
  reusedFrom: string | null;
  hits: number;
  cannotDecide: number;
}

/** What an indicator could say about an agency and line: never silently "normal". */
export interface EvaluationScope {
  agency: string;
  line: string;
  state: 'evaluated' | 'partial' | 'not_evaluated';
  reason: string | null;
  reasonDetails: Record<string, unknown>;
  cannotDecide: number;
}

/** A row that an indicator returned, as a run keeps it. */
export interface StoredHit {
  indicator: string;
  agency: string;
  line: string;
  subject: string;
  hitKey: string;
  verdict: 'hit' | 'cannot_decide';
  relatedKey: string | null;
  firstPeriod: string | null;
  observed: string | null;
  threshold: string | null;
  amount: string | null;
  severity: string | null;
  missing: string | null;
  evidence: Record<string, string | null>;
}

/** The run that speaks for an indicator in a period. */
export interface LatestResult {
  indicator: string;
  evaluationId: string;
  state: 'done' | 'failed';
}

/** A row of a period's latest result, known ones and those that can't be decided too. */
export type PeriodHitRecord = Omit<StoredHit, 'severity' | 'missing'>;

const hitColumns = `indicator, agency, line, subject, hit_key, verdict, related_key, first_period, observed, threshold, amount, severity, missing, evidence`;

const resultKeys = (results: readonly LatestResult[]) => [
  results.map(({ evaluationId }) => evaluationId),
  results.map(({ indicator }) => indicator),
];

export class EvaluationRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Holds the period until the transaction ends: evaluation bookkeeping and reconciliation of one period never overlap. */
  async lockPeriod(period: string): Promise<void> {
    await this.manager.query(`select pg_advisory_xact_lock(hashtextextended('evaluation ' || $1, 0))`, [period]);
  }

  async activeOf(period: string): Promise<Evaluation | null> {
    return this.one(`period = $1 and state in ('queued', 'running', 'reconciling')`, [period]);
  }

  async active(): Promise<Evaluation[]> {
    return this.many(`state in ('queued', 'running', 'reconciling') order by period, run_no`, []);
  }

  async latestFinished(period: string): Promise<Evaluation | null> {
    return this.one(`period = $1 and state = 'finished' order by run_no desc limit 1`, [period]);
  }

  /** For every indicator its latest run of the period that was finished by then: a run may hold only some of them. */
  async latestResults(period: string, finishedBy: string): Promise<LatestResult[]> {
    return this.manager.query(
      `select distinct on (i.indicator) i.indicator, i.evaluation_id as "evaluationId", i.state
       from evaluation_indicator i join evaluation e on e.id = i.evaluation_id
       where e.period = $1 and e.state = 'finished' and e.finished_at <= $2 order by i.indicator, e.run_no desc`,
      [period, finishedBy],
    );
  }

  /** A page of what these runs found; in the order of indicator, agency, line, subject, hit_key and verdict. */
  async hitsOfResults(
    results: readonly LatestResult[],
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<PeriodHitRecord[]> {
    return this.manager.query(
      `select h.indicator, h.agency, h.line, h.subject, h.hit_key as "hitKey", h.verdict, h.related_key as "relatedKey",
         h.first_period as "firstPeriod", h.observed::text as observed, h.threshold::text as threshold, h.amount::text as amount, h.evidence
       from hit h join unnest($1::uuid[], $2::text[]) as r(evaluation_id, indicator) using (evaluation_id, indicator)
       where $3::text is null or (h.indicator, h.agency, h.line, h.subject, h.hit_key, h.verdict) > ($3, $4, $5, $6, $7, $8)
       order by h.indicator, h.agency, h.line, h.subject, h.hit_key, h.verdict limit $9`,
      [...resultKeys(results), ...Array.from({ length: 6 }, (_, index) => after?.[index] ?? null), limit],
    );
  }

  async countHitsOfResults(results: readonly LatestResult[]): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from hit h
       join unnest($1::uuid[], $2::text[]) as r(evaluation_id, indicator) using (evaluation_id, indicator)`,
      resultKeys(results),
    );
    return rows[0]?.count ?? 0;
  }

  /** Periods that have a finished run, ascending. */
  async evaluatedPeriods(): Promise<string[]> {
    const rows: { period: string }[] = await this.manager.query(
      `select distinct period from evaluation where state = 'finished' order by period`,
    );
    return rows.map((row) => row.period);
  }

  async get(id: string): Promise<Evaluation | null> {
    return this.one(`id = $1`, [id]);
  }

  async nextRunNo(period: string): Promise<number> {
    const rows: { next: number }[] = await this.manager.query(
      `select coalesce(max(run_no), 0) + 1 as next from evaluation where period = $1`,
      [period],
    );
    return rows[0]?.next ?? 1;
  }

  async insert(
    evaluation: Evaluation,
    submissionIds: readonly string[],
    indicators: readonly Pick<
      EvaluationIndicator,
      'indicator' | 'version' | 'definitionHash' | 'inputHash' | 'parameters'
    >[],
  ): Promise<void> {
    await this.manager.insert(EvaluationRow, evaluation);
    await this.manager.query(
      `insert into evaluation_input (evaluation_id, submission_id) select $1, unnest($2::uuid[])`,
      [evaluation.id, submissionIds],
    );
    for (const one of indicators) {
      await this.manager.insert(EvaluationIndicatorRow, {
        ...one,
        parameters: one.parameters as object,
        evaluationId: evaluation.id,
        state: 'waiting',
      });
    }
  }

  async inputsOf(evaluationId: string): Promise<string[]> {
    const rows: { submission_id: string }[] = await this.manager.query(
      `select submission_id from evaluation_input where evaluation_id = $1`,
      [evaluationId],
    );
    return rows.map((row) => row.submission_id);
  }

  async indicatorsOf(evaluationId: string): Promise<EvaluationIndicator[]> {
    return this.manager.query(
      `select evaluation_id as "evaluationId", indicator, version, definition_hash as "definitionHash", input_hash as "inputHash", parameters, state, reused_from as "reusedFrom",
         hits, cannot_decide as "cannotDecide"
       from evaluation_indicator where evaluation_id = $1 order by indicator`,
      [evaluationId],
    );
  }

  /** An earlier finished result of the same indicator, version and inputs, whose rows may be taken over. */
  async reusableResult(period: string, indicator: string, version: number, inputHash: string): Promise<string | null> {
    const rows: { id: string }[] = await this.manager.query(
      `select e.id from evaluation_indicator i join evaluation e on e.id = i.evaluation_id
       where e.period = $1 and e.state = 'finished' and i.indicator = $2 and i.version = $3 and i.input_hash = $4 and i.state = 'done'
       order by e.run_no desc limit 1`,
      [period, indicator, version, inputHash],
    );
    return rows[0]?.id ?? null;
  }

  /** Marks an indicator as being worked on, unless it is done. False: nothing to do. */
  async startIndicator(evaluationId: string, indicator: string, at: string): Promise<boolean> {
    const rows: unknown[] = await this.returning(
      `update evaluation_indicator set state = 'running', claimed_at = $3 where evaluation_id = $1 and indicator = $2
       and state in ('waiting', 'running') returning indicator`,
      [evaluationId, indicator, at],
    );
    if (rows.length === 0) return false;
    await this.manager.query(
      `update evaluation set state = 'running', started_at = coalesce(started_at, $2) where id = $1 and state = 'queued'`,
      [evaluationId, at],
    );
    return true;
  }

  /** Holds the indicator's row until the transaction ends; false when another worker has finished it meanwhile. */
  async lockRunning(evaluationId: string, indicator: string): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `select 1 from evaluation_indicator where evaluation_id = $1 and indicator = $2 and state = 'running' for update`,
      [evaluationId, indicator],
    );
    return rows.length > 0;
  }

  async countHits(evaluationId: string, indicator: string): Promise<{ hits: number; cannotDecide: number }> {
    const rows: { hits: number; cannotDecide: number }[] = await this.manager.query(
      `select count(*) filter (where verdict = 'hit') as hits, count(*) filter (where verdict = 'cannot_decide') as "cannotDecide"
       from hit where evaluation_id = $1 and indicator = $2`,
      [evaluationId, indicator],
    );
    return rows[0] ?? { hits: 0, cannotDecide: 0 };
  }

  /** Replaces the rows of one indicator of a run; doing it twice leaves the same. */
  async replaceHits(evaluationId: string, indicator: string, hits: readonly StoredHit[]): Promise<void> {
    await this.clearResult(evaluationId, indicator);
    const batch = 5_000;
    for (let start = 0; start < hits.length; start += batch) {
      await this.manager.query(
        `insert into hit (evaluation_id, ${hitColumns})
         select $1, r.indicator, r.agency, r.line, r.subject, r."hitKey", r.verdict, r."relatedKey", r."firstPeriod", r.observed, r.threshold,
           r.amount, r.severity, r.missing, r.evidence
         from jsonb_to_recordset($2::jsonb) as r(indicator text, agency text, line text, subject text, "hitKey" text, verdict text,
           "relatedKey" text, "firstPeriod" text, observed numeric, threshold numeric, amount numeric, severity text, missing text, evidence jsonb)`,
        [evaluationId, JSON.stringify(hits.slice(start, start + batch))],
      );
    }
  }

  /** Takes over the rows of an earlier result with the same inputs. */
  async copyResult(evaluationId: string, indicator: string, from: string): Promise<void> {
    await this.clearResult(evaluationId, indicator);
    await this.manager.query(
      `insert into hit (evaluation_id, ${hitColumns}) select $1, ${hitColumns} from hit where evaluation_id = $2 and indicator = $3`,
      [evaluationId, from, indicator],
    );
  }

  /** Agencies of which some indicator of a run says nothing for this reason. */
  async agenciesWithheld(evaluationId: string, reason: string): Promise<string[]> {
    const rows: { agency: string }[] = await this.manager.query(
      `select distinct agency from evaluation_scope
       where evaluation_id = $1 and state = 'not_evaluated' and reason = $2 order by agency`,
      [evaluationId, reason],
    );
    return rows.map((row) => row.agency);
  }

  /** Where the indicator can say something in this run; known when the run is planned. */
  async replaceScopes(evaluationId: string, indicator: string, scopes: readonly EvaluationScope[]): Promise<void> {
    await this.manager.query(`delete from evaluation_scope where evaluation_id = $1 and indicator = $2`, [
      evaluationId,
      indicator,
    ]);
    await this.manager.query(
      `insert into evaluation_scope (evaluation_id, indicator, agency, line, state, reason, reason_details, cannot_decide)
       select $1, $2, r.agency, r.line, r.state, r.reason, coalesce(r."reasonDetails", '{}'), r."cannotDecide"
       from jsonb_to_recordset($3::jsonb) as r(agency text, line text, state text, reason text, "reasonDetails" jsonb, "cannotDecide" integer)`,
      [evaluationId, indicator, JSON.stringify(scopes)],
    );
  }

  async finishIndicator(
    evaluationId: string,
    indicator: string,
    result: { hits: number; cannotDecide: number; durationMs: number; reusedFrom: string | null },
  ): Promise<void> {
    await this.manager.query(
      `update evaluation_indicator set state = 'done', hits = $3, cannot_decide = $4, duration_ms = $5, reused_from = $6, error = null
       where evaluation_id = $1 and indicator = $2`,
      [evaluationId, indicator, result.hits, result.cannotDecide, Math.round(result.durationMs), result.reusedFrom],
    );
    await this.manager.query(
      `update evaluation_scope s set cannot_decide = (
         select count(*) from hit h where h.evaluation_id = s.evaluation_id and h.indicator = s.indicator and h.agency = s.agency
           and h.line = s.line and h.verdict = 'cannot_decide')
       where s.evaluation_id = $1 and s.indicator = $2`,
      [evaluationId, indicator],
    );
  }

  /** Marks an indicator and its scopes as failed, unless it is done after all. */
  async failIndicator(evaluationId: string, indicator: string, error: string): Promise<void> {
    const text = error.slice(0, 2_000);
    const failed = await this.returning(
      `update evaluation_indicator set state = 'failed', error = $3 where evaluation_id = $1 and indicator = $2 and state <> 'done'
       returning indicator`,
      [evaluationId, indicator, text],
    );
    if (failed.length === 0) return;
    await this.clearResult(evaluationId, indicator);
    await this.manager.query(
      `update evaluation_scope set state = 'not_evaluated', reason = 'INDICATOR_FAILED', reason_details = jsonb_build_object('error', $3::text)
       where evaluation_id = $1 and indicator = $2`,
      [evaluationId, indicator, text],
    );
  }

  async hitsOf(evaluationId: string, indicator: string, verdict: 'hit' | 'cannot_decide'): Promise<StoredHit[]> {
    return this.manager.query(
      `select indicator, agency, line, subject, hit_key as "hitKey", verdict, related_key as "relatedKey", first_period as "firstPeriod",
         observed::text as observed, threshold::text as threshold, amount::text as amount, severity, missing, evidence
       from hit where evaluation_id = $1 and indicator = $2 and verdict = $3 order by agency, line, subject, hit_key`,
      [evaluationId, indicator, verdict],
    );
  }

  async scopesOf(evaluationId: string, indicator: string): Promise<EvaluationScope[]> {
    return this.manager.query(
      `select agency, line, state, reason, reason_details as "reasonDetails", cannot_decide as "cannotDecide"
       from evaluation_scope where evaluation_id = $1 and indicator = $2 order by agency, line`,
      [evaluationId, indicator],
    );
  }

  /** Claims the reconciliation: true for one caller, also after a crash in the middle of it. */
  async startReconciling(evaluationId: string): Promise<boolean> {
    const rows = await this.returning(
      `update evaluation set state = 'reconciling' where id = $1 and state in ('queued', 'running', 'reconciling')
       and not exists (select from evaluation_indicator i where i.evaluation_id = $1 and i.state not in ('done', 'failed'))
       and not exists (select from evaluation e where e.period < evaluation.period and e.state in ('queued', 'running', 'reconciling'))
       returning id`,
      [evaluationId],
    );
    return rows.length > 0;
  }

  async finish(
    evaluationId: string,
    at: string,
    counts: { raised: number; extended: number; withdrawn: number },
  ): Promise<void> {
    await this.manager.query(
      `update evaluation set state = 'finished', finished_at = $2, alerts_raised = $3, alerts_extended = $4, alerts_withdrawn = $5 where id = $1`,
      [evaluationId, at, counts.raised, counts.extended, counts.withdrawn],
    );
  }

  private async clearResult(evaluationId: string, indicator: string): Promise<void> {
    await this.manager.query(`delete from hit where evaluation_id = $1 and indicator = $2`, [evaluationId, indicator]);
  }

  private async one(where: string, values: unknown[]): Promise<Evaluation | null> {
    return (await this.many(where, values))[0] ?? null;
  }

  private many(where: string, values: unknown[]): Promise<Evaluation[]> {
    return this.manager.query(
      `select id, period, run_no as "runNo", state, trigger, requested_by as "requestedBy", requested_at as "requestedAt", as_of as "asOf",
         input_hash as "inputHash", calendar_version as "calendarVersion", indicators, baseline, started_at as "startedAt",
         finished_at as "finishedAt", error, month_close_id as "monthCloseId"
       from evaluation where ${where}`,
      values,
    );
  }

  /** TypeORM answers `update … returning` as [rows, count]. */
  private async returning(sql: string, values: unknown[]): Promise<unknown[]> {
    const [rows] = (await this.manager.query(sql, values)) as [unknown[], number];
    return rows;
  }
}
