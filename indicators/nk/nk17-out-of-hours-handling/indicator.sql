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
hours as (
  select
    cast(substr(parameter.opens_at, 1, 2) as integer) * 3600
      + cast(substr(parameter.opens_at, 4, 2) as integer) * 60 as opening_second,
    cast(substr(parameter.closes_at, 1, 2) as integer) * 3600
      + cast(substr(parameter.closes_at, 4, 2) as integer) * 60 as closing_second
  from facts.parameter as parameter
),
-- Most rows are in hours on a working day and leave here.
out_of_hours as (
  select
    log.agency,
    log.log_no,
    log.business_no,
    log.operation,
    log.risk_level,
    log.step,
    log.staff_no,
    log.operated_at,
    log.ip,
    case
      when seconds_between(cast(cast(log.operated_at as date) as timestamp), log.operated_at) < hours.opening_second
        then '早于工作时间'
      when seconds_between(cast(cast(log.operated_at as date) as timestamp), log.operated_at) > hours.closing_second
        then '晚于工作时间'
      when not working_day.is_working then '非工作日'
    end as finding
  from facts.operation_log as log
  cross join hours
  left join facts.working_day as working_day on working_day.day = cast(log.operated_at as date)
  where log.self_service is distinct from true
    and (
      working_day.is_working is distinct from true
      or seconds_between(cast(cast(log.operated_at as date) as timestamp), log.operated_at) < hours.opening_second
      or seconds_between(cast(cast(log.operated_at as date) as timestamp), log.operated_at) > hours.closing_second
    )
),
handled as (
  select
    out_of_hours.agency,
    out_of_hours.log_no,
    out_of_hours.business_no,
    out_of_hours.operation,
    out_of_hours.risk_level,
    out_of_hours.step,
    out_of_hours.staff_no,
    out_of_hours.operated_at,
    out_of_hours.ip,
    out_of_hours.finding,
    out_of_hours.risk_level = 'high' as is_high,
    known_staff.name as staff_name,
    coalesce(known_staff.person_hash, out_of_hours.staff_no, '') as natural_person
  from out_of_hours
  left join known_staff
    on known_staff.agency = out_of_hours.agency
    and known_staff.staff_no = out_of_hours.staff_no
),
-- Steps by high risk and by person; without a clerk they are kept together, they may be one person's.
person_count as (
  select
    handled.agency,
    handled.natural_person,
    handled.is_high,
    min(case when handled.finding is not null then handled.staff_no end) as subject,
    count(handled.finding) as found,
    count(*) as possible
  from handled
  group by handled.agency, handled.natural_person, handled.is_high
),
counted as (
  select
    person_count.agency,
    person_count.natural_person,
    person_count.is_high,
    person_count.subject,
    person_count.found,
    person_count.possible,
    case when person_count.is_high then parameter.high_risk_count else parameter.ordinary_count end as threshold
  from person_count
  cross join facts.parameter as parameter
),
-- The calendar lacks a day of M: one row an agency, not one a step.
unknown_day as (
  select counted.agency, sum(counted.possible - counted.found) as steps
  from counted
  where counted.possible > counted.found and counted.possible >= counted.threshold
  group by counted.agency
),
answer as (
  select
    case when counted.natural_person = '' then 'cannot_decide' else 'hit' end as verdict,
    handled.agency,
    case when counted.natural_person = '' then handled.agency else counted.subject end as subject,
    handled.log_no as hit_key,
    counted.found as observed,
    counted.threshold,
    case when counted.natural_person = '' then 'staff_no' end as missing,
    handled.finding,
    handled.staff_name,
    handled.operated_at,
    handled.operation,
    handled.step,
    handled.risk_level,
    handled.business_no,
    handled.ip
  from counted
  join handled
    on handled.agency = counted.agency
    and handled.natural_person = counted.natural_person
    and handled.is_high = counted.is_high
  where counted.found >= counted.threshold and handled.finding is not null
  union all
  select
    'cannot_decide' as verdict,
    unknown_day.agency,
    unknown_day.agency as subject,
    'total' as hit_key,
    unknown_day.steps as observed,
    cast(null as integer) as threshold,
    'working_day' as missing,
    cast(null as text) as finding,
    cast(null as text) as staff_name,
    cast(null as timestamp) as operated_at,
    cast(null as text) as operation,
    cast(null as text) as step,
    cast(null as text) as risk_level,
    cast(null as text) as business_no,
    cast(null as text) as ip
  from unknown_day
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  '000' as line,
  answer.subject as subject,
  answer.hit_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.observed as decimal(38, 6)) as observed,
  cast(answer.threshold as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.finding as finding,
  answer.staff_name as staff_name,
  answer.operated_at as operated_at,
  answer.operation as operation,
  answer.step as step,
  answer.risk_level as risk_level,
  answer.business_no as business_no,
  answer.ip as ip
from answer
cross join facts.run as run
order by answer.agency nulls last, answer.subject nulls last, answer.hit_key nulls last
