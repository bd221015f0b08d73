with report as (
  select
    report_row.agency,
    report_row.line,
    cast(max(case when report_row.report_line = 'income' then report_row.month_amount end) as decimal(38, 2)) as income,
    cast(max(case when report_row.report_line = 'expense' then report_row.month_amount end) as decimal(38, 2)) as expense,
    cast(max(case when report_row.report_line = 'opening_balance' then report_row.month_amount end) as decimal(38, 2))
      as opening_balance,
    cast(max(case when report_row.report_line = 'closing_balance' then report_row.month_amount end) as decimal(38, 2))
      as closing_balance
  from facts.fund_report as report_row
  group by report_row.agency, report_row.line
),
-- A head may be sent whole, in its details, or both: the rows of its shortest code count.
balance_row as (
  select
    balance.agency,
    balance.line,
    substr(balance.subject, 1, 4) as head,
    balance.opening,
    balance.closing,
    length(balance.subject) as code_length,
    min(length(balance.subject)) over (
      partition by balance.agency, balance.line, substr(balance.subject, 1, 4)
    ) as shortest
  from facts.subject_balance as balance
),
-- Untransferred income and expenditure belong to the balance, so that the time of the transfer does not matter.
net_assets as (
  select
    balance_row.agency,
    balance_row.line,
    cast(
      sum(
        case
          when substr(balance_row.head, 1, 1) in ('3', '4', '5') and balance_row.head not in ('4601', '4602')
            then balance_row.opening - balance_row.closing
          else 0
        end
      ) as decimal(38, 2)
    ) as grown
  from balance_row
  where balance_row.code_length = balance_row.shortest
  group by balance_row.agency, balance_row.line
),
side as (
  select
    report.agency,
    report.line,
    'report' as item,
    '收支表期初、期末结余' as part,
    report.closing_balance - report.opening_balance as left_value,
    report.income - report.expense as right_value
  from report
  union all
  select
    report.agency,
    report.line,
    'ledger' as item,
    '净资产科目增减' as part,
    net_assets.grown as left_value,
    report.income - report.expense as right_value
  from report
  left join net_assets on net_assets.agency = report.agency and net_assets.line = report.line
),
judged as (
  select
    side.agency,
    side.line,
    side.item,
    side.part,
    case when side.right_value is not null then side.left_value end as left_value,
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
  case when count(judged.is_broken) = 0 then 'month_amount' end as missing,
  cast(null as text) as part
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
  judged.part as part
from judged
where judged.is_broken
order by agency nulls first, line nulls first, item nulls first, verdict nulls first
