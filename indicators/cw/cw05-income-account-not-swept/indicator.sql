-- A head may be sent whole, in its details, or both: the rows of its shortest code count.
with balance_row as (
  select
    balance.agency,
    balance.line,
    balance.opening,
    balance.debit,
    balance.credit,
    balance.closing,
    length(balance.subject) as code_length,
    min(length(balance.subject)) over (partition by balance.agency, balance.line) as shortest
  from facts.subject_balance as balance
  where substr(balance.subject, 1, 4) = '1002'
),
head as (
  select
    balance_row.agency,
    balance_row.line,
    cast(sum(balance_row.opening) as decimal(38, 2)) as opening,
    cast(sum(balance_row.debit) as decimal(38, 2)) as debit,
    cast(sum(balance_row.credit) as decimal(38, 2)) as credit,
    cast(sum(balance_row.closing) as decimal(38, 2)) as closing
  from balance_row
  where balance_row.code_length = balance_row.shortest
  group by balance_row.agency, balance_row.line
)
select
  'hit' as verdict,
  head.agency as agency,
  head.line as line,
  head.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(head.closing as decimal(38, 6)) as observed,
  cast(parameter.tolerance as decimal(38, 6)) as threshold,
  head.closing as amount,
  case when head.closing <= parameter.interest_limit then 'low' end as severity,
  cast(null as text) as missing,
  head.opening as opening,
  head.debit as debit,
  head.credit as credit,
  head.closing as closing
from head
cross join facts.run as run
cross join facts.parameter as parameter
where head.closing > parameter.tolerance
order by head.agency nulls last, head.line nulls last
