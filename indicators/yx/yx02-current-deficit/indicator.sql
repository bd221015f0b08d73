with place as (
  select distinct report.agency, report.line
  from facts.fund_report as report
),
report as (
  select
    history.agency,
    history.line,
    history.period,
    cast(sum(case when history.report_line = 'income' then history.month_amount end) as decimal(38, 2)) as income,
    cast(sum(case when history.report_line = 'expense' then history.month_amount end) as decimal(38, 2)) as expense
  from facts.fund_report_history as history
  where history.report_line in ('income', 'expense')
  group by history.agency, history.line, history.period
),
-- Every month of the last twelve, with empty sums where none was sent.
looked_back as (
  select
    place.agency,
    place.line,
    step.months_back,
    report.income,
    report.expense
  from place
  cross join facts.run as run
  cross join generate_series(0, 11) as step (months_back)
  left join report
    on report.agency = place.agency
    and report.line = place.line
    and report.period = period_add(run.period, -cast(step.months_back as integer))
),
nearest as (
  select
    looked_back.agency,
    looked_back.line,
    count(looked_back.income + looked_back.expense) as months_known,
    coalesce(min(looked_back.months_back) filter (where looked_back.income >= looked_back.expense), 12) as surplus_back,
    coalesce(
      min(looked_back.months_back) filter (where looked_back.income is null or looked_back.expense is null),
      12
    ) as gap_back
  from looked_back
  group by looked_back.agency, looked_back.line
),
-- Enterprise pension looks at twelve months together, the others at the months that ran short one after another.
span as (
  select
    nearest.agency,
    nearest.line,
    nearest.months_known,
    case when nearest.line = '110' then 12 else least(nearest.surplus_back, nearest.gap_back) end as months,
    case when nearest.line = '110' then 12 else parameter.months end as months_asked,
    case
      when nearest.line = '110' then nearest.months_known < 12
      else nearest.gap_back < parameter.months and nearest.surplus_back >= parameter.months
    end as is_open
  from nearest
  cross join facts.parameter as parameter
),
judged as (
  select
    span.agency,
    span.line,
    span.months_known,
    span.months,
    span.months_asked,
    span.is_open,
    cast(sum(looked_back.income) as decimal(38, 2)) as income,
    cast(sum(looked_back.expense) as decimal(38, 2)) as expense,
    max(case when looked_back.months_back = 0 then looked_back.income end) as income_of_month,
    max(case when looked_back.months_back = 0 then looked_back.expense end) as expense_of_month
  from span
  join looked_back
    on looked_back.agency = span.agency
    and looked_back.line = span.line
    and (looked_back.months_back < span.months or looked_back.months_back = 0)
  group by span.agency, span.line, span.months_known, span.months, span.months_asked, span.is_open
)
select
  case when judged.is_open then 'cannot_decide' else 'hit' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  case when judged.is_open then run.period else period_add(run.period, 1 - cast(judged.months as integer)) end
    as first_period,
  case when not judged.is_open then cast(judged.months as decimal(38, 6)) end as observed,
  cast(judged.months_asked as decimal(38, 6)) as threshold,
  case when not judged.is_open then cast(judged.expense - judged.income as decimal(38, 2)) end as amount,
  cast(null as text) as severity,
  case when judged.is_open then 'month_amount' end as missing,
  case when not judged.is_open then judged.income end as income,
  case when not judged.is_open then judged.expense end as expense,
  judged.income_of_month as income_of_month,
  judged.expense_of_month as expense_of_month,
  cast(judged.months_known as integer) as months_known
from judged
cross join facts.run as run
where judged.is_open or (judged.months >= judged.months_asked and judged.income < judged.expense)
order by judged.agency nulls last, judged.line nulls last
