import { handIndicator, type AlertState, type ProblemType, type Severity } from '@fundwatch/domain/alert';
import { confirmingAnswers, undecidedAnswer, type BilingualText } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { isOpen, isShared, saidKind, saidTitle } from './alert-conditions.js';

/** What became of the alerts of one indicator, version or agency. */
export interface PrecisionRecord {
  /** The code, the version or the agency, as asked for. */
  key: string;
  raised: number;
  dispatched: number;
  answered: number;
  answers: Partial<Record<ProblemType, number>>;
  confirmed: number;
  unconfirmed: number;
  /** Yuan, decimal text. */
  found: string;
  recovered: string;
  repeated: number;
  medianAnswerDays: number | null;
}

export type PrecisionKey = 'indicator' | 'version' | 'agency';

export interface PrecisionQuery {
  /** First and last month (YYYYMM, Shanghai) in which the alerts were raised. */
  from: string;
  to: string;
  indicator: string | null;
  /** Every day of the span and how many working days had passed by its end; days that the calendar doesn't know are left out. */
  days: readonly { day: string; workingDays: number }[];
}

export interface MonthlyPrecision {
  period: string;
  agency: string;
  agencyName: string;
  raised: number;
  confirmed: number;
}

export interface SameSubjectAlert {
  id: string;
  number: string;
  indicator: string;
  title: BilingualText | null;
  agency: string;
  agencyName: string;
  line: string;
  severity: Severity;
  state: AlertState;
  firstPeriod: string;
  amount: string | null;
  by: 'subject' | 'related';
}

const keys: Record<PrecisionKey, string> = {
  indicator: 'a.indicator',
  version: 'a.indicator_version::text',
  agency: 'a.agency',
};
const raisedMonth = `to_char(a.raised_at at time zone 'Asia/Shanghai', 'YYYYMM')`;
/** Whether an instant lies in the span of months, which begin at midnight in Shanghai; written so that an index serves. */
const inSpan = (instant: string) =>
  `${instant} >= to_date($1, 'YYYYMM')::timestamp at time zone 'Asia/Shanghai'
   and ${instant} < (to_date($2, 'YYYYMM') + interval '1 month') at time zone 'Asia/Shanghai'`;
/** An alert with what it says of itself, where its title or kind of subject is asked for. */
const alertAndSaid = `alert a left join indicator_definition d on d.hash = a.definition_hash left join alert_source s on s.alert_id = a.id`;
/** A baseline that was never sent tells of the years before the office began, and an alert by hand of no indicator. */
const counted = `${isShared} and a.indicator <> '${handIndicator}' and ${inSpan('a.raised_at')} and ($3::text is null or a.indicator = $3)`;
const listOf = (types: readonly string[]) => types.map((type) => `'${type}'`).join(', ');
const isAnswered = `a.answered_at is not null and a.problem_type is not null`;
const isConfirmed = `${isAnswered} and a.problem_type in (${listOf(confirmingAnswers)})`;

/** What the alerts of the indicators brought, and which of them tell of one subject. */
export class PrecisionRepository {
  constructor(private readonly manager: EntityManager) {}

  /** One row a key that has alerts, in the order of the keys. */
  figures(by: PrecisionKey, { from, to, indicator, days }: PrecisionQuery): Promise<PrecisionRecord[]> {
    return this.manager.query(
      `with working as (
         select * from unnest($4::date[], $5::integer[]) as w(day, passed)
       ), counted as (
         select ${keys[by]} as key, a.dispatched_at is not null as dispatched, ${isAnswered} as answered, a.problem_type as type,
           ${isConfirmed} as confirmed, a.amount, a.recurrence_of is not null or a.again as repeated, r.recovered,
           answer_day.passed - receipt_day.passed as days
         from alert a
         left join (
           select alert_id, min(answered_at) as first_at, (array_agg(recovered_amount order by round desc))[1] as recovered
           from answer group by alert_id
         ) r on r.alert_id = a.id
         left join working receipt_day on receipt_day.day = a.received_on
         left join working answer_day
           on answer_day.day = (coalesce(r.first_at, a.answered_at) at time zone 'Asia/Shanghai')::date
         where ${counted}
       ), typed as (
         select key, jsonb_object_agg(type, alerts) as answers
         from (select key, type, count(*) as alerts from counted where answered group by key, type) t group by key
       )
       select c.key, count(*) as raised, count(*) filter (where dispatched) as dispatched,
         count(*) filter (where answered) as answered, coalesce((select t.answers from typed t where t.key = c.key), '{}') as answers,
         count(*) filter (where confirmed) as confirmed,
         count(*) filter (where answered and not confirmed and type <> '${undecidedAnswer}') as unconfirmed,
         coalesce(sum(amount) filter (where confirmed), 0)::text as found,
         coalesce(sum(recovered) filter (where answered), 0)::text as recovered,
         count(*) filter (where repeated) as repeated,
         percentile_disc(0.5) within group (order by days) filter (where answered) as "medianAnswerDays"
       from counted c group by c.key order by c.key`,
      [from, to, indicator, days.map(({ day }) => day), days.map(({ workingDays }) => workingDays)],
    );
  }

  /** Alerts of an indicator by month and agency; what has none is missing. */
  months({ from, to, indicator }: Pick<PrecisionQuery, 'from' | 'to' | 'indicator'>): Promise<MonthlyPrecision[]> {
    return this.manager.query(
      `select ${raisedMonth} as period, a.agency, coalesce(o.name, a.agency) as "agencyName", count(*) as raised,
         count(*) filter (where ${isConfirmed}) as confirmed
       from alert a left join organisation o on o.code = a.agency where ${counted} group by 1, 2, 3 order by 1, 2`,
      [from, to, indicator],
    );
  }

  /**
   * Mean milliseconds of the evaluations that finished in the span, by indicator or version; what took over an earlier
   * result cost nothing and is left out.
   */
  async cost(
    by: Exclude<PrecisionKey, 'agency'>,
    { from, to, indicator }: Pick<PrecisionQuery, 'from' | 'to' | 'indicator'>,
  ): Promise<Map<string, number>> {
    const rows: { key: string; milliseconds: number }[] = await this.manager.query(
      `select i.${by === 'version' ? 'version::text' : 'indicator'} as key, avg(i.duration_ms)::double precision as milliseconds
       from evaluation_indicator i join evaluation e on e.id = i.evaluation_id
       where e.state = 'finished' and i.state = 'done' and i.reused_from is null and i.duration_ms is not null
         and ${inSpan('e.finished_at')}
         and ($3::text is null or i.indicator = $3)
       group by 1`,
      [from, to, indicator],
    );
    return new Map(rows.map(({ key, milliseconds }) => [key, milliseconds]));
  }

  /**
   * Alerts other than this one that this context may see: of the same subject at the same agency and line, or tied by an equal
   * related key of a live hit. Only those that are open or of the same month; open ones first, then the gravest.
   */
  async sameSubject(
    alertId: string,
    withoutBaseline: boolean,
    limit: number,
  ): Promise<{ alerts: SameSubjectAlert[]; total: number }> {
    const rows: (SameSubjectAlert & { total: number })[] = await this.manager.query(
      `with one as (
         select a.id, a.indicator, a.agency, a.line, a.subject, a.first_period, ${saidKind} as kind
         from ${alertAndSaid} where a.id = $1
       ), same as (
         select a.id, 1 as place from one
         join (${alertAndSaid}) on a.agency = one.agency and a.line = one.line and a.subject = one.subject and a.id <> one.id
         where one.kind is null or ${saidKind} is null or one.kind = ${saidKind}
         union all
         select k.alert_id, 2 from one join alert_hit h on h.alert_id = one.id and h.live
         join alert_hit k on k.related_key = h.related_key and k.live and k.alert_id <> one.id
       ), once as (
         select id, min(place) as place from same group by id
       )
       select a.id, a.number, a.indicator, ${saidTitle} as title, a.agency, coalesce(o.name, a.agency) as "agencyName", a.line, a.severity,
         a.state, a.first_period as "firstPeriod", a.amount::text as amount,
         case once.place when 1 then 'subject' else 'related' end as by, count(*) over () as total
       from once join (${alertAndSaid}) on a.id = once.id cross join one
       left join organisation o on o.code = a.agency
       where (${isOpen} or a.first_period = one.first_period or a.period = one.first_period) ${withoutBaseline ? `and ${isShared}` : ''}
       order by (${isOpen}) desc, a.severity_rank desc, a.first_period desc, a.number limit $2`,
      [alertId, limit],
    );
    return { alerts: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
  }
}
