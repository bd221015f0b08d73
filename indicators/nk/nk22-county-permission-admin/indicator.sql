with maintainer as (
  select
    permission.agency,
    account.staff_no,
    permission.permission,
    cast(null as text) as post
  from facts.permission as permission
  cross join facts.run as run
  join facts.system_account as account
    on account.agency = permission.agency
    and account.account_no = permission.account_no
  where permission.post_class = 'system_admin'
    and permission.granted_on <= run.last_day
    and account.status = 'active'
  union all
  select
    duty.agency,
    duty.staff_no,
    cast(null as text) as permission,
    duty.post
  from facts.duty as duty
  cross join facts.run as run
  where duty.post_class = 'system_admin'
    and duty.from_date <= run.last_day
    and (duty.to_date is null or duty.to_date >= run.last_day)
),
placed as (
  select
    maintainer.agency,
    maintainer.staff_no,
    maintainer.permission,
    maintainer.post,
    staff.name,
    staff.org_level
  from maintainer
  cross join facts.run as run
  left join facts.staff as staff
    on staff.agency = maintainer.agency
    and staff.staff_no = maintainer.staff_no
  where staff.left_on is null or staff.left_on > run.last_day
),
of_county as (
  select
    placed.agency,
    placed.staff_no,
    placed.permission,
    placed.post,
    placed.name,
    placed.org_level,
    bool_or(placed.org_level in ('county', 'township')) over (partition by placed.agency) as is_hit
  from placed
  where placed.org_level is null or placed.org_level in ('county', 'township')
),
answer as (
  select
    of_county.agency,
    coalesce(of_county.is_hit, false) as is_hit,
    count(distinct of_county.staff_no) as people,
    string_agg(distinct of_county.staff_no, ',' order by of_county.staff_no nulls last) as staff_nos,
    string_agg(distinct of_county.name, ',' order by of_county.name nulls last) as staff_names,
    string_agg(distinct of_county.org_level, ',' order by of_county.org_level nulls last) as org_levels,
    string_agg(distinct of_county.permission, ',' order by of_county.permission nulls last) as permissions,
    string_agg(distinct of_county.post, ',' order by of_county.post nulls last) as posts
  from of_county
  where of_county.org_level is not null or not coalesce(of_county.is_hit, false)
  group by of_county.agency, of_county.is_hit
)
select
  case when answer.is_hit then 'hit' else 'cannot_decide' end as verdict,
  answer.agency as agency,
  '000' as line,
  answer.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.people as decimal(38, 6)) as observed,
  cast(parameter.allowed as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when not answer.is_hit then 'org_level' end as missing,
  answer.people as people,
  answer.staff_nos as staff_nos,
  answer.staff_names as staff_names,
  answer.org_levels as org_levels,
  answer.permissions as permissions,
  answer.posts as posts
from answer
cross join facts.run as run
cross join facts.parameter as parameter
where answer.people > parameter.allowed
order by answer.agency nulls last, line nulls last, subject nulls last, hit_key nulls last
