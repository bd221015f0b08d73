import { changeIndicators, type RecordFactKind } from '@fundwatch/domain/accountability';
import type { BilingualText } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { saidTitle } from './alert-conditions.js';
import { rectificationDue } from './rectification-due.js';

/** One fact read from a stored record. */
export interface AccountabilityFact {
  key: string;
  agency: string;
  line: string | null;
  /** The day by which it is counted. */
  on: string;
  submissionId: string | null;
  dataset: string | null;
  period: string | null;
  version: number | null;
  alertId: string | null;
  alertNumber: string | null;
  indicator: string | null;
  /** As the definition behind the alert, or its source, has it. */
  title: BilingualText | null;
  dueOn: string | null;
  doneOn: string | null;
  round: number | null;
  errors: number | null;
  firstAmount: string | null;
  laterAmount: string | null;
}

export interface AccountabilityFactFilter {
  /** First and last day, both included. */
  from: string;
  to: string;
  today: string;
  agency?: string | undefined;
  /** The first month whose submissions are the office's own; null: none yet. */
  since: string | null;
}

/** $1 first day · $2 last day · $3 agency, null: every one · $4 today · $5 since. */
const valuesOf = ({ from, to, agency, today, since }: AccountabilityFactFilter) => [
  from,
  to,
  agency ?? null,
  today,
  since,
];

const dayOf = (instant: string) => `(${instant} at time zone 'Asia/Shanghai')::date`;
/** What was sent to the agency and turned out to be something. */
const counts = `a.dispatched_at is not null and a.state not in ('withdrawn', 'dismissed')`;

/** When an answer was due; of a first one that came before its calendar, as that says. */
const answerDue = `coalesce((e.details->>'dueOn')::date, case when w.round = 1 then a.answer_due_on end)`;

/** The columns that a kind has; the others are null. */
const row = (columns: Partial<Record<(typeof order)[number], string>>) =>
  `select ${order.map((name) => `(${columns[name] ?? 'null'})::${types[name]} as ${name}`).join(', ')}`;
const types = {
  key: 'text',
  agency: 'text',
  line: 'text',
  day: 'date',
  submission_id: 'uuid',
  dataset: 'text',
  period: 'text',
  version: 'integer',
  alert_id: 'uuid',
  due_on: 'date',
  done_on: 'date',
  round: 'integer',
  errors: 'integer',
  first_amount: 'numeric',
  later_amount: 'numeric',
} as const;
const order = Object.keys(types) as (keyof typeof types)[];

const ofSubmission = {
  agency: 's.agency',
  line: 's.line',
  submission_id: 's.id',
  dataset: 's.dataset',
  period: 's.period',
  version: 's.version',
};
const ofAlert = { agency: 'a.agency', line: 'a.line', alert_id: 'a.id' };
const overdue = (state: string) =>
  `${row({ ...ofAlert, key: 'a.id', day: 'a.due_on', due_on: 'a.due_on' })}
   from alert a where ${state} and a.due_on < $4::date and ${counts}`;
const opinion = (columns: Partial<Record<(typeof order)[number], string>>, where: string) =>
  `${row({ ...ofAlert, agency: 'b.department', key: 'b.id', day: 'b.due_on', due_on: 'b.due_on', ...columns })}
   from alert_branch b join alert a on a.id = b.alert_id where b.kind = 'consultation' and ${where} and ${counts}`;

/** Where each kind of fact is read from; `domain/accountability` says what it means. */
const sources: Readonly<Record<RecordFactKind, string>> = {
  submission_refused: `${row({ ...ofSubmission, key: 's.id', day: dayOf('coalesce(s.decided_at, s.arrived_at)'), errors: 's.errors' })}
    from submission s where s.state = 'refused' and s.source <> 'history' and s.period >= $5`,

  submission_corrected: `${row({ ...ofSubmission, key: 's.id', day: dayOf('s.arrived_at'), alert_id: 'r.alert_id' })}
    from submission s cross join lateral (
      select e.alert_id from alert_event e join alert a on a.id = e.alert_id and a.line = s.line
      where e.type = 'return' and e.agency = s.agency and e.at < s.arrived_at
        and exists (select from alert_hit h where h.alert_id = a.id and h.period = s.period)
        and not exists (select from alert_event n where n.alert_id = e.alert_id and n.type = 'answer' and n.at > e.at and n.at <= s.arrived_at)
      order by e.at desc, e.alert_id limit 1) r
    where s.state = 'accepted' and s.replaces is not null`,

  answer_contradicted: `${row({ ...ofAlert, key: 'c.id', day: dayOf('c.at'), submission_id: 'c.submission_id' })}
    from cleaning_check c join cleaning_task t on t.id = c.task_id join alert a on a.id = t.alert_id
    where c.came_back and ${counts}`,

  change_alert: `${row({ ...ofAlert, key: 'a.id', day: dayOf('a.raised_at') })}
    from alert a where a.indicator in (${changeIndicators.map((code) => `'${code}'`).join(', ')}) and ${counts}`,

  answer_overdue: overdue(`a.state in ('received', 'returned')`),

  answer_late: `${row({
    ...ofAlert,
    key: `w.alert_id || ':' || w.round`,
    day: answerDue,
    due_on: answerDue,
    done_on: dayOf('w.answered_at'),
    round: 'w.round',
  })}
    from answer w join alert a on a.id = w.alert_id
    join alert_event e on e.alert_id = w.alert_id and e.type = 'answer' and e.details->>'round' = w.round::text
    where (w.late or (w.round = 1 and a.answered_late)) and ${answerDue} is not null and ${counts}`,

  returned_again: `${row({ ...ofAlert, key: 'e.id', day: dayOf('e.at'), round: `e.details->>'round'` })}
    from alert_event e join alert a on a.id = e.alert_id where e.type = 'second_return' and ${counts}`,

  found_again: `${row({ ...ofAlert, key: 'a.id', day: dayOf('a.raised_at') })}
    from alert a where a.recurrence_of is not null and ${counts}`,

  rectification_overdue: overdue(`a.state = 'rectifying'`),

  rectification_late: `${row({
    ...ofAlert,
    key: 'e.id',
    day: 'd.due_on',
    due_on: 'd.due_on',
    done_on: dayOf('e.at'),
  })}
    from alert_event e join alert a on a.id = e.alert_id cross join lateral (select ${rectificationDue} as due_on) d
    where e.type = 'report_rectification' and ${dayOf('e.at')} > d.due_on and ${counts}`,

  opinion_overdue: opinion({}, `b.ended_at is null and b.due_on < $4::date`),

  opinion_late: opinion(
    { done_on: dayOf('b.ended_at') },
    `b.state = 'concluded' and b.ended_at is not null and ${dayOf('b.ended_at')} > b.due_on`,
  ),

  amount_raised: `${row({
    ...ofAlert,
    key: 'a.id',
    day: 'l.on_day',
    first_amount: 'f.amount',
    later_amount: 'l.amount',
  })}
    from (
      select distinct on (alert_id) alert_id, amount, on_day from (
        select w.alert_id, w.confirmed_amount as amount, ${dayOf('w.answered_at')} as on_day from answer w
        where w.round > 1 and w.confirmed_amount is not null
        union all
        select r.alert_id, sum(r.amount), ${dayOf('max(r.entered_at)')} from recovery_entry r
        where r.kind = 'confirmed' and r.voided_at is null group by r.alert_id
      ) said order by alert_id, amount desc, on_day
    ) l join alert a on a.id = l.alert_id
    cross join lateral (
      select w.confirmed_amount as amount from answer w where w.alert_id = l.alert_id and w.confirmed_amount is not null
      order by w.round limit 1
    ) f
    where l.amount > f.amount and ${counts}`,
};

/** Every value is named once, so that one list of them serves every kind. */
const factsOf = (kind: RecordFactKind) =>
  `(select f.* from (${sources[kind]}) f where f.day between $1::date and $2::date and ($3::text is null or f.agency = $3)
     and ($4::date is not null) and ($5::text is null or true)) f`;

/** Facts that stored records show, as far as the context may see them. */
export class AccountabilityFactsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** The first month that was evaluated as the office's own; what came before is a baseline. Null: none yet. */
  async since(): Promise<string | null> {
    const [found] = await this.manager.query(
      `select min(period) as since from evaluation where state = 'finished' and not baseline`,
    );
    return found.since;
  }

  /** How many facts of each kind an agency has; a department that gave opinions late stands among the agencies. */
  async figures(filter: AccountabilityFactFilter): Promise<{ agency: string; kind: RecordFactKind; count: number }[]> {
    const parts = (Object.keys(sources) as RecordFactKind[]).map(
      (kind) =>
        `select f.agency, '${kind}' as kind, count(*)::integer as count from ${factsOf(kind)} group by f.agency`,
    );
    return this.manager.query(parts.join(' union all '), valuesOf(filter));
  }

  /** The facts behind a figure, the latest first. */
  async list(
    kind: RecordFactKind,
    filter: AccountabilityFactFilter,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<AccountabilityFact[]> {
    return this.manager.query(
      `select f.key, f.agency, f.line, f.day as "on", f.submission_id as "submissionId", f.dataset, f.period, f.version,
         f.alert_id as "alertId", a.number as "alertNumber", a.indicator, ${saidTitle} as title, f.due_on as "dueOn",
         f.done_on as "doneOn", f.round, f.errors, f.first_amount::text as "firstAmount", f.later_amount::text as "laterAmount"
       from ${factsOf(kind)} left join alert a on a.id = f.alert_id
       left join indicator_definition d on d.hash = a.definition_hash left join alert_source s on s.alert_id = a.id
       where $6::date is null or f.day < $6 or (f.day = $6 and f.key > $7::text)
       order by f.day desc, f.key limit $8`,
      [...valuesOf(filter), after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }

  async count(kind: RecordFactKind, filter: AccountabilityFactFilter): Promise<number> {
    const [found] = await this.manager.query(`select count(*)::integer as n from ${factsOf(kind)}`, valuesOf(filter));
    return found.n;
  }
}
