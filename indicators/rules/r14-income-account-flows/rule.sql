with entry as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no,
    substr(entry.subject, 1, 4) as head,
    substr(entry.subject, 1, 1) as class,
    cast(entry.debit - entry.credit as decimal(38, 2)) as amount
  from facts.voucher_entry as entry
),
-- Vouchers that took money off the account, all their entries there taken together.
paid_out as (
  select entry.agency, entry.line, entry.voucher_no
  from entry
  group by entry.agency, entry.line, entry.voucher_no
  having sum(case when entry.head = '1002' then entry.amount else 0 end) < 0
    and not bool_or(entry.head in ('3001', '3101', '3201'))
),
other_side as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no,
    entry.head,
    entry.amount,
    strpos(' ' || parameter.outflow_subjects || ' ', ' ' || entry.head || ' ')
    + strpos(' ' || parameter.outflow_subjects || ' ', ' ' || entry.class || ' ') > 0 as fits
  from paid_out
  join entry
    on entry.agency = paid_out.agency
    and entry.line = paid_out.line
    and entry.voucher_no = paid_out.voucher_no
    and entry.amount > 0
  cross join facts.parameter as parameter
),
balance_row as (
  select
    balance.agency,
    balance.line,
    case when balance.subject = '1002' then 1 else 0 end as is_head,
    sum(balance.closing) as closing
  from facts.subject_balance as balance
  where substr(balance.subject, 1, 4) = '1002'
  group by balance.agency, balance.line, case when balance.subject = '1002' then 1 else 0 end
),
-- The head's own row, and the sum of its details only where the head was not sent.
balance as (
  select distinct on (balance_row.agency, balance_row.line) balance_row.agency, balance_row.line, balance_row.closing
  from balance_row
  order by balance_row.agency nulls last, balance_row.line nulls last, balance_row.is_head desc nulls last
),
item as (
  select
    other_side.agency,
    other_side.line,
    other_side.voucher_no as item,
    sum(other_side.amount) as moved,
    sum(case when other_side.fits then other_side.amount else 0 end) as allowed,
    string_agg(distinct other_side.head, ' ' order by other_side.head nulls last) filter (where not other_side.fits) as wrong_subjects
  from other_side
  group by other_side.agency, other_side.line, other_side.voucher_no
  union all
  select
    balance.agency,
    balance.line,
    '1002:closing' as item,
    cast(balance.closing as decimal(38, 2)) as moved,
    cast(0 as decimal(38, 2)) as allowed,
    cast(null as text) as wrong_subjects
  from balance
),
counted as (
  select
    item.agency,
    item.line,
    count(*) as compared,
    count(*) filter (where abs(item.moved - item.allowed) > parameter.tolerance) as broken,
    sum(item.moved) as moved,
    sum(item.allowed) as allowed
  from item
  cross join facts.parameter as parameter
  group by item.agency, item.line
),
answer as (
  select
    case when counted.broken > 0 then 'broken' else 'holds' end as verdict,
    counted.agency,
    counted.line,
    cast(null as text) as item,
    counted.compared,
    counted.moved,
    counted.allowed,
    cast(null as text) as wrong_subjects
  from counted
  union all
  select
    'row' as verdict,
    item.agency,
    item.line,
    item.item,
    cast(null as bigint) as compared,
    item.moved,
    item.allowed,
    item.wrong_subjects
  from item
  cross join facts.parameter as parameter
  where abs(item.moved - item.allowed) > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  answer.compared as compared,
  cast(answer.moved as decimal(38, 6)) as left_value,
  cast(answer.allowed as decimal(38, 6)) as right_value,
  cast(answer.moved - answer.allowed as decimal(38, 6)) as difference,
  cast(null as text) as missing,
  answer.wrong_subjects as wrong_subjects
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first
