with flow_line (report_line) as (
  values
    ('income'),
    ('contribution_income'),
    ('subsidy_income'),
    ('interest_income'),
    ('transfer_income'),
    ('expense'),
    ('benefit_expense'),
    ('transfer_expense')
),
report as (
  select
    history.agency,
    history.line,
    history.period,
    history.report_line,
    cast(history.month_amount as decimal(38, 2)) as month_amount,
    cast(history.year_amount as decimal(38, 2)) as year_amount
  from facts.fund_report_history as history
),
reporting as (
  select distinct report.agency, report.line
  from report
  join facts.run as run on run.period = report.period
),
reporting_before as (
  select distinct report.agency, report.line
  from report
  join facts.run as run on report.period = period_add(run.period, -1)
),
-- A line that is gone this month still has a year to carry.
side as (
  select
    reporting.agency,
    reporting.line,
    flow_line.report_line as item,
    case
      when substr(run.period, 5, 2) = '01' then coalesce(of_month.month_amount, 0)
      when reporting_before.agency is not null
        then coalesce(of_month_before.year_amount, 0) + coalesce(of_month.month_amount, 0)
    end as left_value,
    coalesce(of_month.year_amount, 0) as right_value
  from reporting
  cross join flow_line
  cross join facts.run as run
  left join reporting_before
    on reporting_before.agency = reporting.agency
    and reporting_before.line = reporting.line
  left join report as of_month
    on of_month.agency = reporting.agency
    and of_month.line = reporting.line
    and of_month.period = run.period
    and of_month.report_line = flow_line.report_line
  left join report as of_month_before
    on of_month_before.agency = reporting.agency
    and of_month_before.line = reporting.line
    and of_month_before.period = period_add(run.period, -1)
    and of_month_before.report_line = flow_line.report_line
  where of_month.report_line is not null
    or (of_month_before.report_line is not null and substr(run.period, 5, 2) <> '01')
),
judged as (
  select
    side.agency,
    side.line,
    side.item,
    side.left_value,
    case when side.left_value is not null then side.right_value end as right_value,
    abs(side.left_value - side.right_value) > parameter.tolerance as is_broken
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
  case when count(judged.is_broken) = 0 then 'year_amount' end as missing
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
  cast(null as text) as missing
from judged
where judged.is_broken
order by agency nulls first, line nulls first, item nulls first, verdict nulls first
