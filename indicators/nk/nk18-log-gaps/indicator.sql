with incomplete as (
  select
    log.agency,
    log.log_no,
    log.staff_no,
    log.ip,
    row_number() over (partition by log.agency order by log.log_no nulls last) as place
  from facts.operation_log as log
  where log.step in ('first_review', 'second_review', 'approval')
    and log.self_service is distinct from true
    and (log.staff_no is null or log.ip is null)
),
without_element as (
  select
    incomplete.agency,
    count(*) as steps,
    count(*) filter (where incomplete.staff_no is null) as without_staff,
    count(*) filter (where incomplete.ip is null) as without_ip,
    string_agg(case when incomplete.place <= 5 then incomplete.log_no end, ',' order by incomplete.log_no nulls last)
      as first_incomplete
  from incomplete
  group by incomplete.agency
),
review as (
  select log.agency, count(*) as steps
  from facts.operation_log as log
  where log.step in ('first_review', 'second_review', 'approval') and log.self_service is distinct from true
  group by log.agency
),
-- First the ends of each series: where as many numbers lie between them as there are logs, nothing is missing, and the
-- millions of rows need no look at each.
span as (
  select
    history.agency,
    history.period,
    rtrim(history.log_no, '0123456789') as series,
    count(*) as logs,
    min(length(history.log_no)) as shortest,
    max(length(history.log_no)) as longest,
    min(history.log_no) as first_no,
    max(history.log_no) as last_no
  from facts.operation_log_history as history
  group by history.agency, history.period, rtrim(history.log_no, '0123456789')
),
span_number as (
  select
    span.agency,
    span.period,
    span.series,
    span.logs,
    case
      when span.shortest = span.longest and span.longest - length(span.series) between 1 and 18
        then cast(substr(span.first_no, length(span.series) + 1) as bigint)
    end as first_number,
    case
      when span.shortest = span.longest and span.longest - length(span.series) between 1 and 18
        then cast(substr(span.last_no, length(span.series) + 1) as bigint)
    end as last_number
  from span
),
doubtful as (
  select distinct this_month.agency
  from span_number as this_month
  join facts.run as run on run.period = this_month.period
  left join span_number as month_before
    on month_before.agency = this_month.agency
    and month_before.series = this_month.series
    and month_before.period < this_month.period
  where this_month.logs is distinct from this_month.last_number - this_month.first_number + 1
    or (
      month_before.agency is not null
      and (month_before.last_number is null or this_month.first_number - month_before.last_number > 1)
    )
),
-- The last run of digits counts (its last eighteen, which a bigint holds); what stands before it is the series.
log_row as (
  select
    history.agency,
    history.period,
    history.log_no,
    rtrim(history.log_no, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_/.:#()[] ') as numbered
  from doubtful
  join facts.operation_log_history as history on history.agency = doubtful.agency
),
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
  join facts.run as run on numbered_log.period < run.period
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
gap as (
  select
    number_of_month.agency,
    number_of_month.log_no,
    number_of_month.number - coalesce(number_of_month.number_before, last_number_before.number) - 1 as missing_numbers,
    row_number() over (
      partition by number_of_month.agency
      order by number_of_month.series nulls last, number_of_month.number nulls last, number_of_month.log_no nulls last
    ) as place
  from number_of_month
  left join last_number_before
    on last_number_before.agency = number_of_month.agency
    and last_number_before.series = number_of_month.series
  where number_of_month.number - coalesce(number_of_month.number_before, last_number_before.number) > 1
),
gaps as (
  select
    gap.agency,
    sum(gap.missing_numbers) as missing_numbers,
    string_agg(case when gap.place <= 5 then gap.log_no end, ',' order by gap.place nulls last) as first_gaps
  from gap
  group by gap.agency
),
bounds as (
  select log.agency, min(log.log_no) as numbered_from, max(log.log_no) as numbered_to
  from facts.operation_log as log
  group by log.agency
),
counted as (
  select
    bounds.agency,
    bounds.numbered_from,
    bounds.numbered_to,
    coalesce(review.steps, 0) as review_steps,
    coalesce(without_element.steps, 0) as incomplete_steps,
    coalesce(without_element.without_staff, 0) as without_staff,
    coalesce(without_element.without_ip, 0) as without_ip,
    without_element.first_incomplete,
    cast(coalesce(gaps.missing_numbers, 0) as bigint) as missing_numbers,
    gaps.first_gaps
  from bounds
  left join review on review.agency = bounds.agency
  left join without_element on without_element.agency = bounds.agency
  left join gaps on gaps.agency = bounds.agency
)
select
  'hit' as verdict,
  counted.agency as agency,
  '000' as line,
  counted.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(counted.incomplete_steps + counted.missing_numbers as decimal(38, 6)) as observed,
  cast(parameter.allowed as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  counted.review_steps as review_steps,
  counted.without_staff as without_staff,
  counted.without_ip as without_ip,
  counted.first_incomplete as first_incomplete,
  counted.missing_numbers as missing_numbers,
  counted.first_gaps as first_gaps,
  counted.numbered_from as numbered_from,
  counted.numbered_to as numbered_to
from counted
cross join facts.run as run
cross join facts.parameter as parameter
where counted.incomplete_steps + counted.missing_numbers > parameter.allowed
order by counted.agency nulls last, line nulls last, subject nulls last, hit_key nulls last
