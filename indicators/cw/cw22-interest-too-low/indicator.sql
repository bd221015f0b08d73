-- A head may be sent whole, in its details, or both: the rows of its shortest code count.
with balance_row as (
  select
    history.agency,
    history.line,
    history.period,
    history.opening,
    history.closing,
    length(history.subject) as code_length,
    min(length(history.subject)) over (partition by history.agency, history.line, history.period) as shortest
  from facts.subject_balance_history as history
  where substr(history.subject, 1, 4) = '1003'
),
month_with_balances as (
  select distinct history.agency, history.line, history.period
  from facts.subject_balance_history as history
),
month as (
  select
    month_with_balances.agency,
    month_with_balances.line,
    month_with_balances.period,
    coalesce(
      sum(case when balance_row.code_length = balance_row.shortest then balance_row.opening + balance_row.closing end),
      0
    ) as both_balances,
    coalesce(sum(case when balance_row.code_length = balance_row.shortest then balance_row.closing end), 0) as closing
  from month_with_balances
  left join balance_row
    on balance_row.agency = month_with_balances.agency
    and balance_row.line = month_with_balances.line
    and balance_row.period = month_with_balances.period
  group by month_with_balances.agency, month_with_balances.line, month_with_balances.period
),
summed as (
  select
    month.agency,
    month.line,
    count(report.period) as months_here,
    cast(sum(report.month_amount) as decimal(38, 2)) as interest,
    cast(sum(month.both_balances) as decimal(38, 2)) as both_balances,
    cast(sum(case when month.period = run.period then month.closing else 0 end) as decimal(38, 2)) as closing
  from month
  cross join facts.run as run
  left join facts.fund_report_history as report
    on report.agency = month.agency
    and report.line = month.line
    and report.period = month.period
    and report.report_line = 'interest_income'
  group by month.agency, month.line
),
-- Both balances of twelve months are twenty-four times the mean.
judged as (
  select
    summed.agency,
    summed.line,
    summed.months_here,
    summed.interest,
    summed.both_balances,
    summed.closing,
    summed.both_balances * parameter.annual_rate as expected_times_24,
    parameter.share,
    summed.months_here = 12 as is_whole
  from summed
  cross join facts.parameter as parameter
)
select
  case when judged.is_whole then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(case when judged.is_whole then judged.interest end as decimal(38, 6)) as observed,
  cast(case when judged.is_whole then ratio(judged.expected_times_24 * judged.share, 24) end as decimal(38, 6)) as threshold,
  cast(case when judged.is_whole then ratio(judged.expected_times_24 - cast(judged.interest as decimal(38, 2)) * 24, 24) end as decimal(38, 2))
    as amount,
  cast(null as text) as severity,
  case when not judged.is_whole then 'fund_report' end as missing,
  case when judged.is_whole then judged.interest end as interest,
  cast(case when judged.is_whole then ratio(judged.expected_times_24, 24) end as decimal(38, 2)) as expected_interest,
  cast(case when judged.is_whole then ratio(judged.both_balances, 24) end as decimal(38, 2)) as mean_balance,
  judged.closing as closing,
  cast(judged.months_here as integer) as months_here
from judged
cross join facts.run as run
where (judged.is_whole and judged.both_balances > 0 and cast(judged.interest as decimal(38, 2)) * 24 < judged.expected_times_24 * judged.share)
  or (not judged.is_whole and judged.closing > 0)
order by judged.agency nulls last, judged.line nulls last
