with log_row as (
  select
    history.agency,
    history.period,
    history.log_no,
    rtrim(history.log_no, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_/.:#()[] ') as numbered
  from facts.operation_log_history as history
  join facts.run as run on history.period in (run.period, period_add(run.period, -1))
),
-- The last run of digits counts (its last eighteen, which a bigint holds); what stands before it is the series.
digits as (
  select
    log_row.agency,
    log_row.period,
    log_row.log_no,
    log_row.numbered,
    right(substr(log_row.numbered, length(rtrim(log_row.numbered, '0123456789')) + 1), 18) as last_digits
  from log_row
),
numbered_log as (
  select
    digits.agency,
    digits.period,
    digits.log_no,
    substr(digits.numbered, 1, length(digits.numbered) - length(digits.last_digits)) as series,
    cast(digits.last_digits as bigint) as number
  from digits
  where digits.last_digits <> ''
),
last_number_before as (
  select numbered_log.agency, numbered_log.series, max(numbered_log.number) as number
  from numbered_log
  join facts.run as run on numbered_log.period = period_add(run.period, -1)
  group by numbered_log.agency, numbered_log.series
),
number_of_month as (
  select
    numbered_log.agency,
    numbered_log.series,
    numbered_log.log_no,
    numbered_log.number,
    lag(numbered_log.number) over (
      partition by numbered_log.agency, numbered_log.series
      order by numbered_log.number nulls first, numbered_log.log_no nulls first
    ) as number_before
  from numbered_log
  join facts.run as run on run.period = numbered_log.period
),
continuity as (
  select
    number_of_month.agency,
    number_of_month.log_no as item,
    '日志序号' as part,
    cast(null as text) as business_no,
    cast(null as text) as absent_steps,
    number_of_month.number - coalesce(number_of_month.number_before, last_number_before.number) as wanted,
    1 as found
  from number_of_month
  left join last_number_before
    on last_number_before.agency = number_of_month.agency
    and last_number_before.series = number_of_month.series
),
matter as (
  select
    approval.agency,
    approval.line || '/' || approval.approval_no as item,
    '待遇核定' as part,
    approval.log_no
  from facts.benefit_approval as approval
  where approval.log_no is not null
  union all
  select
    change.agency,
    change.line || '/' || change.change_no as item,
    '关键信息变更' as part,
    change.log_no
  from facts.person_change as change
  where change.log_no is not null
),
-- A month without any row of the log was not sent: what is not found may be in it.
known_month as (
  select
    history.agency,
    bool_or(history.period = period_add(run.period, -1)) as has_month_before,
    bool_or(history.period = period_add(run.period, -2)) as has_quarter
  from facts.operation_log_history as history
  cross join facts.run as run
  group by history.agency
),
log_of_matter as (
  select distinct on (matter.agency, matter.item)
    matter.agency,
    matter.item,
    matter.part,
    log.log_no,
    log.business_no,
    log.risk_level,
    log.self_service
  from matter
  left join facts.operation_log_history as log
    on log.agency = matter.agency
    and log.log_no = matter.log_no
  order by matter.agency nulls last, matter.item nulls last, log.period desc nulls last
),
business as (
  select distinct log_of_matter.agency, log_of_matter.business_no
  from log_of_matter
  where log_of_matter.business_no is not null
),
business_log as (
  select
    business.agency,
    business.business_no,
    log.step,
    coalesce(
      log.operated_at > max(case when log.step = 'rollback' then log.operated_at end) over (
        partition by business.agency, business.business_no
      ),
      true
    ) as is_last_round
  from business
  join facts.operation_log_history as log
    on log.agency = business.agency
    and log.business_no = business.business_no
),
-- What was done before a rollback has to be done again; it is accepted once.
steps as (
  select
    business_log.agency,
    business_log.business_no,
    bool_or(business_log.step = 'accept') as has_accept,
    bool_or(business_log.step = 'first_review' and business_log.is_last_round) as has_first_review,
    bool_or(business_log.step = 'second_review' and business_log.is_last_round) as has_second_review,
    bool_or(business_log.step = 'approval' and business_log.is_last_round) as has_approval
  from business_log
  group by business_log.agency, business_log.business_no
),
step_count as (
  select
    matter.agency,
    matter.item,
    matter.part,
    matter.business_no,
    matter.self_service,
    matter.log_no,
    case when matter.risk_level = 'high' then 3 else 2 end as wanted,
    case
      when matter.risk_level = 'high'
        then case when steps.has_first_review then 1 else 0 end
          + case when steps.has_second_review then 1 else 0 end
          + case when steps.has_approval then 1 else 0 end
      else case when steps.has_accept then 1 else 0 end + case when steps.has_approval then 1 else 0 end
    end as found,
    rtrim(
      case when matter.risk_level <> 'high' and not steps.has_accept then '受理 ' else '' end
      || case when matter.risk_level = 'high' and not steps.has_first_review then '初审 ' else '' end
      || case when matter.risk_level = 'high' and not steps.has_second_review then '复核 ' else '' end
      || case when not steps.has_approval then '审核' else '' end
    ) as absent_steps,
    steps.has_accept
  from log_of_matter as matter
  left join steps on steps.agency = matter.agency and steps.business_no = matter.business_no
),
steps_of_matter as (
  select
    step_count.agency,
    step_count.item,
    step_count.part,
    step_count.business_no,
    nullif(step_count.absent_steps, '') as absent_steps,
    case
      when step_count.log_no is null then case when known_month.has_month_before then 1 end
      when step_count.self_service then null
      when step_count.found = step_count.wanted or step_count.has_accept or known_month.has_quarter then step_count.wanted
    end as wanted,
    case when step_count.log_no is null then 0 else step_count.found end as found
  from step_count
  left join known_month on known_month.agency = step_count.agency
),
side as (
  select
    continuity.agency,
    continuity.item,
    continuity.part,
    continuity.business_no,
    continuity.absent_steps,
    continuity.wanted,
    continuity.found
  from continuity
  union all
  select
    steps_of_matter.agency,
    steps_of_matter.item,
    steps_of_matter.part,
    steps_of_matter.business_no,
    steps_of_matter.absent_steps,
    steps_of_matter.wanted,
    steps_of_matter.found
  from steps_of_matter
),
judged as (
  select
    side.agency,
    '000' as line,
    side.item,
    side.part,
    side.business_no,
    side.absent_steps,
    cast(side.wanted as decimal(38, 2)) as left_value,
    cast(case when side.wanted is not null then side.found end as decimal(38, 2)) as right_value,
    abs(side.wanted - side.found) > parameter.tolerance as is_broken
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
  case when count(judged.is_broken) = 0 then 'log_no' end as missing,
  cast(null as text) as part,
  cast(null as text) as business_no,
  cast(null as text) as absent_steps
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
  judged.business_no as business_no,
  judged.absent_steps as absent_steps
from judged
where judged.is_broken
order by agency nulls first, line nulls first, item nulls first, verdict nulls first
