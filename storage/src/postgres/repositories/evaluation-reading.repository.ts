import type { BilingualText } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import type { EvaluationIndicator, EvaluationState, EvaluationTrigger } from './evaluation.repository.js';

export interface EvaluationRecord {
  id: string;
  period: string;
  runNo: number;
  state: EvaluationState;
  trigger: EvaluationTrigger;
  requestedBy: string;
  requestedAt: string;
  asOf: string;
  baseline: boolean;
  /** It ran over a closed month. */
  restates: boolean;
  startedAt: string | null;
  finishedAt: string | null;
  indicatorsDone: number;
  indicatorsTotal: number;
  hits: number;
  cannotDecide: number;
  notEvaluated: number;
  alertsRaised: number;
  alertsExtended: number;
  alertsWithdrawn: number;
  error: string | null;
}

export interface EvaluationIndicatorRecord {
  indicator: string;
  /** Of the definition that ran; null on a run from before definitions were kept. */
  title: BilingualText | null;
  /** As with `title`. */
  group: string | null;
  version: number;
  /** The definition that ran is a version that the office approved. */
  ofOffice: boolean;
  state: EvaluationIndicator['state'];
  reused: boolean;
  hits: number;
  cannotDecide: number;
  scopesEvaluated: number;
  scopesNotEvaluated: number;
  durationMs: number | null;
  error: string | null;
}

/** An agency and line that an indicator could not say everything about. */
export interface NotEvaluatedRecord {
  indicator: string;
  /** As with `EvaluationIndicatorRecord`. */
  title: BilingualText | null;
  agency: string;
  agencyName: string;
  line: string;
  state: 'not_evaluated' | 'partial' | 'cannot_decide';
  reason: string | null;
  reasonDetails: Record<string, unknown>;
  /** Records that lack a deciding field. */
  records: number;
}

/** Narrows what could not be evaluated; a reason as `silenceCode` says it. */
export interface NotEvaluatedFilter {
  reason?: string | undefined;
  indicator?: string | undefined;
  agency?: string | undefined;
}

/** Combinations of indicator, agency and line without a full answer. */
export interface SilenceCounts {
  scopes: number;
  notEvaluated: number;
  partial: number;
  cannotDecide: number;
  records: number;
}

export interface NotEvaluatedSummary {
  inScope: number;
  reasons: (SilenceCounts & { code: string; indicators: number; agencies: number })[];
  /** Title as with `EvaluationIndicatorRecord`. */
  indicators: (SilenceCounts & { indicator: string; title: BilingualText | null; agencies: number })[];
  agencies: (SilenceCounts & { agency: string; agencyName: string; indicators: number })[];
}

const columns = `e.id, e.period, e.run_no as "runNo", e.state, e.trigger, e.requested_by as "requestedBy", e.requested_at as "requestedAt",
  e.as_of as "asOf", e.baseline, e.month_close_id is not null as restates, e.started_at as "startedAt", e.finished_at as "finishedAt",
  (select count(*) from evaluation_indicator i where i.evaluation_id = e.id and i.state in ('done', 'failed')) as "indicatorsDone",
  (select count(*) from evaluation_indicator i where i.evaluation_id = e.id) as "indicatorsTotal",
  (select coalesce(sum(i.hits), 0) from evaluation_indicator i where i.evaluation_id = e.id) as hits,
  (select coalesce(sum(i.cannot_decide), 0) from evaluation_indicator i where i.evaluation_id = e.id) as "cannotDecide",
  (select count(*) from evaluation_scope c where c.evaluation_id = e.id and c.state = 'not_evaluated') as "notEvaluated",
  e.alerts_raised as "alertsRaised", e.alerts_extended as "alertsExtended", e.alerts_withdrawn as "alertsWithdrawn", e.error`;

const notEvaluated = `c.evaluation_id = $1 and (c.state <> 'evaluated' or c.cannot_decide > 0)`;

/** The reason of such a scope as one word: what the counts group and the list is narrowed by. */
const silenceCode = `case c.state when 'evaluated' then 'CANNOT_DECIDE' when 'partial' then 'PARTIAL'
  else coalesce(c.reason, c.reason_details -> 'reasons' -> 0 ->> 'code', 'NOT_EVALUATED') end`;

const narrowed = `${notEvaluated} and ($2::text is null or ${silenceCode} = $2)`;
const filtered = `${narrowed} and ($3::text is null or c.indicator = $3) and ($4::text is null or c.agency = $4)`;
const filterValues = (id: string, { reason, indicator, agency }: NotEvaluatedFilter) => [
  id,
  reason ?? null,
  indicator ?? null,
  agency ?? null,
];

const silenceCounts = `count(*) as scopes, count(*) filter (where c.state = 'not_evaluated') as "notEvaluated",
  count(*) filter (where c.state = 'partial') as partial, count(*) filter (where c.state = 'evaluated') as "cannotDecide",
  coalesce(sum(c.cannot_decide), 0) as records`;

/** Reads runs, their progress and what they could not say. */
export class EvaluationReadingRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Latest request first. */
  async list(
    period: string | null,
    asOf: string,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<(EvaluationRecord & { key: [string, string] })[]> {
    return this.manager.query(
      `select ${columns}, json_build_array(to_char(e.requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.id) as key
       from evaluation e where ($1::text is null or e.period = $1) and e.requested_at <= $2
         and ($3::timestamptz is null or e.requested_at < $3 or (e.requested_at = $3 and e.id > $4::uuid))
       order by e.requested_at desc, e.id limit $5`,
      [period, asOf, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }

  async count(period: string | null, asOf: string): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from evaluation where ($1::text is null or period = $1) and requested_at <= $2`,
      [period, asOf],
    );
    return rows[0]?.count ?? 0;
  }

  async get(id: string): Promise<EvaluationRecord | null> {
    const rows: EvaluationRecord[] = await this.manager.query(`select ${columns} from evaluation e where e.id = $1`, [
      id,
    ]);
    return rows[0] ?? null;
  }

  async indicators(id: string): Promise<EvaluationIndicatorRecord[]> {
    return this.manager.query(
      `select i.indicator, d.title, d.definition ->> 'group' as "group", i.version,
         exists (select from indicator_version v where v.code = i.indicator and v.state = 'approved'
           and v.definition_hash = i.definition_hash) as "ofOffice", i.state, i.reused_from is not null as reused, i.hits, i.cannot_decide as "cannotDecide",
         count(c.agency) filter (where c.state <> 'not_evaluated') as "scopesEvaluated",
         count(c.agency) filter (where c.state = 'not_evaluated') as "scopesNotEvaluated", i.duration_ms as "durationMs", i.error
       from evaluation_indicator i left join evaluation_scope c on c.evaluation_id = i.evaluation_id and c.indicator = i.indicator
       left join indicator_definition d on d.hash = i.definition_hash
       where i.evaluation_id = $1 group by i.evaluation_id, i.indicator, d.hash order by i.indicator`,
      [id],
    );
  }

  /** In the order of indicator, agency and line. */
  async notEvaluated(
    id: string,
    filter: NotEvaluatedFilter,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<NotEvaluatedRecord[]> {
    return this.manager.query(
      `select c.indicator, d.title, c.agency, coalesce(o.name, c.agency) as "agencyName", c.line,
         case c.state when 'evaluated' then 'cannot_decide' else c.state end as state, c.reason, c.reason_details as "reasonDetails",
         c.cannot_decide as records
       from evaluation_scope c left join organisation o on o.code = c.agency
       left join evaluation_indicator i on i.evaluation_id = c.evaluation_id and i.indicator = c.indicator
       left join indicator_definition d on d.hash = i.definition_hash
       where ${filtered} and ($5::text is null or (c.indicator, c.agency, c.line) > ($5, $6, $7))
       order by c.indicator, c.agency, c.line limit $8`,
      [...filterValues(id, filter), after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
    );
  }

  async countNotEvaluated(id: string, filter: NotEvaluatedFilter): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from evaluation_scope c where ${filtered}`,
      filterValues(id, filter),
    );
    return rows[0]?.count ?? 0;
  }

  /** The same rows counted: by reason all of them, by indicator and by agency those of the reason asked for. */
  async summariseNotEvaluated(
    id: string,
    { reason }: Pick<NotEvaluatedFilter, 'reason'>,
  ): Promise<NotEvaluatedSummary> {
    const all: { count: number }[] = await this.manager.query(
      `select count(*) as count from evaluation_scope where evaluation_id = $1`,
      [id],
    );
    const reasons: NotEvaluatedSummary['reasons'] = await this.manager.query(
      `select ${silenceCode} as code, ${silenceCounts}, count(distinct c.indicator) as indicators, count(distinct c.agency) as agencies
       from evaluation_scope c where ${notEvaluated} group by 1 order by count(*) desc, 1`,
      [id],
    );
    const indicators: NotEvaluatedSummary['indicators'] = await this.manager.query(
      `select c.indicator, d.title, ${silenceCounts}, count(distinct c.agency) as agencies
       from evaluation_scope c left join evaluation_indicator i on i.evaluation_id = c.evaluation_id and i.indicator = c.indicator
       left join indicator_definition d on d.hash = i.definition_hash
       where ${narrowed} group by c.indicator, d.hash order by c.indicator`,
      [id, reason ?? null],
    );
    const agencies: NotEvaluatedSummary['agencies'] = await this.manager.query(
      `select c.agency, coalesce(o.name, c.agency) as "agencyName", ${silenceCounts}, count(distinct c.indicator) as indicators
       from evaluation_scope c left join organisation o on o.code = c.agency
       where ${narrowed} group by c.agency, o.name order by c.agency`,
      [id, reason ?? null],
    );
    return { inScope: all[0]?.count ?? 0, reasons, indicators, agencies };
  }
}
