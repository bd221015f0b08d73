-- A head may be sent whole, in its details, or both: the rows of its shortest code count, and the oldest date of all.
with balance_row as (
  select
    balance.agency,
    balance.line,
    substr(balance.subject, 1, 4) as head,
    balance.closing,
    balance.oldest_item_on,
    length(balance.subject) as code_length,
    min(length(balance.subject)) over (
      partition by balance.agency, balance.line, substr(balance.subject, 1, 4)
    ) as shortest
  from facts.subject_balance as balance
  where substr(balance.subject, 1, 4) in ('1101', '2001')
),
suspense as (
  select
    balance_row.agency,
    balance_row.line,
    balance_row.head,
    cast(sum(case when balance_row.code_length = balance_row.shortest then balance_row.closing else 0 end) as decimal(38, 2))
      as closing,
    min(balance_row.oldest_item_on) as oldest_item_on
  from balance_row
  group by balance_row.agency, balance_row.line, balance_row.head
),
judged as (
  select
    suspense.agency,
    suspense.line,
    suspense.head,
    suspense.closing,
    suspense.oldest_item_on,
    run.period,
    run.last_day - suspense.oldest_item_on as age_days,
    run.last_day - add_months(run.last_day, -parameter.months) as allowed_days,
    cast(report.month_amount as decimal(38, 2)) as expense,
    cast(report.month_amount as decimal(38, 2)) * parameter.share as allowed_amount,
    coalesce(suspense.oldest_item_on < add_months(run.last_day, -parameter.months), false) as is_old,
    coalesce(
      report.month_amount > 0
        and abs(suspense.closing) > cast(report.month_amount as decimal(38, 2)) * parameter.share,
      false
    ) as is_large,
    case
      when suspense.oldest_item_on is null then 'oldest_item_on'
      when report.month_amount is null or report.month_amount <= 0 then 'expense'
    end as missing
  from suspense
  cross join facts.run as run
  cross join facts.parameter as parameter
  left join facts.fund_report as report
    on report.agency = suspense.agency
    and report.line = suspense.line
    and report.report_line = 'expense'
  where suspense.closing <> 0
)
select
  case when judged.is_old or judged.is_large then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.head as hit_key,
  cast(null as text) as related_key,
  judged.period as first_period,
  cast(
    case
      when judged.is_old then judged.age_days
      when judged.is_large then abs(judged.closing)
    end as decimal(38, 6)
  ) as observed,
  cast(
    case
      when judged.is_old then judged.allowed_days
      when judged.is_large then judged.allowed_amount
    end as decimal(38, 6)
  ) as threshold,
  cast(abs(judged.closing) as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when not judged.is_old and not judged.is_large then judged.missing end as missing,
  case
    when judged.is_old and judged.is_large then '挂账超期，占支出比例过高'
    when judged.is_old then '挂账超期'
    when judged.is_large then '占支出比例过高'
  end as finding,
  case judged.head
    when '1101' then '暂付款'
    else '暂收款'
  end as head_name,
  judged.closing as closing,
  judged.oldest_item_on as oldest_item_on,
  cast(judged.age_days as integer) as age_days,
  judged.expense as expense
from judged
where judged.is_old or judged.is_large or judged.missing is not null
order by judged.agency nulls last, judged.line nulls last, judged.head nulls last
