-- A clerk whom the package of M no longer names: the latest earlier row.
with known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.person_hash,
    history.name,
    history.left_on
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
-- A post of any of a person's staff numbers at the agency covers the accounts of all of them.
duty_class as (
  select distinct
    duty.agency,
    coalesce(known_staff.person_hash, duty.staff_no) as natural_person,
    duty.post_class
  from facts.duty as duty
  cross join facts.run as run
  left join known_staff
    on known_staff.agency = duty.agency
    and known_staff.staff_no = duty.staff_no
  where duty.from_date <= run.last_day and (duty.to_date is null or duty.to_date >= run.last_day)
),
held as (
  select
    permission.agency,
    account.staff_no,
    known_staff.name,
    coalesce(known_staff.person_hash, account.staff_no) as natural_person,
    permission.account_no,
    permission.permission,
    permission.post_class,
    permission.granted_on
  from facts.permission as permission
  join facts.system_account as account
    on account.agency = permission.agency
    and account.account_no = permission.account_no
  cross join facts.run as run
  left join known_staff
    on known_staff.agency = account.agency
    and known_staff.staff_no = account.staff_no
  where permission.post_class <> 'common'
    and account.status = 'active'
    and (known_staff.left_on is null or known_staff.left_on >= run.last_day)
),
outside as (
  select
    held.agency,
    held.staff_no,
    max(held.name) as name,
    held.natural_person,
    count(*) as permissions,
    string_agg(held.permission, '，' order by held.permission nulls last, held.account_no nulls last) as permission_list,
    string_agg(distinct held.post_class, '，' order by held.post_class nulls last) as permission_classes,
    string_agg(distinct held.account_no, '，' order by held.account_no nulls last) as account_nos,
    max(held.granted_on) as latest_granted_on
  from held
  where not exists (
    select 1
    from duty_class
    where duty_class.agency = held.agency
      and duty_class.natural_person = held.natural_person
      and duty_class.post_class = held.post_class
  )
  group by held.agency, held.staff_no, held.natural_person
),
posts as (
  select
    duty_class.agency,
    duty_class.natural_person,
    string_agg(duty_class.post_class, '，' order by duty_class.post_class nulls last) as post_classes
  from duty_class
  group by duty_class.agency, duty_class.natural_person
)
select
  case when posts.post_classes is null then 'cannot_decide' else 'hit' end as verdict,
  outside.agency as agency,
  '000' as line,
  outside.staff_no as subject,
  outside.staff_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(outside.permissions as decimal(38, 6)) as observed,
  cast(parameter.permissions as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when posts.post_classes is null then 'post_class' end as missing,
  outside.name as staff_name,
  posts.post_classes as post_classes,
  outside.permission_classes as permission_classes,
  outside.permission_list as permission_list,
  outside.account_nos as account_nos,
  outside.latest_granted_on as latest_granted_on
from outside
left join posts
  on posts.agency = outside.agency
  and posts.natural_person = outside.natural_person
cross join facts.run as run
cross join facts.parameter as parameter
where outside.permissions > parameter.permissions
order by outside.agency nulls last, outside.staff_no nulls last
