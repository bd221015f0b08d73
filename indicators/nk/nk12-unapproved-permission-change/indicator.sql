-- Agencies whose permissions of the month before are known: without them a change cannot be told.
with month_before as (
  select distinct history.agency
  from facts.permission_history as history
  join facts.run as run on history.period = period_add(run.period, -1)
),
permission_before as (
  select
    history.agency,
    history.account_no,
    history.permission,
    history.post_class,
    history.granted_on
  from facts.permission_history as history
  join facts.run as run on history.period = period_add(run.period, -1)
),
changed as (
  select
    permission.agency,
    permission.account_no,
    permission.permission,
    permission.post_class,
    permission.granted_on,
    permission.request_no,
    case
      when permission_before.account_no is null then '新增'
      when permission.post_class <> permission_before.post_class then '类别变更'
      else '重新赋权'
    end as change
  from facts.permission as permission
  join month_before on month_before.agency = permission.agency
  left join permission_before
    on permission_before.agency = permission.agency
    and permission_before.account_no = permission.account_no
    and permission_before.permission = permission.permission
  where permission_before.account_no is null
    or permission.post_class <> permission_before.post_class
    or permission.granted_on <> permission_before.granted_on
),
approved_request as (
  select history.agency, history.request_no, history.account_no, history.permission
  from facts.permission_request_history as history
  cross join facts.run as run
  where history.approved_at < run.last_day + 1 and history.kind in ('configure', 'add', 'change')
),
-- A request is the permission's by its number or, where none is given, by account and permission.
unapproved as (
  select
    changed.agency,
    coalesce(account.staff_no, changed.account_no) as staff_no,
    changed.account_no,
    changed.permission,
    changed.change,
    changed.granted_on,
    changed.request_no
  from changed
  left join facts.system_account as account
    on account.agency = changed.agency
    and account.account_no = changed.account_no
  where not exists (
    select 1
    from approved_request as request
    where request.agency = changed.agency
      and request.account_no = changed.account_no
      and (request.permission is null or request.permission = changed.permission)
      and (changed.request_no is null or request.request_no = changed.request_no)
  )
),
answer as (
  select
    'hit' as verdict,
    unapproved.agency,
    unapproved.staff_no as subject,
    unapproved.staff_no as hit_key,
    count(*) as changes,
    cast(null as text) as missing,
    string_agg(distinct unapproved.account_no, '，' order by unapproved.account_no nulls last) as account_nos,
    string_agg(
      unapproved.permission || '（' || unapproved.change || '）',
      '，'
      order by unapproved.permission nulls last, unapproved.account_no nulls last
    ) as changed_permissions,
    string_agg(distinct unapproved.request_no, '，' order by unapproved.request_no nulls last) as request_nos,
    max(unapproved.granted_on) as latest_granted_on
  from unapproved
  group by unapproved.agency, unapproved.staff_no
  union all
  select distinct
    'cannot_decide' as verdict,
    permission.agency,
    permission.agency as subject,
    'total' as hit_key,
    cast(null as bigint) as changes,
    'permission' as missing,
    cast(null as text) as account_nos,
    cast(null as text) as changed_permissions,
    cast(null as text) as request_nos,
    cast(null as date) as latest_granted_on
  from facts.permission as permission
  where not exists (
    select 1
    from month_before
    where month_before.agency = permission.agency
  )
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  '000' as line,
  answer.subject as subject,
  answer.hit_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.changes as decimal(38, 6)) as observed,
  cast(case when answer.verdict = 'hit' then 0 end as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  staff.name as staff_name,
  answer.changed_permissions as changed_permissions,
  answer.account_nos as account_nos,
  answer.request_nos as request_nos,
  answer.latest_granted_on as latest_granted_on
from answer
cross join facts.run as run
left join facts.staff as staff
  on staff.agency = answer.agency
  and staff.staff_no = answer.subject
order by answer.agency nulls last, answer.subject nulls last, answer.hit_key nulls last
