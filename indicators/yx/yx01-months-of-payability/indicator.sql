with place as (
  select distinct report.agency, report.line
  from facts.fund_report as report
),
measured as (
  select
    history.agency,
    history.line,
    cast(
      sum(case when history.report_line = 'closing_balance' and history.period = run.period then history.month_amount end)
        as decimal(38, 2)
    ) as closing_balance,
    cast(sum(case when history.report_line = 'expense' then history.month_amount end) as decimal(38, 2))
      as expense_of_year,
    cast(
      sum(case when history.report_line = 'expense' and history.period = run.period then history.month_amount end)
        as decimal(38, 2)
    ) as expense_of_month,
    count(case when history.report_line = 'expense' then history.month_amount end) as months_known
  from facts.fund_report_history as history
  cross join facts.run as run
  where history.report_line in ('closing_balance', 'expense')
  group by history.agency, history.line
),
-- A balance below zero pays no month, whatever the expense; a year without expense can be paid for ever.
levelled as (
  select
    place.agency,
    place.line,
    measured.closing_balance,
    measured.expense_of_year,
    measured.expense_of_month,
    coalesce(measured.months_known, 0) as months_known,
    case
      when measured.closing_balance < 0 then parameter.critical_months
      when measured.closing_balance is null or coalesce(measured.months_known, 0) < 12 then null
      when measured.closing_balance * 12 < parameter.critical_months * measured.expense_of_year
        then parameter.critical_months
      when measured.closing_balance * 12 < parameter.high_months * measured.expense_of_year then parameter.high_months
      when measured.closing_balance * 12 < parameter.medium_months * measured.expense_of_year
        then parameter.medium_months
    end as limit_months
  from place
  left join measured on measured.agency = place.agency and measured.line = place.line
  cross join facts.parameter as parameter
)
select
  case when levelled.limit_months is null then 'cannot_decide' else 'hit' end as verdict,
  levelled.agency as agency,
  levelled.line as line,
  levelled.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  case
    when levelled.limit_months is not null and levelled.months_known = 12
      then cast(ratio(levelled.closing_balance * 12, levelled.expense_of_year) as decimal(38, 6))
  end as observed,
  cast(levelled.limit_months as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  case
    when levelled.limit_months = parameter.critical_months then 'critical'
    when levelled.limit_months = parameter.high_months then 'high'
    when levelled.limit_months = parameter.medium_months then 'medium'
  end as severity,
  case when levelled.limit_months is null then 'month_amount' end as missing,
  levelled.closing_balance as closing_balance,
  levelled.expense_of_year as expense_of_year,
  levelled.expense_of_month as expense_of_month,
  cast(levelled.months_known as integer) as months_known
from levelled
cross join facts.run as run
cross join facts.parameter as parameter
where levelled.limit_months is not null or levelled.closing_balance is null or levelled.months_known < 12
order by levelled.agency nulls last, levelled.line nulls last
