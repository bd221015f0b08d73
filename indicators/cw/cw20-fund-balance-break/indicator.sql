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
    cast(-sum(balance_row.closing) as decimal(38, 2)) as ledger_balance
  from balance_row
  where balance_row.code_length = balance_row.shortest
    and (
      balance_row.head in ('3001', '3101', '3201')
      or (substr(balance_row.head, 1, 1) in ('4', '5') and balance_row.head not in ('4601', '4602'))
    )
  group by balance_row.agency, balance_row.line
  having bool_or(balance_row.head in ('3001', '3101', '3201'))
),
compared as (
  select
    coalesce(report.agency, net_assets.agency) as agency,
    coalesce(report.line, net_assets.line) as line,
    report.opening_balance,
    report.income,
    report.expense,
    cast(report.opening_balance + report.income - report.expense as decimal(38, 2)) as expected_balance,
    report.closing_balance,
    net_assets.ledger_balance
  from report
  full join net_assets on net_assets.agency = report.agency and net_assets.line = report.line
),
judged as (
  select
    compared.agency,
    compared.line,
    compared.opening_balance,
    compared.income,
    compared.expense,
    compared.expected_balance,
    compared.closing_balance,
    compared.ledger_balance,
    parameter.tolerance,
    coalesce(abs(compared.expected_balance - compared.closing_balance) > parameter.tolerance, false) as is_broken,
    coalesce(abs(compared.closing_balance - compared.ledger_balance) > parameter.tolerance, false) as is_off_ledger,
    compared.expected_balance is null or compared.closing_balance is null as is_incomplete
  from compared
  cross join facts.parameter as parameter
)
select
  case when judged.is_broken or judged.is_off_ledger then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(
    case
      when judged.is_broken then judged.expected_balance - judged.closing_balance
      when judged.is_off_ledger then judged.closing_balance - judged.ledger_balance
    end as decimal(38, 6)
  ) as observed,
  cast(case when judged.is_broken or judged.is_off_ledger then judged.tolerance end as decimal(38, 6)) as threshold,
  cast(
    case
      when judged.is_broken then judged.expected_balance - judged.closing_balance
      when judged.is_off_ledger then judged.closing_balance - judged.ledger_balance
    end as decimal(38, 2)
  ) as amount,
  cast(null as text) as severity,
  case
    when judged.is_broken or judged.is_off_ledger then null
    when judged.opening_balance is null then 'opening_balance'
    when judged.income is null then 'income'
    when judged.expense is null then 'expense'
    else 'closing_balance'
  end as missing,
  case
    when judged.is_broken and judged.is_off_ledger then '滚存不符，账表不符'
    when judged.is_broken then '滚存不符'
    when judged.is_off_ledger then '账表不符'
  end as finding,
  judged.opening_balance as opening_balance,
  judged.income as income,
  judged.expense as expense,
  judged.expected_balance as expected_balance,
  judged.closing_balance as closing_balance,
  judged.ledger_balance as ledger_balance
from judged
cross join facts.run as run
where judged.is_broken or judged.is_off_ledger or judged.is_incomplete
order by judged.agency nulls last, judged.line nulls last
