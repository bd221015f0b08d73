-- A clerk whom the package of M no longer names: the latest earlier row.
with known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.name,
    history.left_on,
    history.left_kind
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
clerk as (
  select
    known_staff.agency,
    known_staff.staff_no,
    known_staff.name,
    known_staff.left_on as since,
    cast(null as date) as until,
    known_staff.left_kind as reason,
    cast(null as text) as missing
  from known_staff
  cross join facts.run as run
  where known_staff.left_on < run.last_day
  union all
  -- Gone from the table of staff without a day: whether and when the clerk left is not known.
  select distinct
    account.agency,
    account.staff_no,
    known_staff.name,
    cast(null as date) as since,
    cast(null as date) as until,
    cast(null as text) as reason,
    'left_on' as missing
  from facts.system_account as account
  left join known_staff
    on known_staff.agency = account.agency
    and known_staff.staff_no = account.staff_no
  where known_staff.left_on is null
    and not exists (
      select 1
      from facts.staff as staff
      where staff.agency = account.agency and staff.staff_no = account.staff_no
    )
),
-- Where the calendar does not reach: among 31 calendar days and twice as many as granted there are always more working days.
judged_clerk as (
  select
    clerk.agency,
    clerk.staff_no,
    clerk.name,
    clerk.since,
    clerk.until,
    clerk.reason,
    clerk.missing,
    working_days_between(clerk.since, run.last_day) as waited,
    case
      when clerk.until < run.last_day then false
      when run.last_day - clerk.since > 31 + 2 * parameter.days then true
      else working_days_between(clerk.since, run.last_day) > parameter.days
    end as is_overdue
  from clerk
  cross join facts.run as run
  cross join facts.parameter as parameter
),
-- A status that was set after the last day of M says that the account was still alive on it.
account as (
  select account.agency, account.staff_no, account.account_no
  from facts.system_account as account
  cross join facts.run as run
  where account.status = 'active' or account.status_at >= run.last_day + 1
),
alive as (
  select
    clerk.agency,
    clerk.staff_no,
    count(*) as accounts,
    string_agg(account.account_no, '，' order by account.account_no nulls last) as account_nos
  from judged_clerk as clerk
  join account
    on account.agency = clerk.agency
    and account.staff_no = clerk.staff_no
  group by clerk.agency, clerk.staff_no
),
-- What was done under the clerk's number or with the clerk's account.
operation as (
  select clerk.agency, clerk.staff_no, log.log_no, log.operated_at
  from clerk
  join facts.operation_log as log
    on log.agency = clerk.agency
    and log.staff_no = clerk.staff_no
  where log.self_service is distinct from true
  union
  select clerk.agency, clerk.staff_no, log.log_no, log.operated_at
  from clerk
  join facts.system_account as account
    on account.agency = clerk.agency
    and account.staff_no = clerk.staff_no
  join facts.operation_log as log
    on log.agency = account.agency
    and log.account_no = account.account_no
  where log.self_service is distinct from true
),
judged_operation as (
  select
    operation.agency,
    operation.staff_no,
    operation.log_no,
    operation.operated_at,
    case
      when cast(operation.operated_at as date) <= clerk.since then false
      when cast(operation.operated_at as date) > clerk.until then false
      when cast(operation.operated_at as date) - clerk.since > 31 + 2 * parameter.days then true
      else working_days_between(clerk.since, cast(operation.operated_at as date)) > parameter.days
    end as is_late
  from operation
  join clerk
    on clerk.agency = operation.agency
    and clerk.staff_no = operation.staff_no
  cross join facts.parameter as parameter
),
late_use as (
  select
    judged.agency,
    judged.staff_no,
    count(*) filter (where judged.is_late) as operations,
    min(judged.operated_at) filter (where judged.is_late) as first_at,
    max(judged.operated_at) filter (where judged.is_late) as last_at,
    bool_or(judged.is_late is null) as is_open
  from judged_operation as judged
  group by judged.agency, judged.staff_no
),
answer as (
  select
    clerk.agency,
    clerk.staff_no,
    clerk.name,
    clerk.since,
    clerk.reason,
    clerk.waited,
    alive.account_nos,
    coalesce(late_use.operations, 0) as operations,
    late_use.first_at,
    late_use.last_at,
    case
      when clerk.missing is not null then clerk.missing
      when clerk.is_overdue and alive.accounts > 0 then null
      when late_use.operations > 0 then null
      else 'working_day'
    end as missing
  from judged_clerk as clerk
  left join alive
    on alive.agency = clerk.agency
    and alive.staff_no = clerk.staff_no
  left join late_use
    on late_use.agency = clerk.agency
    and late_use.staff_no = clerk.staff_no
  where (clerk.is_overdue is distinct from false and alive.accounts > 0)
    or late_use.operations > 0
    or late_use.is_open
)
select
  case when answer.missing is null then 'hit' else 'cannot_decide' end as verdict,
  answer.agency as agency,
  '000' as line,
  answer.staff_no as subject,
  answer.staff_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.waited as decimal(38, 6)) as observed,
  cast(parameter.days as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.name as staff_name,
  answer.since as since,
  answer.reason as reason,
  answer.account_nos as account_nos,
  cast(answer.operations as integer) as operations,
  answer.first_at as first_at,
  answer.last_at as last_at
from answer
cross join facts.run as run
cross join facts.parameter as parameter
order by answer.agency nulls last, answer.staff_no nulls last
