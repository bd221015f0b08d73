-- A clerk whom the package of M no longer names: the latest earlier row.
with known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.person_hash,
    history.name
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
system_role as (
  select
    duty.agency,
    duty.staff_no,
    duty.post_class,
    duty.post as source,
    duty.from_date,
    duty.to_date
  from facts.duty as duty
  where duty.post_class in ('system_admin', 'operations')
  union all
  select
    permission.agency,
    account.staff_no,
    permission.post_class,
    permission.permission as source,
    permission.granted_on as from_date,
    cast(null as date) as to_date
  from facts.permission as permission
  join facts.system_account as account
    on account.agency = permission.agency
    and account.account_no = permission.account_no
  where permission.post_class in ('system_admin', 'operations') and account.status = 'active'
),
role_of_person as (
  select
    coalesce(known_staff.person_hash, system_role.agency || '|' || system_role.staff_no) as natural_person,
    system_role.agency,
    system_role.staff_no,
    system_role.post_class,
    system_role.source,
    system_role.from_date,
    system_role.to_date
  from system_role
  left join known_staff
    on known_staff.agency = system_role.agency
    and known_staff.staff_no = system_role.staff_no
),
-- Every staff number of these persons, at whichever agency.
staff_number as (
  select role.natural_person, role.agency, role.staff_no
  from role_of_person as role
  union
  select role.natural_person, known_staff.agency, known_staff.staff_no
  from role_of_person as role
  join known_staff on known_staff.person_hash = role.natural_person
),
-- Done under one of the numbers or with the account of one of them.
operation as (
  select
    staff_number.natural_person,
    staff_number.agency,
    staff_number.staff_no,
    log.log_no,
    log.business_no,
    log.operation,
    log.operated_at
  from staff_number
  join facts.operation_log as log
    on log.agency = staff_number.agency
    and log.staff_no = staff_number.staff_no
  where log.step <> 'backend' and log.self_service is distinct from true
  union
  select
    staff_number.natural_person,
    staff_number.agency,
    staff_number.staff_no,
    log.log_no,
    log.business_no,
    log.operation,
    log.operated_at
  from staff_number
  join facts.system_account as account
    on account.agency = staff_number.agency
    and account.staff_no = staff_number.staff_no
  join facts.operation_log as log
    on log.agency = account.agency
    and log.account_no = account.account_no
  where log.step <> 'backend' and log.self_service is distinct from true
),
operation_in_role as (
  select
    operation.natural_person,
    operation.agency,
    operation.staff_no,
    operation.log_no,
    operation.business_no,
    operation.operation,
    operation.operated_at
  from operation
  where exists (
    select 1
    from role_of_person as role
    where role.natural_person = operation.natural_person
      and role.from_date <= cast(operation.operated_at as date)
      and (role.to_date is null or role.to_date >= cast(operation.operated_at as date))
  )
),
person as (
  select
    role.natural_person,
    string_agg(distinct role.post_class, '，' order by role.post_class nulls last) as post_classes,
    string_agg(distinct role.source, '，' order by role.source nulls last) as sources,
    string_agg(distinct role.agency, '，' order by role.agency nulls last) as role_agencies
  from role_of_person as role
  group by role.natural_person
),
answer as (
  select
    'hit' as verdict,
    done.agency,
    min(done.staff_no) as subject,
    min(done.staff_no) as hit_key,
    done.natural_person,
    count(distinct done.log_no) as operations,
    cast(null as text) as missing,
    string_agg(distinct done.operation, '，' order by done.operation nulls last) as kinds,
    min(done.business_no) as example_business_no,
    min(done.operated_at) as first_at,
    max(done.operated_at) as last_at
  from operation_in_role as done
  group by done.agency, done.natural_person
  union all
  -- Whoever did it: at an agency with such a role it may have been its holder.
  select
    'cannot_decide' as verdict,
    log.agency,
    log.agency as subject,
    'total' as hit_key,
    cast(null as text) as natural_person,
    count(*) as operations,
    'staff_no' as missing,
    string_agg(distinct log.operation, '，' order by log.operation nulls last) as kinds,
    min(log.business_no) as example_business_no,
    min(log.operated_at) as first_at,
    max(log.operated_at) as last_at
  from facts.operation_log as log
  where log.staff_no is null
    and log.account_no is null
    and log.step <> 'backend'
    and log.self_service is distinct from true
    and exists (
      select 1
      from role_of_person as role
      where role.agency = log.agency
    )
  group by log.agency
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  '000' as line,
  answer.subject as subject,
  answer.hit_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.operations as decimal(38, 6)) as observed,
  cast(parameter.operations as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  known_staff.name as staff_name,
  person.post_classes as post_classes,
  person.sources as sources,
  person.role_agencies as role_agencies,
  answer.kinds as kinds,
  answer.example_business_no as example_business_no,
  answer.first_at as first_at,
  answer.last_at as last_at
from answer
cross join facts.run as run
cross join facts.parameter as parameter
left join person on person.natural_person = answer.natural_person
left join known_staff
  on known_staff.agency = answer.agency
  and known_staff.staff_no = answer.subject
where answer.operations > parameter.operations
order by answer.agency nulls last, answer.subject nulls last, answer.hit_key nulls last
