-- Full tables are sent every month: rows of last month say that last month's requests are known too.
with known_month_before as (
  select distinct history.agency
  from facts.duty_history as history
  join facts.run as run on history.period = period_add(run.period, -1)
),
request as (
  select
    history.agency,
    history.period,
    history.request_no,
    history.kind,
    history.account_no,
    history.permission,
    history.approved_at,
    history.done_at
  from facts.permission_request_history as history
),
duty_in_force as (
  select duty.agency, duty.staff_no, duty.permission
  from facts.duty as duty
  cross join facts.run as run
  where duty.from_date <= run.last_day and (duty.to_date is null or duty.to_date >= run.last_day)
),
held as (
  select
    permission.agency,
    permission.account_no,
    permission.permission,
    permission.granted_on,
    permission.request_no,
    account.staff_no
  from facts.permission as permission
  join facts.system_account as account
    on account.agency = permission.agency
    and account.account_no = permission.account_no
  where account.status = 'active' and permission.post_class <> 'common'
),
-- A duty may name several permissions in one field.
by_duty as (
  select
    held.agency,
    held.account_no || '/' || held.permission as item,
    '权限与岗位台账' as part,
    held.account_no,
    held.permission,
    bool_or(strpos(duty_in_force.permission, held.permission) > 0) as is_named,
    bool_or(duty_in_force.staff_no is not null and duty_in_force.permission is null) as is_open
  from held
  left join duty_in_force
    on duty_in_force.agency = held.agency
    and duty_in_force.staff_no = held.staff_no
  group by held.agency, held.account_no, held.permission
),
granted_in_month as (
  select permission.agency, permission.account_no, permission.permission, permission.request_no
  from facts.permission as permission
  cross join facts.run as run
  where permission.granted_on between run.first_day and run.last_day
),
by_request as (
  select
    granted.agency,
    granted.account_no || '/' || granted.permission || '/request' as item,
    '新增权限与申请' as part,
    granted.account_no,
    granted.permission,
    granted.request_no,
    bool_or(
      request.approved_at is not null
      and request.kind in ('configure', 'add', 'change')
      and request.account_no = granted.account_no
      and (request.permission is null or request.permission = granted.permission)
    ) as is_approved,
    bool_or(request.request_no is not null) as is_found,
    bool_or(known_month_before.agency is not null) as is_known
  from granted_in_month as granted
  left join request
    on request.agency = granted.agency
    and request.request_no = granted.request_no
  left join known_month_before on known_month_before.agency = granted.agency
  group by granted.agency, granted.account_no, granted.permission, granted.request_no
),
last_done as (
  select distinct on (request.agency, request.account_no, request.permission)
    request.agency,
    request.request_no,
    request.account_no,
    request.permission,
    request.kind
  from request
  join facts.run as run on run.period = request.period
  where request.permission is not null
    and request.approved_at is not null
    and request.done_at is not null
    and request.kind <> 'freeze'
  order by
    request.agency nulls last,
    request.account_no nulls last,
    request.permission nulls last,
    request.done_at desc nulls last,
    request.request_no desc nulls last
),
by_replay as (
  select
    last_done.agency,
    last_done.request_no as item,
    '办结申请与现有权限' as part,
    last_done.account_no,
    last_done.permission,
    (last_done.kind = 'cancel') = (permission.account_no is null) as is_applied
  from last_done
  left join facts.permission as permission
    on permission.agency = last_done.agency
    and permission.account_no = last_done.account_no
    and permission.permission = last_done.permission
),
side as (
  select
    by_duty.agency,
    by_duty.item,
    by_duty.part,
    by_duty.account_no,
    by_duty.permission,
    case
      when by_duty.is_named then 1
      when by_duty.is_open then null
      else 0
    end as fitting
  from by_duty
  union all
  select
    by_request.agency,
    by_request.item,
    by_request.part,
    by_request.account_no,
    by_request.permission,
    case
      when by_request.request_no is null then null
      when by_request.is_approved then 1
      when by_request.is_found or by_request.is_known then 0
    end as fitting
  from by_request
  union all
  select
    by_replay.agency,
    by_replay.item,
    by_replay.part,
    by_replay.account_no,
    by_replay.permission,
    case when by_replay.is_applied then 1 else 0 end as fitting
  from by_replay
),
judged as (
  select
    side.agency,
    '000' as line,
    side.item,
    side.part,
    side.account_no,
    side.permission,
    cast(case when side.fitting is not null then 1 end as decimal(38, 2)) as left_value,
    cast(side.fitting as decimal(38, 2)) as right_value,
    1 - side.fitting > parameter.tolerance as is_broken
  from side
  cross join facts.parameter as parameter
)
select
  case
    when bool_or(judged.is_broken) then 'broken'
    when count(judged.is_broken) = 0 then 'not_checkable'
    else 'holds'
  end as verdict,
  judged.agency as agency,
  judged.line as line,
  cast(null as text) as item,
  count(judged.is_broken) as compared,
  cast(sum(judged.left_value) as decimal(38, 6)) as left_value,
  cast(sum(judged.right_value) as decimal(38, 6)) as right_value,
  cast(sum(judged.left_value - judged.right_value) as decimal(38, 6)) as difference,
  case when count(judged.is_broken) = 0 then 'permission' end as missing,
  cast(null as text) as part,
  cast(null as text) as account_no,
  cast(null as text) as permission
from judged
group by judged.agency, judged.line
union all
select
  'row' as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.item as item,
  cast(null as bigint) as compared,
  cast(judged.left_value as decimal(38, 6)) as left_value,
  cast(judged.right_value as decimal(38, 6)) as right_value,
  cast(judged.left_value - judged.right_value as decimal(38, 6)) as difference,
  cast(null as text) as missing,
  judged.part as part,
  judged.account_no as account_no,
  judged.permission as permission
from judged
where judged.is_broken
order by agency nulls first, line nulls first, item nulls first, verdict nulls first
