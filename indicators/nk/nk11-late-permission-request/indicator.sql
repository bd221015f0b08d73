with request as (
  select
    request.agency,
    request.request_no,
    request.kind,
    request.account_no,
    request.permission,
    request.done_by,
    request.approved_at,
    request.done_at,
    cast(request.approved_at as date) as approved_on,
    case when request.done_at < run.last_day + 1 then cast(request.done_at as date) else run.last_day end as waited_until
  from facts.permission_request as request
  cross join facts.run as run
  where request.approved_at < run.last_day + 1 or (request.approved_at is null and request.done_at is not null)
),
-- Where the calendar does not reach: among 31 calendar days and twice as many as granted there are always more working days.
judged as (
  select
    request.agency,
    request.request_no,
    request.kind,
    request.account_no,
    request.permission,
    request.done_by,
    request.approved_at,
    request.done_at,
    working_days_between(request.approved_on, request.waited_until) as waited,
    case
      when request.waited_until <= request.approved_on then false
      when request.waited_until - request.approved_on > 31 + 2 * parameter.days then true
      else working_days_between(request.approved_on, request.waited_until) > parameter.days
    end as is_late
  from request
  cross join facts.parameter as parameter
)
select
  case when judged.is_late then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  '000' as line,
  judged.agency as subject,
  judged.request_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(judged.waited as decimal(38, 6)) as observed,
  cast(parameter.days as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case
    when judged.is_late then null
    when judged.approved_at is null then 'approved_at'
    else 'working_day'
  end as missing,
  judged.kind as kind,
  judged.account_no as account_no,
  judged.permission as permission,
  judged.approved_at as approved_at,
  judged.done_at as done_at,
  judged.done_by as done_by
from judged
cross join facts.run as run
cross join facts.parameter as parameter
where judged.is_late is distinct from false
order by judged.agency nulls last, judged.request_no nulls last
