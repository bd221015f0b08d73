-- Approvals of high-risk businesses and changes from the back end, both in M.
with judged_business as (
  select
    log.agency,
    log.business_no,
    bool_or(log.step = 'backend') as is_backend
  from facts.operation_log as log
  cross join facts.parameter as parameter
  where log.self_service is distinct from true
    and (
      log.step = 'backend'
      or (
        log.step = 'approval'
        and (
          log.risk_level = 'high'
          or strpos('，' || parameter.high_risk_operations || '，', '，' || log.operation || '，') > 0
        )
      )
    )
  group by log.agency, log.business_no
),
-- A clerk whom the package of M no longer names: the latest earlier row.
known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.person_hash
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
-- Three persons within M settle a business; only the others are looked up in earlier months.
settled_in_month as (
  select judged.agency, judged.business_no
  from judged_business as judged
  join facts.operation_log as log
    on log.agency = judged.agency
    and log.business_no = judged.business_no
  left join known_staff
    on known_staff.agency = log.agency
    and known_staff.staff_no = log.staff_no
  cross join facts.parameter as parameter
  group by judged.agency, judged.business_no, parameter.levels
  having bool_and(log.step <> 'rollback')
    and count(*) filter (where log.step = 'first_review') <= 1
    and count(*) filter (where log.step = 'second_review') <= 1
    and count(*) filter (where log.step = 'approval') <= 1
    and count(distinct coalesce(known_staff.person_hash, log.staff_no)) filter (
      where log.step in ('first_review', 'second_review', 'approval')
        and log.self_service is distinct from true
    ) >= parameter.levels
),
open_business as (
  select judged.agency, judged.business_no, judged.is_backend
  from judged_business as judged
  where not exists (
    select 1
    from settled_in_month as settled
    where settled.agency = judged.agency and settled.business_no = judged.business_no
  )
),
log_of_business as (
  select
    log.agency,
    log.business_no,
    log.log_no,
    log.operation,
    log.risk_level,
    log.step,
    log.staff_no,
    log.operated_at,
    log.self_service
  from open_business
  join facts.operation_log_history as log
    on log.agency = open_business.agency
    and log.business_no = open_business.business_no
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
    log.operation,
    log.risk_level,
    log.step,
    log.staff_no,
    log.operated_at
  from log_of_business as log
  left join last_rollback
    on last_rollback.agency = log.agency
    and last_rollback.business_no = log.business_no
  where log.step in ('first_review', 'second_review', 'approval', 'backend')
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
business as (
  select
    last_step.agency,
    last_step.business_no,
    max(last_step.operation) as operation,
    max(last_step.risk_level) filter (where last_step.step in ('approval', 'backend')) as risk_level,
    count(distinct coalesce(known_staff.person_hash, last_step.staff_no)) filter (where last_step.step <> 'backend') as persons,
    count(*) filter (where last_step.step <> 'backend' and last_step.staff_no is null) as unnamed,
    max(case when last_step.step = 'first_review' then last_step.staff_no end) as first_review_by,
    max(case when last_step.step = 'second_review' then last_step.staff_no end) as second_review_by,
    max(case when last_step.step = 'approval' then last_step.staff_no end) as approval_by,
    max(case when last_step.step = 'approval' then last_step.operated_at end) as approval_at,
    max(case when last_step.step = 'backend' then last_step.operated_at end) as backend_at
  from last_step
  left join known_staff
    on known_staff.agency = last_step.agency
    and known_staff.staff_no = last_step.staff_no
  group by last_step.agency, last_step.business_no
)
select
  case when business.persons + business.unnamed < parameter.levels then 'hit' else 'cannot_decide' end as verdict,
  business.agency as agency,
  '000' as line,
  business.agency as subject,
  business.business_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(business.persons as decimal(38, 6)) as observed,
  cast(parameter.levels as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when business.persons + business.unnamed < parameter.levels then null else 'staff_no' end as missing,
  case when open_business.is_backend then '后台改数' else '高风险业务' end as finding,
  business.operation as operation,
  business.risk_level as risk_level,
  business.first_review_by as first_review_by,
  business.second_review_by as second_review_by,
  business.approval_by as approval_by,
  business.approval_at as approval_at,
  business.backend_at as backend_at
from open_business
join business
  on business.agency = open_business.agency
  and business.business_no = open_business.business_no
cross join facts.run as run
cross join facts.parameter as parameter
-- What was rolled back after its approval is still to be approved.
where business.persons < parameter.levels and (business.approval_at is not null or business.backend_at is not null)
order by business.agency nulls last, business.business_no nulls last
