with business_of_month as (
  select distinct log.agency, log.business_no
  from facts.operation_log as log
  where log.step in ('first_review', 'second_review', 'approval')
    and log.self_service is distinct from true
),
log_of_business as (
  select
    log.agency,
    log.business_no,
    log.log_no,
    log.period,
    log.operation,
    log.risk_level,
    log.step,
    log.staff_no,
    log.operated_at,
    log.ip,
    log.self_service
  from business_of_month
  join facts.operation_log_history as log
    on log.agency = business_of_month.agency
    and log.business_no = business_of_month.business_no
),
last_rollback as (
  select distinct on (log.agency, log.business_no)
    log.agency,
    log.business_no,
    log.operated_at,
    log.log_no
  from log_of_business as log
  where log.step = 'rollback'
  order by
    log.agency nulls last,
    log.business_no nulls last,
    log.operated_at desc nulls last,
    log.log_no desc nulls last
),
last_step as (
  select distinct on (log.agency, log.business_no, log.step)
    log.agency,
    log.business_no,
    log.log_no,
    log.period,
    log.operation,
    log.risk_level,
    log.step,
    log.staff_no,
    log.operated_at,
    log.ip
  from log_of_business as log
  left join last_rollback
    on last_rollback.agency = log.agency
    and last_rollback.business_no = log.business_no
  where log.step in ('first_review', 'second_review', 'approval')
    and log.self_service is distinct from true
    and (
      last_rollback.log_no is null
      or log.operated_at > last_rollback.operated_at
      or (log.operated_at = last_rollback.operated_at and log.log_no > last_rollback.log_no)
    )
  order by
    log.agency nulls last,
    log.business_no nulls last,
    log.step nulls last,
    log.operated_at desc nulls last,
    log.log_no desc nulls last
),
-- A clerk whom the package of M no longer names: the latest earlier row.
known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.person_hash,
    history.name
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
handled as (
  select
    last_step.agency,
    last_step.business_no,
    last_step.log_no,
    last_step.period,
    last_step.operation,
    last_step.risk_level,
    last_step.step,
    last_step.staff_no,
    last_step.operated_at,
    last_step.ip,
    known_staff.name as staff_name,
    coalesce(known_staff.person_hash, last_step.staff_no) as natural_person
  from last_step
  left join known_staff
    on known_staff.agency = last_step.agency
    and known_staff.staff_no = last_step.staff_no
),
-- Two levels, the later of them in M.
pair_of_month as (
  select
    later.agency,
    later.business_no,
    later.natural_person as later_person,
    earlier.natural_person as earlier_person
  from handled as later
  join facts.run as run on run.period = later.period
  join handled as earlier
    on earlier.agency = later.agency
    and earlier.business_no = later.business_no
    and (
      earlier.operated_at < later.operated_at
      or (earlier.operated_at = later.operated_at and earlier.log_no < later.log_no)
    )
),
one_person as (
  select distinct pair.agency, pair.business_no, pair.later_person as natural_person
  from pair_of_month as pair
  where pair.later_person = pair.earlier_person
),
unnamed as (
  select distinct pair.agency, pair.business_no
  from pair_of_month as pair
  where (pair.later_person is null or pair.earlier_person is null)
    and not exists (
      select 1
      from one_person
      where one_person.agency = pair.agency and one_person.business_no = pair.business_no
    )
),
business as (
  select
    handled.agency,
    handled.business_no,
    max(handled.operation) as operation,
    max(handled.risk_level) as risk_level,
    max(case when handled.step = 'first_review' then handled.staff_no end) as first_review_by,
    max(case when handled.step = 'first_review' then handled.operated_at end) as first_review_at,
    max(case when handled.step = 'second_review' then handled.staff_no end) as second_review_by,
    max(case when handled.step = 'second_review' then handled.operated_at end) as second_review_at,
    max(case when handled.step = 'approval' then handled.staff_no end) as approval_by,
    max(case when handled.step = 'approval' then handled.operated_at end) as approval_at
  from handled
  group by handled.agency, handled.business_no
),
answer as (
  select
    'hit' as verdict,
    handled.agency,
    handled.business_no,
    min(handled.staff_no) as subject,
    count(*) as levels,
    cast(null as text) as missing,
    string_agg(distinct handled.staff_name, ',' order by handled.staff_name nulls last) as staff_names,
    string_agg(distinct handled.ip, ',' order by handled.ip nulls last) as ips
  from one_person
  join handled
    on handled.agency = one_person.agency
    and handled.business_no = one_person.business_no
    and handled.natural_person = one_person.natural_person
  group by handled.agency, handled.business_no, handled.natural_person
  union all
  select
    'cannot_decide' as verdict,
    unnamed.agency,
    unnamed.business_no,
    unnamed.agency as subject,
    cast(null as bigint) as levels,
    'staff_no' as missing,
    string_agg(distinct handled.staff_name, ',' order by handled.staff_name nulls last) as staff_names,
    string_agg(distinct handled.ip, ',' order by handled.ip nulls last) as ips
  from unnamed
  join handled
    on handled.agency = unnamed.agency
    and handled.business_no = unnamed.business_no
  group by unnamed.agency, unnamed.business_no
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  '000' as line,
  answer.subject as subject,
  answer.business_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.levels as decimal(38, 6)) as observed,
  cast(parameter.levels as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.staff_names as staff_names,
  business.operation as operation,
  business.risk_level as risk_level,
  business.first_review_by as first_review_by,
  business.first_review_at as first_review_at,
  business.second_review_by as second_review_by,
  business.second_review_at as second_review_at,
  business.approval_by as approval_by,
  business.approval_at as approval_at,
  answer.ips as ips
from answer
join business
  on business.agency = answer.agency
  and business.business_no = answer.business_no
cross join facts.run as run
cross join facts.parameter as parameter
where answer.levels is null or answer.levels >= parameter.levels
order by answer.agency nulls last, answer.business_no nulls last, answer.subject nulls last
