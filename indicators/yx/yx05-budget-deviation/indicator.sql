with watched (budget_line) as (
  values
    ('income'),
    ('expense')
),
place as (
  select distinct report.agency, report.line
  from facts.fund_report as report
  union
  select distinct budget.agency, budget.line
  from facts.budget as budget
),
compared as (
  select
    place.agency,
    place.line,
    watched.budget_line,
    cast(report.year_amount as decimal(38, 2)) as year_to_date,
    cast(budget.period_budget as decimal(38, 2)) as period_budget,
    cast(budget.year_budget as decimal(38, 2)) as year_budget
  from place
  cross join watched
  left join facts.fund_report as report
    on report.agency = place.agency
    and report.line = place.line
    and report.report_line = watched.budget_line
  left join facts.budget as budget
    on budget.agency = place.agency
    and budget.line = place.line
    and budget.budget_line = watched.budget_line
),
judged as (
  select
    compared.agency,
    compared.line,
    compared.budget_line,
    compared.year_to_date,
    compared.period_budget,
    compared.year_budget,
    case
      when compared.period_budget = 0 then null
      when abs(compared.year_to_date - compared.period_budget) > parameter.high_ratio * abs(compared.period_budget)
        then parameter.high_ratio
      when abs(compared.year_to_date - compared.period_budget) > parameter.medium_ratio * abs(compared.period_budget)
        then parameter.medium_ratio
      when abs(compared.year_to_date - compared.period_budget) > parameter.low_ratio * abs(compared.period_budget)
        then parameter.low_ratio
    end as limit_ratio,
    case
      when compared.year_to_date is null then 'year_amount'
      when compared.period_budget is null or (compared.period_budget = 0 and compared.year_to_date <> 0)
        then 'period_budget'
    end as missing
  from compared
  cross join facts.parameter as parameter
)
select
  case when judged.missing is null then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.budget_line as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  case
    when judged.missing is null
      then cast(ratio(judged.year_to_date - judged.period_budget, abs(judged.period_budget)) as decimal(38, 6))
  end as observed,
  cast(judged.limit_ratio as decimal(38, 6)) as threshold,
  case when judged.missing is null then cast(judged.year_to_date - judged.period_budget as decimal(38, 2)) end as amount,
  case
    when judged.limit_ratio = parameter.high_ratio then 'high'
    when judged.limit_ratio = parameter.medium_ratio then 'medium'
    when judged.limit_ratio = parameter.low_ratio then 'low'
  end as severity,
  judged.missing as missing,
  judged.budget_line as budget_line,
  judged.year_to_date as year_to_date,
  judged.period_budget as period_budget,
  judged.year_budget as year_budget
from judged
cross join facts.run as run
cross join facts.parameter as parameter
where judged.limit_ratio is not null or judged.missing is not null
order by judged.agency nulls last, judged.line nulls last, judged.budget_line nulls last
