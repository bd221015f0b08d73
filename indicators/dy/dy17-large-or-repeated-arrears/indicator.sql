with back_pay_of_month as (
  select
    adjustment.agency,
    adjustment.line,
    adjustment.person_no,
    adjustment.log_no,
    sum(adjustment.amount) as amount,
    max(adjustment.months) as months
  from facts.benefit_adjustment as adjustment
  where adjustment.line in ('110', '120', '170', '210', '410')
    and adjustment.kind = 'back_pay'
    and adjustment.amount > 0
  group by adjustment.agency, adjustment.line, adjustment.person_no, adjustment.log_no
),
described as (
  select
    adjustment.agency,
    adjustment.line,
    adjustment.person_no,
    string_agg(distinct adjustment.item, ',' order by adjustment.item nulls last) as items,
    string_agg(distinct adjustment.reason, '；' order by adjustment.reason nulls last) as reasons
  from facts.benefit_adjustment as adjustment
  where adjustment.kind = 'back_pay' and adjustment.amount > 0
  group by adjustment.agency, adjustment.line, adjustment.person_no
),
-- Rows with one log number are one occasion, and so are those of one package without a number.
occasion as (
  select distinct history.agency, history.line, history.person_no, history.period, history.log_no
  from facts.benefit_adjustment_history as history
  where history.kind = 'back_pay'
    and history.amount > 0
    and coalesce(history.person_no in (select back_pay_of_month.person_no from back_pay_of_month), false)
),
counted as (
  select occasion.agency, occasion.line, occasion.person_no, count(*) as occasions
  from occasion
  group by occasion.agency, occasion.line, occasion.person_no
),
remarkable as (
  select
    back_pay.agency,
    back_pay.line,
    back_pay.person_no,
    counted.occasions,
    sum(back_pay.amount) as amount,
    max(back_pay.amount) as largest_amount,
    max(back_pay.months) as most_months
  from back_pay_of_month as back_pay
  join counted
    on counted.agency = back_pay.agency
    and counted.line = back_pay.line
    and counted.person_no = back_pay.person_no
  cross join facts.parameter as parameter
  group by
    back_pay.agency,
    back_pay.line,
    back_pay.person_no,
    counted.occasions,
    parameter.amount,
    parameter.months,
    parameter.occasions
  having max(back_pay.amount) >= parameter.amount
    or max(back_pay.months) >= parameter.months
    or counted.occasions >= parameter.occasions
),
logged as (
  select back_pay.agency, back_pay.line, back_pay.person_no, back_pay.log_no
  from back_pay_of_month as back_pay
  join remarkable
    on remarkable.agency = back_pay.agency
    and remarkable.line = back_pay.line
    and remarkable.person_no = back_pay.person_no
),
-- Numbers first, agencies by the joins that follow: the log is read by what few adjustments name.
business_of_log as (
  select distinct log.agency, log.log_no, log.business_no
  from facts.operation_log_history as log
  where log.log_no in (select logged.log_no from logged)
),
log_of_business as (
  select log.agency, log.business_no, log.log_no, log.step, log.staff_no, log.operated_at, log.self_service
  from facts.operation_log_history as log
  where coalesce(log.business_no in (select business_of_log.business_no from business_of_log), false)
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
    log.step,
    log.staff_no
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
    history.person_hash
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
reviewed as (
  select
    last_step.agency,
    last_step.business_no,
    count(distinct coalesce(known_staff.person_hash, last_step.staff_no)) as levels
  from last_step
  left join known_staff
    on known_staff.agency = last_step.agency
    and known_staff.staff_no = last_step.staff_no
  group by last_step.agency, last_step.business_no
),
-- The weakest review of the month's occasions; what the log does not show is no review.
weakest_review as (
  select
    logged.agency,
    logged.line,
    logged.person_no,
    min(coalesce(reviewed.levels, 0)) as levels
  from logged
  left join business_of_log
    on business_of_log.agency = logged.agency
    and business_of_log.log_no = logged.log_no
  left join reviewed
    on reviewed.agency = business_of_log.agency
    and reviewed.business_no = business_of_log.business_no
  group by logged.agency, logged.line, logged.person_no
)
select
  'hit' as verdict,
  remarkable.agency as agency,
  remarkable.line as line,
  remarkable.person_no as subject,
  remarkable.person_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(
    case
      when remarkable.largest_amount >= parameter.amount then remarkable.largest_amount
      when remarkable.most_months >= parameter.months then remarkable.most_months
      else remarkable.occasions
    end
    as decimal(38, 6)
  ) as observed,
  cast(
    case
      when remarkable.largest_amount >= parameter.amount then parameter.amount
      when remarkable.most_months >= parameter.months then parameter.months
      else parameter.occasions
    end
    as decimal(38, 6)
  ) as threshold,
  cast(remarkable.amount as decimal(38, 2)) as amount,
  case when weakest_review.levels >= parameter.levels then 'medium' end as severity,
  cast(null as text) as missing,
  person.name as name,
  substr(
    case when remarkable.largest_amount >= parameter.amount then '、金额较大' else '' end
    || case when remarkable.most_months >= parameter.months then '、月数较多' else '' end
    || case when remarkable.occasions >= parameter.occasions then '、次数较多' else '' end,
    2
  ) as finding,
  cast(remarkable.largest_amount as decimal(38, 2)) as largest_amount,
  cast(remarkable.most_months as integer) as most_months,
  cast(remarkable.occasions as integer) as occasions,
  cast(weakest_review.levels as integer) as review_levels,
  described.items as items,
  described.reasons as reasons
from remarkable
cross join facts.run as run
cross join facts.parameter as parameter
join weakest_review
  on weakest_review.agency = remarkable.agency
  and weakest_review.line = remarkable.line
  and weakest_review.person_no = remarkable.person_no
join described
  on described.agency = remarkable.agency
  and described.line = remarkable.line
  and described.person_no = remarkable.person_no
left join facts.person as person
  on person.agency = remarkable.agency
  and person.line = remarkable.line
  and person.person_no = remarkable.person_no
order by remarkable.agency nulls last, remarkable.line nulls last, remarkable.person_no nulls last
