with place as (
  select distinct report.agency, report.line
  from facts.fund_report as report
),
report as (
  select
    history.agency,
    history.line,
    cast(
      sum(case when history.report_line = 'expense' and history.period = run.period then history.month_amount end)
        as decimal(38, 2)
    ) as expense,
    cast(
      sum(case when history.report_line = 'expense' and history.period = period_add(run.period, -12) then history.month_amount end)
        as decimal(38, 2)
    ) as expense_last_year,
    cast(
      sum(case when history.report_line = 'beneficiary_count' and history.period = run.period then history.month_amount end)
        as decimal(38, 2)
    ) as heads,
    cast(
      sum(case when history.report_line = 'beneficiary_count' and history.period = period_add(run.period, -12) then history.month_amount end)
        as decimal(38, 2)
    ) as heads_last_year
  from facts.fund_report_history as history
  cross join facts.run as run
  where history.period in (run.period, period_add(run.period, -12))
  group by history.agency, history.line
),
judged as (
  select
    place.agency,
    place.line,
    report.expense,
    report.expense_last_year,
    report.heads,
    report.heads_last_year,
    report.expense is null
      or report.expense_last_year is null
      or report.heads is null
      or report.heads_last_year is null
      or ((report.expense_last_year <= 0 or report.heads_last_year <= 0) and report.expense <> 0) as is_open
  from place
  left join report on report.agency = place.agency and report.line = place.line
)
select
  case when judged.is_open then 'cannot_decide' else 'hit' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  case
    when not judged.is_open
      then cast(
        ratio(
          judged.expense * judged.heads_last_year - judged.heads * judged.expense_last_year,
          judged.expense_last_year * judged.heads_last_year
        ) as decimal(38, 6)
      )
  end as observed,
  case when not judged.is_open then cast(parameter.points as decimal(38, 6)) end as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when judged.is_open then 'month_amount' end as missing,
  judged.expense as expense,
  judged.expense_last_year as expense_last_year,
  case
    when judged.expense_last_year > 0
      then cast(ratio(judged.expense - judged.expense_last_year, judged.expense_last_year) as decimal(38, 6))
  end as expense_growth,
  cast(judged.heads as bigint) as beneficiaries,
  cast(judged.heads_last_year as bigint) as beneficiaries_last_year,
  case
    when judged.heads_last_year > 0
      then cast(ratio(judged.heads - judged.heads_last_year, judged.heads_last_year) as decimal(38, 6))
  end as beneficiary_growth
from judged
cross join facts.run as run
cross join facts.parameter as parameter
where judged.is_open
  or (
    judged.expense_last_year > 0
    and judged.heads_last_year > 0
    and judged.expense * judged.heads_last_year - judged.heads * judged.expense_last_year
      > parameter.points * (judged.expense_last_year * judged.heads_last_year)
  )
order by judged.agency nulls last, judged.line nulls last
