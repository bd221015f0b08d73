import type { EntityManager } from 'typeorm';

type Row = Record<string, string | null>;

/** Audited looks at personal data in clear, and everything that was taken out of the system. */
const exportActions = [
  'hits.unmask',
  'facts.unmask',
  'submission.unmask-differences',
  'facts.download',
  'facts.download-unmasked',
  'package.download',
  'alerts.export',
  'list.export',
];

/** The first instant of the period, and the first one after it: [0] ≤ at < [1]. */
const monthOf = `select (to_date($1, 'YYYYMM')::timestamp at time zone 'Asia/Shanghai') as begins,
  ((to_date($1, 'YYYYMM') + interval '1 month')::timestamp at time zone 'Asia/Shanghai') as ends`;

/** The product's own records as a run reads them: what was so when the month ended, never what is so now. */
export class SupervisionRecordRepository {
  constructor(private readonly manager: EntityManager) {}

  /**
   * Alerts that were with an agency at some time in the period, as its last day left them, for `facts.supervision_alert`.
   * Told from the events up to then and since the last dispatch: what happens later changes nothing.
   */
  alertsAsOf(period: string): Promise<Row[]> {
    return this.manager.query(
      `with month as (${monthOf}),
       event as (
         select e.alert_id, e.sequence, e.type, e.to_state, e.at, e.details
         from alert_event e, month where e.at < month.ends
       ),
       dispatch as (
         select distinct on (alert_id) alert_id, sequence, at from event where type = 'dispatch' order by alert_id, sequence desc
       ),
       since as (
         select e.* from event e join dispatch d on d.alert_id = e.alert_id and e.sequence >= d.sequence
       ),
       last_return as (
         select distinct on (alert_id) alert_id, sequence, at from since
         -- An extension refused after an answer P11 sends that answer back.
         where type = 'return' or (type = 'extension.refuse' and details ? 'returnDueOn') order by alert_id, sequence desc
       ),
       last_event as (
         select distinct on (alert_id) alert_id, to_state as state from since order by alert_id, sequence desc
       ),
       severity as (
         select distinct on (alert_id) alert_id, coalesce(details->'after'->>'severity', details->>'severity') as severity
         from event where coalesce(details->'after'->>'severity', details->>'severity') is not null
         order by alert_id, sequence desc
       ),
       told as (
         select s.alert_id,
           (array_agg(s.details->>'receivedOn' order by s.sequence desc) filter (where s.details->>'receivedOn' is not null
             -- A department signs for its question, not for the alert.
             and s.type not like 'consultation.%'))[1] as received_on,
           (array_agg(coalesce(s.details->>'extendedDueOn', s.details->>'answerDueOn') order by s.sequence desc)
             filter (where s.details->>'answerDueOn' is not null or (s.type = 'extension.approve' and s.details->>'clock' = 'answer')))[1] as due_on,
           (array_agg(coalesce(s.details->>'extendedDueOn', s.details->>'returnDueOn') order by s.sequence desc)
             filter (where s.sequence >= r.sequence and (s.details->>'returnDueOn' is not null
               or (s.type = 'extension.approve' and s.details->>'clock' = 'return'))))[1] as return_due_on,
           min(s.at) filter (where s.type = 'answer') as answered_at,
           min(s.at) filter (where s.type = 'answer' and s.sequence > r.sequence) as answered_again_at,
           count(*) filter (where s.type = 'return') as returns,
           max(s.at) filter (where s.type in ('close', 'withdraw')) as ended_at
         from since s left join last_return r on r.alert_id = s.alert_id group by s.alert_id
       )
       select a.agency, a.line, a.number as alert_number, a.indicator, coalesce(v.severity, a.severity) as severity, l.state,
         ${clock('d.at')} as dispatched_at, t.received_on, t.due_on, ${clock('t.answered_at')} as answered_at, t.returns::text as returns,
         ${clock('r.at')} as returned_at, t.return_due_on, ${clock('t.answered_again_at')} as answered_again_at
       from dispatch d join alert a on a.id = d.alert_id join told t on t.alert_id = d.alert_id
         join last_event l on l.alert_id = d.alert_id left join severity v on v.alert_id = d.alert_id
         left join last_return r on r.alert_id = d.alert_id cross join month
       where l.state not in ('closed', 'withdrawn') or t.ended_at >= month.begins
       order by a.agency, a.number`,
      [period],
    );
  }

  /**
   * Unmasked looks and downloads of the period by account, for `facts.supervision_export`: what the command line did counts
   * for the office, and an agency's download of what it sent itself does not. `rows` is what was shown, or all that a
   * downloaded table holds.
   */
  exportsIn(period: string): Promise<Row[]> {
    return this.manager.query(
      `with month as (${monthOf}),
       taken as (
         select e.actor, e.account, e.action, e.details, case when e.target_kind = 'submission' then e.target::uuid end as submission_id
         from audit_event e, month
         where e.action = any($2) and e.business_at >= month.begins and e.business_at < month.ends
       ),
       counted as (
         select t.actor, t.account, t.action, s.agency as sent_by,
           case
             when t.details->>'rows' is not null then (t.details->>'rows')::bigint
             when t.details->>'limit' is not null then least((t.details->>'limit')::bigint, held.rows)
             else held.rows
           end as rows
         from taken t
         left join submission s on s.id = t.submission_id
         left join lateral (
           select sum(f.rows)::bigint as rows from fact_file f
           where f.submission_id = t.submission_id and (t.action = 'package.download' or f.table_name = t.details->>'table')
         ) held on true
       )
       select coalesce(u.organisation, office.code) as agency, c.actor as account, count(*)::text as exports,
         coalesce(sum(c.rows), 0)::text as rows
       from counted c left join app_user u on u.id = c.account
         left join lateral (select min(code) as code from organisation where kind = 'office') office on true
       where coalesce(u.organisation, office.code) is not null
         and not (c.action = 'package.download' and c.sent_by is not distinct from u.organisation)
       group by 1, 2 order by 1, 2`,
      [period, exportActions],
    );
  }
}

/** An instant as Shanghai wall-clock text. */
function clock(instant: string): string {
  return `to_char(${instant} at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS.MS')`;
}
