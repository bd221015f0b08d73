with balance_row as (
  select
    balance.agency,
    balance.line,
    case when balance.subject = '1005' then 1 else 0 end as is_head,
    sum(balance.opening) as opening,
    sum(balance.closing) as closing
  from facts.subject_balance as balance
  where substr(balance.subject, 1, 4) = '1005'
  group by balance.agency, balance.line, case when balance.subject = '1005' then 1 else 0 end
),
-- The head's own row, and the sum of its details only where the head was not sent.
balance as (
  select distinct on (balance_row.agency, balance_row.line)
    balance_row.agency,
    balance_row.line,
    balance_row.opening,
    balance_row.closing
  from balance_row
  order by balance_row.agency nulls last, balance_row.line nulls last, balance_row.is_head desc nulls last
),
moved as (
  select entry.agency, entry.line, sum(entry.debit) as paid_in, sum(entry.credit) as moved_out
  from facts.voucher_entry as entry
  where substr(entry.subject, 1, 4) = '1005'
  group by entry.agency, entry.line
),
used as (
  select
    coalesce(balance.agency, moved.agency) as agency,
    coalesce(balance.line, moved.line) as line,
    cast(balance.opening as decimal(38, 2)) as opening,
    cast(balance.closing as decimal(38, 2)) as closing,
    cast(coalesce(moved.paid_in, 0) as decimal(38, 2)) as paid_in,
    cast(coalesce(moved.moved_out, 0) as decimal(38, 2)) as moved_out
  from balance
  full join moved on moved.agency = balance.agency and moved.line = balance.line
),
compared as (
  select
    used.agency,
    used.line,
    used.opening,
    used.closing,
    used.paid_in,
    used.moved_out,
    used.opening + used.paid_in - used.moved_out as expected
  from used
),
answer as (
  select
    case
      when compared.closing is null then 'not_checkable'
      when abs(compared.closing - compared.expected) > parameter.tolerance then 'broken'
      else 'holds'
    end as verdict,
    compared.agency,
    compared.line,
    cast(null as text) as item,
    cast(case when compared.closing is null then 0 else 1 end as bigint) as compared,
    compared.closing,
    compared.expected,
    case when compared.closing is null then 'closing' end as missing,
    compared.opening,
    compared.paid_in,
    compared.moved_out
  from compared
  cross join facts.parameter as parameter
  union all
  select
    'row' as verdict,
    compared.agency,
    compared.line,
    '1005' as item,
    cast(null as bigint) as compared,
    compared.closing,
    compared.expected,
    cast(null as text) as missing,
    compared.opening,
    compared.paid_in,
    compared.moved_out
  from compared
  cross join facts.parameter as parameter
  where abs(compared.closing - compared.expected) > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  answer.compared as compared,
  cast(answer.closing as decimal(38, 6)) as left_value,
  cast(answer.expected as decimal(38, 6)) as right_value,
  cast(answer.closing - answer.expected as decimal(38, 6)) as difference,
  answer.missing as missing,
  answer.opening as opening,
  answer.paid_in as paid_in,
  answer.moved_out as moved_out
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first
